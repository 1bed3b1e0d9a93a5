"""AWS as over a line that goes dead: what it carries both ways stops after so many bytes, and nothing is closed."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class _Line:
    upstream: tuple[str, int]
    left: int
    dead: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def serve(self, server: socket.socket) -> None:
        while not self.ended.is_set():
            try:
                near, _ = server.accept()
            except OSError:
                return
            far = socket.create_connection(self.upstream)
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with one, other:
            while data := self._received(one):
                with self.lock:
                    self.left -= len(data)
                if self.left < 0:
                    self.dead.set()
                    self.ended.wait()
                    return
                other.sendall(data)

    def _received(self, one: socket.socket) -> bytes:
        try:
            return one.recv(4096)
        except OSError:
            return b""


@contextmanager
def stalling(endpoint_url: str, after: int) -> Iterator[tuple[str, threading.Event]]:
    """Another endpoint for the same AWS; the event is set when the line is dead."""
    found = urlsplit(endpoint_url)
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = _Line((str(found.hostname), int(found.port or 80)), after)
        threading.Thread(target=line.serve, args=(server,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}", line.dead
        finally:
            line.ended.set()
