# /// script
# requires-python = ">=3.12"
# dependencies = ["dramatiq==2.2.1"]
# [tool.hub]
# control = "self"
# ///
import sys

import dramatiq
from dramatiq.brokers.stub import StubBroker
from dramatiq.results import Results
from dramatiq.results.backends import StubBackend

broker = StubBroker()  # in memory
broker.add_middleware(Results(backend=StubBackend()))
dramatiq.set_broker(broker)


@dramatiq.actor(store_results=True)
def add(first, second):
    return first + second


worker = dramatiq.Worker(broker, worker_timeout=100)
worker.start()
# The control: the second task is not handed the result of the first.
ignored = {"pipe_ignore": True} if "--control" in sys.argv else {}
second = add.message_with_options(args=(3,) if not ignored else (3, 0), **ignored)
chained = (add.message(1, 2) | second).run().get_result(block=True, timeout=20000)
group = dramatiq.group([add.message(1, 1), add.message(2, 2)]).run()
parts = list(group.get_results(block=True, timeout=20000))
worker.stop()
print(f"1 + 2, then + 3: {chained}; 1 + 1 and 2 + 2 as a group: {parts}")
sys.exit(0 if (chained, parts) == (6, [2, 4]) else 10)
