# /// script
# requires-python = ">=3.12"
# dependencies = ["dramatiq==2.2.1"]
# [tool.hub]
# control = "self"
# ///
import logging
import sys

import dramatiq
from dramatiq.brokers.stub import StubBroker

logging.disable()
broker = StubBroker()  # in memory
dramatiq.set_broker(broker)
tries = []
control = "--control" in sys.argv  # the control: retries are switched off


@dramatiq.actor(min_backoff=100, **({"max_retries": 0} if control else {}))
def send(address):
    tries.append(address)
    if len(tries) < 3:
        raise ConnectionError


worker = dramatiq.Worker(broker, worker_timeout=100)
worker.start()
send.send("ada@example.org")
broker.join("default", timeout=20000, fail_fast=False)
worker.join()
worker.stop()
print(f"a task that failed twice, without a word on retries: {len(tries)} tries")
sys.exit(0 if len(tries) == 3 else 10)
