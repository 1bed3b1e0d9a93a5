"""Counts the AWS calls of a function and spoils one of them, through botocore's own events: no code of ours is patched.

before-parameter-build   what is asked for ............... PARTLY, PARTLY_ALWAYS
before-call              the call has not left yet ....... REFUSED, OUTAGE
needs-retry              the service has answered a try .. REPEATED
after-call               the call took effect ............ UNCERTAIN, KILLED
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ReadTimeoutError


class Fault(Enum):
    """What happens to one call; the value says it in a table."""

    REFUSED = "refused, without effect"
    UNCERTAIN = "took effect, then an error"
    REPEATED = "took effect, made again by botocore where it may"
    KILLED = "took effect, function killed"
    OUTAGE = "refused, as is all that follows in this receive"
    PARTLY = "one event refused"
    PARTLY_ALWAYS = "one event refused in every try of this receive"

    def meets(self, call: str) -> bool:
        """Whether such a call can have it; `call` as in Spoiler."""
        return call == _PUT_EVENTS or self not in (Fault.PARTLY, Fault.PARTLY_ALWAYS)


_PUT_EVENTS = "eventbridge.PutEvents"
# How each service says that it has trouble of its own.
_TROUBLE = {
    "bedrock-runtime": ("ServiceUnavailableException", 503),
    "dynamodb": ("InternalServerError", 500),
    "eventbridge": ("InternalException", 500),
    "s3": ("SlowDown", 503),
    "sqs": ("ServiceUnavailable", 503),
}


class Killed(BaseException):
    """The function ends here: out of memory, or its machine is gone. No Exception, for nothing may go on after it."""


@dataclass
class Spoiler:
    """Meets the calls of the invocations that are watched; one of them gets the `fault`.

    `calls` are all of them in their order, e.g. "s3.PutObject". `at` is the number of one, from 1, or a name: the first
    of that name.
    """

    fault: Fault | None = None
    at: int | str = 0
    calls: list[str] = field(default_factory=list)
    _watched: bool = False
    _going_on: bool = False  # the fault is one that lasts until the invocation ends, and was met

    def attach(self, session: boto3.Session) -> None:
        """Before the session makes its clients: they copy its handlers."""
        events: Any = session.events
        events.register(f"before-parameter-build.{_PUT_EVENTS}", self._entries)
        events.register("before-call", self._before)
        events.register("needs-retry", self._answered)
        events.register("after-call", self._after)

    def prepare(self, fault: Fault | None = None, at: int | str = 0) -> None:
        self.fault, self.at, self.calls = fault, at, []
        self.ends()

    def begins(self) -> None:
        """An invocation to be watched."""
        self._watched, self._going_on = True, False

    def ends(self) -> None:
        self._watched = self._going_on = False

    def _entries(self, params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        """Withholds the first entry from the bus."""
        if not self._watched:
            return
        first = len(self.calls) + 1 == self.at and self.fault in (Fault.PARTLY, Fault.PARTLY_ALWAYS)
        self._going_on |= first and self.fault is Fault.PARTLY_ALWAYS
        if first or (self._going_on and self.fault is Fault.PARTLY_ALWAYS):
            context["withheld"], context["alone"] = True, len(params["Entries"]) == 1
            params["Entries"] = params["Entries"][1:] or params["Entries"]

    def _before(self, event_name: str, context: dict[str, Any], **_: Any) -> tuple[AWSResponse, dict[str, Any]] | None:
        if not self._watched:
            return None
        if self.fault is Fault.KILLED and self._going_on:
            raise Killed("the function is dead already")
        service, operation = event_name.split(".")[1:]
        self.calls.append(f"{service}.{operation}")
        self._going_on |= self._hit(Fault.OUTAGE)
        if self._hit(Fault.REFUSED) or (self.fault is Fault.OUTAGE and self._going_on):
            return trouble_of(service)
        return _answer(200, {"Entries": []}) if context.get("alone") else None

    def _answered(self, attempts: int, request_dict: dict[str, Any], **_: Any) -> float | None:
        """What botocore waits before it tries again, in seconds; None: that is for its own handlers to say."""
        if attempts > 1 or not self._hit(Fault.REPEATED):
            return None
        return 0.0 if request_dict["context"]["client_config"].retries["total_max_attempts"] > 1 else None

    def _after(self, event_name: str, parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        if context.get("withheld"):
            withheld = {"ErrorCode": "InternalFailure", "ErrorMessage": "trouble, as asked for"}
            parsed.update(Entries=[withheld, *parsed["Entries"]], FailedEntryCount=1)
        if self._hit(Fault.UNCERTAIN):
            raise ReadTimeoutError(endpoint_url=event_name)
        if self._hit(Fault.KILLED):
            self._going_on = True
            raise Killed(event_name)

    def _hit(self, fault: Fault) -> bool:
        at = self.calls.index(self.at) + 1 if self.at in self.calls else self.at
        return self._watched and self.fault is fault and len(self.calls) == at


def trouble_of(service: str) -> tuple[AWSResponse, dict[str, Any]]:
    """The answer of a service that works for nobody."""
    code, status = _TROUBLE[service]
    return _answer(status, {"Error": {"Code": code, "Message": "trouble, as asked for"}})


def _answer(status: int, parsed: dict[str, Any]) -> tuple[AWSResponse, dict[str, Any]]:
    metadata = {"HTTPStatusCode": status, "RetryAttempts": 0}
    return AWSResponse("", status, HTTPHeaders(), None), {**parsed, "ResponseMetadata": metadata}
