# /// script
# requires-python = ">=3.12"
# dependencies = ["huey==3.5.4"]
# [tool.hub]
# control = "self"
# ///
import sys

from huey import SqliteHuey

direct = "--control" not in sys.argv  # the control: it is queued
huey = SqliteHuey(filename="tasks.db", immediate=direct)


@huey.task()
def send(address):
    return f"sent to {address}"


answer = send("ada@example.org").get()
print(f"without a consumer: {answer}; waiting: {huey.pending_count()}")
sys.exit(0 if answer == "sent to ada@example.org" else 10)
