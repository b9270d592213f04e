# /// script
# requires-python = ">=3.12"
# dependencies = ["dramatiq==2.2.1"]
# [tool.hub]
# control = "self"
# ///
import sys
import time

import dramatiq
from dramatiq.brokers.stub import StubBroker

broker = StubBroker()  # in memory
dramatiq.set_broker(broker)
ran = []


@dramatiq.actor
def send():
    ran.append(time.time())


worker = dramatiq.Worker(broker, worker_timeout=100)
worker.start()
begin = time.time()
delay = None if "--control" in sys.argv else 3000  # the control: at once
send.send_with_options(delay=delay)
while not ran and time.time() < begin + 15:
    time.sleep(0.1)
worker.stop()
print(f"with delay=3000 the task ran after {ran[0] - begin:.1f} s")
sys.exit(0 if ran[0] - begin >= 2.9 else 10)
