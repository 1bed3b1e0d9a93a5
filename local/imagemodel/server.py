"""The stand-in as a server on 127.0.0.1, for as long as a `with` block lasts.

with BedrockStandIn() as bedrock:
    boto3.client("bedrock-runtime", endpoint_url=bedrock.url, ...)
    bedrock.fail_next("ThrottlingException", times=2, when="mug")
    ...
    assert bedrock.paid == 1
"""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Collection
from types import TracebackType
from typing import Self

from werkzeug import Request, Response
from werkzeug.serving import WSGIRequestHandler, make_server

from local.imagemodel.families.order import FilterReason
from local.imagemodel.faults import Fault, Odds
from local.imagemodel.invocations import Call, Invocations
from local.imagemodel.refusals import Refused

_PATH = re.compile("/model/(?P<model_id>.+)/invoke")


class BedrockStandIn:
    """Answers InvokeModel as Bedrock's image models do. `retired` model ids answer as models past their end of life.

    Leaving ends at once, whatever is still being drawn or delayed.
    """

    def __init__(self, retired: Collection[str] = ()) -> None:
        self._invocations = Invocations(retired)
        self._server = make_server(
            "127.0.0.1", 0, Request.application(self._answer), threaded=True, request_handler=_Connection
        )
        self._serving = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="bedrock", daemon=True)

    def __enter__(self) -> Self:
        self._serving.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._invocations.closing.set()
        self._server.shutdown()
        self._serving.join()  # it closes the socket

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(self._invocations.calls)

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
        """`code` is an error of InvokeModel (refusals.ERRORS); `when` a part of the prompt."""
        fault = Fault("error", times, when, code=code, message=message, original_status=original_status)
        self._invocations.faults.add(fault)

    def filter(self, reason: FilterReason = "prompt", *, times: int = 1, when: str = "") -> None:
        """Blocked by the content filter, in the way of the family that is called."""
        self._invocations.faults.add(Fault("filter", times, when, reason=reason))

    def intervene(self, *, times: int = 1, when: str = "") -> None:
        """Blocked by the guardrail that the call names."""
        self._invocations.faults.add(Fault("guardrail", times, when))

    def delay_next(self, seconds: float, *, times: int = 1, when: str = "") -> None:
        """Drawn and paid for, but answered late: past the caller's read timeout, for instance."""
        self._invocations.faults.add(Fault("delay", times, when, seconds=seconds))

    def drop_next(self, *, times: int = 1, when: str = "") -> None:
        """Drawn and paid for, but the connection closes without an answer."""
        self._invocations.faults.add(Fault("drop", times, when))

    def fail_by_chance(self, odds: Odds) -> None:
        self._invocations.faults.by_chance(odds)

    def forget(self) -> None:
        """Clears the calls, the faults still waiting, and the odds."""
        self._invocations.calls.clear()
        self._invocations.faults.clear()

    def _answer(self, request: Request) -> Response:
        """InvokeModel in Bedrock's REST dialect. At a ConnectionError the connection is closed."""
        path = _PATH.fullmatch(request.path)
        if path is None or request.method != "POST":
            return _json(404, {"message": "only POST /model/{id}/invoke is served"}, "UnknownOperationException")
        try:
            named = [request.headers.get(f"X-Amzn-Bedrock-Guardrail{part}", "") for part in ("Identifier", "Version")]
            guardrail = "/".join(filter(None, named))
            return _json(200, self._invocations.invoke(path["model_id"], request.get_data(), guardrail))
        except Refused as refused:
            return _json(refused.status, {"message": refused.message} | refused.details, refused.code)


def _json(status: int, answer: dict[str, object], error: str = "") -> Response:
    headers = {"x-amzn-RequestId": str(uuid.uuid4())} | ({"x-amzn-ErrorType": error} if error else {})
    return Response(json.dumps(answer), status, headers, mimetype="application/json")


class _Connection(WSGIRequestHandler):
    """Logs no request: `calls` tells more, and stderr belongs to whoever embeds the stand-in."""

    def log_request(self, *_: object) -> None:
        pass

    def connection_dropped(self, *_: object) -> None:
        self.close_connection = True  # Werkzeug alone would wait for another request
