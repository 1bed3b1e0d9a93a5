"""Calls of the API, as of somebody who is signed in, or of nobody."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import jsonschema

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Answer:
    status: int
    kind: str
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Caller:
    """Whoever holds `token`; None: nobody in particular."""

    url: str
    token: str | None

    def get(self, path: str) -> Answer:
        return self.call(path, "GET")

    def post(self, path: str, body: object, **headers: str) -> Answer:
        return self.call(path, "POST", json.dumps(body).encode(), headers)

    def submit(self, body: object, key: str) -> Answer:
        return self.post("/campaigns", body, **{"Idempotency-Key": key})

    def call(self, path: str, method: str, body: bytes | None = None, more: Mapping[str, str] = _NO_HEADERS) -> Answer:
        signed_in = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers = {"Content-Type": "application/json", **signed_in, **more}
        request = urllib.request.Request(f"{self.url}/api{path}", body, headers, method=method)  # noqa: S310 - our own
        try:
            with urllib.request.urlopen(request) as response:  # noqa: S310
                return Answer(response.status, response.headers["Content-Type"], response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers["Content-Type"], error.read())


def matches(answer: Answer, path: str, document: Any, method: str = "get") -> None:
    """Holds the answer against what the API's own document says of it."""
    described = document["paths"][path][method]["responses"][str(answer.status)]["content"][answer.kind]["schema"]
    jsonschema.validate(answer.json, {**described, "components": document["components"]})
