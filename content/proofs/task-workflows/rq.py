# /// script
# requires-python = ">=3.12"
# dependencies = ["rq==3.0.0", "fakeredis==2.41.0", "lupa==2.8"]
# [tool.hub]
# control = "self"
# ///
import sys

from fakeredis import FakeStrictRedis
from rq import Queue, SimpleWorker, get_current_job

connection = FakeStrictRedis()  # stands in for Redis, in memory
queue = Queue(connection=connection)


def add(first, second):
    return first + second


def total():
    return sum(job.return_value() for job in get_current_job().fetch_dependencies())


parts = [queue.enqueue("__main__.add", 1, 1), queue.enqueue("__main__.add", 2, 2)]
# The control: the job waits for nothing.
needed = None if "--control" in sys.argv else parts
joined = queue.enqueue("__main__.total", depends_on=needed)
before = joined.get_status().value
SimpleWorker([queue], connection=connection).work(burst=True, logging_level="CRITICAL")
print(f"{before} until both ran, then their total by the job's own code: {joined.return_value()}")
sys.exit(0 if (before, joined.return_value()) == ("deferred", 6) else 10)
