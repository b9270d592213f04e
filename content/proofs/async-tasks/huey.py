# /// script
# requires-python = ">=3.12"
# dependencies = ["huey==3.5.4"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from huey import SqliteHuey

huey = SqliteHuey(filename="tasks.db")


async def send():
    return "sent"


def waited():  # the control: a function that runs the coroutine itself
    return asyncio.run(send())


try:
    huey.task()(waited if "--control" in sys.argv else send)
    said = "taken"
except Exception as error:
    said = f"{type(error).__name__}: {error}"
print(f"a coroutine as a task: {said}")
sys.exit(0 if "async" in said else 10)
