"""The image model of an account in memory: the local stand-in, asked without HTTP."""

from __future__ import annotations

import io
import json
import re
from typing import Any
from urllib.parse import unquote

import boto3
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ConnectionClosedError

from local.imagemodel.faults import Fault
from local.imagemodel.invocations import Call, Invocations
from local.imagemodel.refusals import Refused


class ImageModel:
    """Answers every InvokeModel of a session's clients, try by try, and keeps what has to be paid for.

    `withholds_first`: its filter withholds the picture of the first request, each time that it comes.
    """

    def __init__(self) -> None:
        self._invocations = Invocations()
        self.withholds_first = False
        self._first: object = None

    def attach(self, session: boto3.Session) -> None:
        events: Any = session.events
        events.register_first("before-send.bedrock-runtime", self._answer)

    def expect(self, fault: Fault) -> None:
        self._invocations.faults.add(fault)

    def retire(self, model_id: str) -> None:
        """It answers as a model past its end of life."""
        self._invocations.retired = frozenset({model_id})

    def forget(self) -> None:
        self._invocations.calls.clear()
        self._invocations.faults.clear()
        self._invocations.retired = frozenset()
        self.withholds_first, self._first = False, None

    @property
    def paid(self) -> list[Call]:
        return [call for call in self._invocations.calls if call.paid]

    def _answer(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        [model_id] = re.findall("/model/(.+)/invoke", unquote(request.url))
        body: Any = request.body
        self._first = self._first or body
        if self.withholds_first and body == self._first:
            self.expect(Fault("filter", reason="output image"))
        try:
            return _response(200, self._invocations.invoke(model_id, body))
        except Refused as refused:
            return _response(refused.status, {"message": refused.message} | refused.details, refused.code)
        except ConnectionError as dropped:
            raise ConnectionClosedError(endpoint_url=request.url) from dropped


def _response(status: int, answer: dict[str, object], error: str = "") -> AWSResponse:
    headers = HTTPHeaders()
    if error:
        headers["x-amzn-ErrorType"] = error
    return AWSResponse("", status, headers, _Raw(json.dumps(answer).encode()))


class _Raw(io.BytesIO):
    """As urllib3 hands out a body."""

    def stream(self, **_: Any) -> Any:
        yield self.read()
