# /// script
# requires-python = ">=3.12"
# dependencies = ["rq==3.0.0", "fakeredis==2.41.0", "lupa==2.8"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import sys

from fakeredis import FakeStrictRedis
from rq import Queue, SimpleWorker

connection = FakeStrictRedis()  # stands in for Redis, in memory
queue = Queue(connection=connection)


async def send():
    await asyncio.sleep(0)
    return "sent"


def forgotten():  # the control: a coroutine that nobody awaits is no answer
    return None


name = "forgotten" if "--control" in sys.argv else "send"
job = queue.enqueue(f"__main__.{name}")
SimpleWorker([queue], connection=connection).work(burst=True, logging_level="CRITICAL")
print(f"a coroutine as a job: {job.get_status().value}, {job.return_value()}")
sys.exit(0 if job.return_value() == "sent" else 10)
