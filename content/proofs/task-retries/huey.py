# /// script
# requires-python = ">=3.12"
# dependencies = ["huey==3.5.4"]
# [tool.hub]
# control = "self"
# ///
import logging
import sys

from huey import SqliteHuey

logging.disable()
huey = SqliteHuey(filename="tasks.db", store_intermediate_errors=False)
control = "--control" in sys.argv  # the control: nothing is declared
tries = []


@huey.task(**({} if control else {"retries": 2, "retry_delay": 1, "retry_backoff": 2}))
def send(address):
    tries.append(address)
    if len(tries) < 3:
        raise ConnectionError
    return "sent"


consumer = huey.create_consumer(scheduler_interval=1)
result = send("ada@example.org")
consumer.start()
try:
    answer = result.get(blocking=True, timeout=15)
except Exception as error:
    answer = type(error).__name__
consumer.stop()
print(f"{answer} after {len(tries)} tries, by retries= of the task")
sys.exit(0 if (answer, len(tries)) == ("sent", 3) else 10)
