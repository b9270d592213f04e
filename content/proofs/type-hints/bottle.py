# /// script
# requires-python = ">=3.12"
# dependencies = ["bottle==0.13.4"]
# [tool.hub]
# control = "flask==3.1.3"
# ///
import sys
from importlib.metadata import distributions

try:
    import bottle as framework
except ImportError:
    import flask as framework  # only the control installs it

name = framework.__name__
files = [str(file) for d in distributions() if d.name.lower() == name for file in d.files]
marker = any(file.endswith("py.typed") for file in files)
hints = getattr(framework, "Bottle", framework).__init__ if name == "bottle" else None
print(
    f"files of {name}: {len(files)}, py.typed among them: {marker}; hints of "
    f"Bottle(): {getattr(hints, '__annotations__', '-')}"
)
sys.exit(10 if marker else 0)
