"""A wire between the site and its database that can be held still (the server is there, says nothing more) or cut."""

import socket
import threading
from contextlib import suppress


class Relay:
    """Passes on what comes in at ``port`` to an address and back, unless held or cut."""

    def __init__(self, host, port):
        self.target = (host, port)
        self.flowing = threading.Event()
        self.flowing.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.ends = []

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.flowing.set()
        self.listener.close()

    def hold(self):
        self.flowing.clear()

    def release(self):
        self.flowing.set()

    def cut(self):
        """From now on nothing answers at the port, as when the server has stopped."""
        for end in (self.listener, *self.ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def mend(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                threading.Thread(target=self.join, args=(near,), daemon=True).start()

    def join(self, near):
        self.flowing.wait()
        far = socket.create_connection(self.target)
        self.ends += [near, far]
        for source, sink in ((near, far), (far, near)):
            threading.Thread(target=self.pass_on, args=(source, sink), daemon=True).start()

    def pass_on(self, source, sink):
        with suppress(OSError), source, sink:
            while data := source.recv(65536):
                self.flowing.wait()
                sink.sendall(data)
