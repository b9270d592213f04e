# /// script
# requires-python = ">=3.12"
# dependencies = ["django==6.1.3", "django-tasks-db==0.13.0"]
# [tool.hub]
# control = "self"
# ///
import sys

import django
from django import tasks
from django.conf import settings

settings.configure()
django.setup()
if "--control" in sys.argv:  # the control: a module that can join tasks
    tasks.chain = lambda *parts: parts


@tasks.task
def add(first, second):
    return first + second


words = ("chain", "group", "chord", "pipe", "then", "depends", "callback")
names = [
    name
    for thing in (tasks, add, tasks.default_task_backend)
    for name in dir(thing)
    if any(word in name.lower() for word in words)
]
print(f"names in django.tasks, a task and a backend that join tasks: {names or 'none'}")
sys.exit(0 if not names else 10)
