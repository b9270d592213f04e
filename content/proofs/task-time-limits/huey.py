# /// script
# requires-python = ">=3.12"
# dependencies = ["huey==3.5.4"]
# [tool.hub]
# control = "self"
# ///
import logging
import sys
import time

from huey import SqliteHuey

logging.disable()
huey = SqliteHuey(filename="tasks.db")
# The control: a limit that is not reached.
limit = 60 if "--control" in sys.argv else 1


@huey.task(timeout=limit)
def slow():
    for _ in range(40):
        time.sleep(0.1)
    return "ran to its end"


consumer = huey.create_consumer(worker_type="process", scheduler_interval=1)
consumer.start()
try:
    answer = slow().get(blocking=True, timeout=20)
except Exception as error:
    answer = f"{error}"
consumer.stop()
print(f"a task of four seconds with timeout=1, in a process: {answer}")
sys.exit(0 if "imeout" in answer else 10)
