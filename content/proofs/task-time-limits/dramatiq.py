# /// script
# requires-python = ">=3.12"
# dependencies = ["dramatiq==2.2.1"]
# [tool.hub]
# control = "self"
# ///
import logging
import sys
import time

import dramatiq
from dramatiq.brokers.stub import StubBroker

logging.disable()
broker = StubBroker()  # in memory
dramatiq.set_broker(broker)
ended = []
# The control: a limit that is not reached.
limit = 60_000 if "--control" in sys.argv else 1_000


@dramatiq.actor(time_limit=limit, max_retries=0)
def slow():
    try:
        for _ in range(60):
            time.sleep(0.1)
    except BaseException as error:
        ended.append(type(error).__name__)
        raise


worker = dramatiq.Worker(broker, worker_timeout=100)
worker.start()
broker.emit_after("process_boot")  # as the command does: it starts the clock
slow.send()
broker.join("default", timeout=20000, fail_fast=False)
worker.stop()
print(f"a task of six seconds with time_limit=1000: {ended or 'ran to its end'}")
sys.exit(0 if ended == ["TimeLimitExceeded"] else 10)
