"""The HTTP side: InvokeModel in Bedrock's REST dialect, and the admin routes.

POST   /model/{id}/invoke    as the real one
GET    /calls                {"paid": n, "calls": [...]}
DELETE /calls                forget them
GET    /faults               those still waiting
POST   /faults               one fault, e.g. {"kind": "error", "code": "ThrottlingException", "times": 2, "when": "mug"}
DELETE /faults               forget them
GET    /health               {"status": "ok"}
"""

from __future__ import annotations

import json
import uuid
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import unquote

from pydantic import ValidationError

from local.imagemodel.faults import Fault
from local.imagemodel.model import ConnectionDropped, Invocations
from local.imagemodel.refusals import Refused

_MAX_BODY = 25_000_000


def handler_for(invocations: Invocations) -> type[BaseHTTPRequestHandler]:
    return type("ImageModelHandler", (_Handler,), {"invocations": invocations})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    invocations: Invocations

    def log_message(self, *_: Any) -> None:
        """Silent: /calls tells more, and stderr belongs to whoever embeds the stand-in."""

    def do_POST(self) -> None:
        body = self._body()
        if body is None:
            return
        if self.path == "/faults":
            self._add_fault(body)
        elif self.path.startswith("/model/") and self.path.endswith("/invoke"):
            self._invoke(unquote(self.path.removeprefix("/model/").removesuffix("/invoke")), body)
        else:
            self._unknown()

    def do_GET(self) -> None:
        if self.path == "/calls":
            calls = self.invocations.calls.all()
            self._send(200, {"paid": sum(call.paid for call in calls), "calls": [call.as_json() for call in calls]})
        elif self.path == "/faults":
            self._send(200, {"faults": [fault.model_dump() for fault in self.invocations.faults.waiting()]})
        elif self.path == "/health":
            self._send(200, {"status": "ok"})
        else:
            self._unknown()

    def do_DELETE(self) -> None:
        if self.path == "/calls":
            self.invocations.calls.clear()
        elif self.path == "/faults":
            self.invocations.faults.clear()
        else:
            self._unknown()
            return
        self._send(200, {})

    def _invoke(self, model_id: str, body: bytes) -> None:
        try:
            self._send(200, self.invocations.invoke(model_id, body))
        except Refused as refused:
            self._send(refused.status, {"message": refused.message} | refused.details, error=refused.code)
        except ConnectionDropped:
            self.close_connection = True

    def _add_fault(self, body: bytes) -> None:
        try:
            self.invocations.faults.add(Fault.model_validate_json(body))
        except ValidationError as error:
            problems = [f"{'.'.join(map(str, e['loc'])) or 'fault'}: {e['msg']}" for e in error.errors()]
            self._send(400, {"message": "; ".join(problems)})
        else:
            self._send(201, {})

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            self._refuse_unread(411, "Content-Length is required")
        elif int(length) > _MAX_BODY:
            self._refuse_unread(413, f"the request body may have {_MAX_BODY} bytes")
        else:
            return self.rfile.read(int(length))
        return None

    def _refuse_unread(self, status: int, message: str) -> None:
        self.close_connection = True
        self._send(status, {"message": message}, error="ValidationException")

    def _unknown(self) -> None:
        known = "POST /model/{id}/invoke, GET or DELETE /calls, GET, POST or DELETE /faults, GET /health"
        self._send(
            404, {"message": f"{self.command} {self.path} is not served here; {known} are"}, "UnknownOperationException"
        )

    def _send(self, status: int, answer: dict[str, Any], error: str | None = None) -> None:
        try:
            self._write(status, json.dumps(answer).encode(), error)
        except ConnectionError:
            self.close_connection = True  # the caller has gone (a read timeout); its call is recorded

    def _write(self, status: int, content: bytes, error: str | None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("x-amzn-RequestId", str(uuid.uuid4()))
        if error:
            self.send_header("x-amzn-ErrorType", error)
        self.end_headers()
        self.wfile.write(content)
