# /// script
# requires-python = ">=3.12"
# dependencies = ["huey==3.5.4"]
# [tool.hub]
# control = "self"
# ///
import logging
import sys

from huey import SqliteHuey
from huey.api import chord

logging.disable()
huey = SqliteHuey(filename="tasks.db")


@huey.task()
def add(first, second):
    return first + second


@huey.task()
def total(numbers):
    # The control: what comes before is not handed on.
    return 0 if "--control" in sys.argv else sum(numbers)


consumer = huey.create_consumer(workers=2)
consumer.start()
chained = huey.enqueue(add.s(1, 2).then(add, 3)).get(blocking=True, timeout=15)[-1]
joined = huey.enqueue(chord([add.s(1, 1), add.s(2, 2)], total.s()))
joined = joined.get(blocking=True, timeout=15)
consumer.stop()
print(f"1 + 2, then + 3: {chained}; 1 + 1 and 2 + 2, then their total: {joined}")
sys.exit(0 if (chained, joined) == (6, 6) else 10)
