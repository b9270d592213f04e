# /// script
# requires-python = ">=3.12"
# dependencies = ["rq==3.0.0", "fakeredis==2.41.0", "lupa==2.8"]
# [tool.hub]
# control = "self"
# ///
import sys
import time

from fakeredis import FakeStrictRedis
from rq import Queue, SimpleWorker

connection = FakeStrictRedis()  # stands in for Redis, in memory
queue = Queue(connection=connection)


def slow():
    time.sleep(4)


limit = 60 if "--control" in sys.argv else 1  # the control: a limit that is not reached
job = queue.enqueue("__main__.slow", job_timeout=limit)
default = queue.enqueue("__main__.slow").timeout
queue.remove(queue.job_ids[-1])
begin = time.time()
SimpleWorker([queue], connection=connection).work(burst=True, logging_level="CRITICAL")
print(f"{job.get_status().value} after {time.time() - begin:.0f} s; by default {default} s")
sys.exit(0 if job.is_failed and default == 180 else 10)
