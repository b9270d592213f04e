# /// script
# requires-python = ">=3.12"
# dependencies = ["rq==3.0.0", "fakeredis==2.41.0", "lupa==2.8"]
# [tool.hub]
# control = "self"
# ///
import sys

from fakeredis import FakeStrictRedis
from rq import Queue, Retry, SimpleWorker

connection = FakeStrictRedis()  # stands in for Redis, in memory
tries = []


def send(address):
    tries.append(address)
    if len(tries) < 3:
        raise ConnectionError
    return "sent"


queue = Queue(connection=connection)
retry = None if "--control" in sys.argv else Retry(max=2)  # the control: none asked for
job = queue.enqueue("__main__.send", "ada@example.org", retry=retry)
SimpleWorker([queue], connection=connection).work(burst=True, logging_level="CRITICAL")
print(f"{job.get_status().value} after {len(tries)} tries, by retry= of the call")
sys.exit(0 if (job.return_value(), len(tries)) == ("sent", 3) else 10)
