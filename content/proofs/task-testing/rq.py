# /// script
# requires-python = ">=3.12"
# dependencies = ["rq==3.0.0", "fakeredis==2.41.0", "lupa==2.8"]
# [tool.hub]
# control = "self"
# ///
import sys

from fakeredis import FakeStrictRedis
from rq import Queue

direct = "--control" not in sys.argv  # the control: it is queued
queue = Queue(is_async=not direct, connection=FakeStrictRedis())


def send(address):
    return f"sent to {address}"


job = queue.enqueue("__main__.send", "ada@example.org")
print(f"without a worker: {job.get_status().value}, {job.return_value()}")
sys.exit(0 if job.return_value() == "sent to ada@example.org" else 10)
