# /// script
# requires-python = ">=3.12"
# dependencies = ["dramatiq==2.2.1"]
# [tool.hub]
# control = "self"
# ///
import asyncio
import logging
import sys

import dramatiq
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AsyncIO

logging.disable()
broker = StubBroker()  # in memory
if "--control" not in sys.argv:  # the control: without the middleware
    broker.add_middleware(AsyncIO())
dramatiq.set_broker(broker)
loops = set()


async def send():
    loops.add(id(asyncio.get_running_loop()))


try:
    actor = dramatiq.actor(send, max_retries=0, throws=RuntimeError)
    worker = dramatiq.Worker(broker, worker_timeout=100)
    worker.start()
    actor.send()
    actor.send()
    broker.join("default", timeout=20000, fail_fast=True)
    worker.stop()
    said = f"two coroutines ran on {len(loops)} event loop"
except RuntimeError as error:
    said = str(error)
print(said)
sys.exit(0 if len(loops) == 1 else 10)
