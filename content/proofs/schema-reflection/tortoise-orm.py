# /// script
# requires-python = ">=3.12"
# dependencies = ["tortoise-orm==1.1.9"]
# [tool.hub]
# control = "self"
# ///
import sys
from subprocess import run

line = [sys.executable, "-m", "tortoise", "--help"]
told = run(line, capture_output=True, text=True).stdout
words = told.replace("{", " ").replace("}", " ").replace(",", " ").split()
known = [word for word in ("makemigrations", "migrate", "shell") if word in words]
found = [word for word in words if "inspect" in word.lower()]
if "--control" in sys.argv:
    found = [word for word in words if "migrat" in word]  # the control: what is there
print(f"commands seen: {known}; one that reads a database: {found or 'none'}")
sys.exit(0 if known and not found else 10)
