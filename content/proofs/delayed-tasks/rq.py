# /// script
# requires-python = ">=3.12"
# dependencies = ["rq==3.0.0", "fakeredis==2.41.0", "lupa==2.8"]
# [tool.hub]
# control = "self"
# ///
import sys
import time
from datetime import timedelta

from fakeredis import FakeStrictRedis
from rq import Queue, SimpleWorker
from rq.scheduler import RQScheduler

connection = FakeStrictRedis()  # stands in for Redis, in memory
queue = Queue(connection=connection)
worker = SimpleWorker([queue], connection=connection)
seconds = 0 if "--control" in sys.argv else 3  # the control: at once
begin = time.time()
job = queue.enqueue_in(timedelta(seconds=seconds), time.time)
scheduler = RQScheduler([queue], connection)
scheduler.acquire_locks()
while not job.is_finished and time.time() < begin + 15:
    scheduler.enqueue_scheduled_jobs()
    worker.work(burst=True, logging_level="CRITICAL")
    time.sleep(0.2)
ran = (job.return_value() or begin) - begin
print(f"enqueue_in of 3 s ran after {ran:.1f} s, by the scheduler")
sys.exit(0 if ran >= 2 else 10)  # RQ counts whole seconds
