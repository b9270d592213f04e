# /// script
# requires-python = ">=3.12"
# dependencies = ["dramatiq==2.2.1"]
# [tool.hub]
# control = "self"
# ///
import sys

import dramatiq
from dramatiq.brokers.stub import StubBroker

broker = StubBroker()
dramatiq.set_broker(broker)
done = []


@dramatiq.actor
def send(address):
    done.append(address)


send.send("ada@example.org")
queued = broker.queues["default"].qsize()
if "--control" not in sys.argv:  # the control: nobody works it off
    worker = dramatiq.Worker(broker, worker_timeout=100)
    worker.start()
    broker.join("default", timeout=20000)
    worker.join()
    worker.stop()
print(f"in memory: {queued} queued; a worker within the test: {done}")
sys.exit(0 if (queued, done) == (1, ["ada@example.org"]) else 10)
