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


@huey.task()
def send():
    return time.time()


consumer = huey.create_consumer(scheduler_interval=1)
consumer.start()
begin = time.time()
delay = 0 if "--control" in sys.argv else 3  # the control: at once
ran = send.schedule(delay=delay).get(blocking=True, timeout=15)
consumer.stop()
print(f"with delay=3 the task ran after {ran - begin:.1f} s")
sys.exit(0 if ran - begin >= 2.9 else 10)
