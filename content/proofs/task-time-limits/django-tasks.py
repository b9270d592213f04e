# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3", "django-tasks-db==0.13.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django.conf import settings
from django.core.management import load_command_class
from django.tasks import task

settings.configure(INSTALLED_APPS=["django_tasks_db"])
django.setup()


def slow():
    pass


try:
    name = "priority" if "--control" in sys.argv else "timeout"  # the control: one it has
    task(**{name: 1})(slow)
    said = "taken"
except TypeError as error:
    said = str(error)
parser = load_command_class("django_tasks_db", "db_worker").create_parser("", "db_worker")
options = [word for word in parser.format_help().split() if "time" in word and "--" in word]
print(f"a limit at the task: {said}; options of the worker for it: {options or 'none'}")
sys.exit(0 if "unexpected" in said and not options else 10)
