"""The stand-in as a server on 127.0.0.1, for as long as a `with` block lasts.

with ImageModel() as bedrock:
    boto3.client("bedrock-runtime", endpoint_url=bedrock.url, ...)
    bedrock.fail_next("ThrottlingException", times=2, when="mug")
    ...
    assert bedrock.paid == 1
"""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Collection
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from local.imagemodel.calls import Call
from local.imagemodel.families.order import FilterReason
from local.imagemodel.faults import Fault
from local.imagemodel.handler import handler_for
from local.imagemodel.model import Invocations


class PortTaken(OSError):
    """Another process listens on the port; the message names it."""


class ImageModel:
    """`port` 0 takes a free one. `retired` model ids answer as models past their end of life.

    Entering raises PortTaken. Leaving ends at once, whatever is still being drawn or delayed.
    """

    def __init__(self, port: int = 0, retired: Collection[str] = ()) -> None:
        self._port = port
        self._invocations = Invocations(retired)
        self._server: _Server | None = None

    def __enter__(self) -> Self:
        try:
            self._server = _Server(("127.0.0.1", self._port), handler_for(self._invocations))
        except OSError as error:
            raise PortTaken(f"the image model cannot listen on 127.0.0.1:{self._port}: {error.strerror}") from error
        threading.Thread(target=self._server.serve_forever, args=(0.05,), name="image-model", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._invocations.closing.set()
        self._running.shutdown()
        self._running.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._running.server_port}"

    @property
    def calls(self) -> tuple[Call, ...]:
        return self._invocations.calls.all()

    @property
    def paid(self) -> int:
        """How many calls drew a picture, delivered or not."""
        return sum(call.paid for call in self.calls)

    def fail_next(
        self,
        code: str,
        *,
        times: int = 1,
        when: str = "",
        message: str | None = None,
        original_status: int | None = None,
    ) -> None:
        """`code` is an error of InvokeModel (refusals.STATUS); `when` a part of the prompt."""
        self._add(
            Fault(kind="error", code=code, times=times, when=when, message=message, original_status=original_status)
        )

    def filter(self, reason: FilterReason = "prompt", *, times: int = 1, when: str = "") -> None:
        """Blocked by the content filter, in the way of the family that is called."""
        self._add(Fault(kind="filter", reason=reason, times=times, when=when))

    def delay_next(self, seconds: float, *, times: int = 1, when: str = "") -> None:
        """Drawn and paid for, but answered late: past the caller's read timeout, for instance."""
        self._add(Fault(kind="delay", seconds=seconds, times=times, when=when))

    def drop_next(self, *, times: int = 1, when: str = "") -> None:
        """Drawn and paid for, but the connection closes without an answer."""
        self._add(Fault(kind="drop", times=times, when=when))

    def forget(self) -> None:
        """Clears the calls and the faults still waiting."""
        self._invocations.calls.clear()
        self._invocations.faults.clear()

    def _add(self, fault: Fault) -> None:
        self._invocations.faults.add(fault)

    @property
    def _running(self) -> _Server:
        if self._server is None:
            raise RuntimeError("the image model has not been started: use it as a context manager")
        return self._server


class _Server(ThreadingHTTPServer):
    """Threads are daemons and closing cuts kept-alive connections, so that nothing is answered after the end."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, *args: Any) -> None:
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up between two requests is no error; anything else is, and is printed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        super().server_close()
        with self._lock:
            still_open = list(self._open)
        for connection in still_open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it closed itself meanwhile
