"""Spoils calls of AWS through botocore's own events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ReadTimeoutError

from tests.unit.generator.conftest import Bench

KILLED = KeyboardInterrupt  # no Exception: nothing of ours may catch it, as nothing outlives a killed function


def spoil(
    client: Any, stage: str, operation: str, does: Callable[[], Any], times: int = 1, content_type: str = ""
) -> None:
    """`does` something instead of a call (before-call) or after it (after-call) `times` times, then all is as usual."""
    left = [times]

    def spoiled(**call: Any) -> Any:
        meant = not content_type or call["params"]["headers"].get("Content-Type") == content_type
        if not meant or not left[0]:
            return None
        left[0] -= 1
        return does()

    service = client.meta.service_model.service_id.hyphenize()
    client.meta.events.register(f"{stage}.{service}.{operation}", spoiled)


def refused() -> Any:
    return AWSResponse("", 503, HTTPHeaders(), None), {
        "Error": {"Code": "SlowDown", "Message": "Please reduce your rate."}
    }


def no_answer() -> Any:
    raise ReadTimeoutError(endpoint_url="dynamodb")


def kill(bench: Bench, client: Any, stage: str, operation: str, content_type: str = "") -> None:
    """The process of the bench ends at this call: from then on it reaches nothing."""
    dead: list[bool] = []

    def die(**_: Any) -> None:
        dead.append(True)
        raise KILLED

    def stay_dead(**_: Any) -> None:
        if dead:
            raise KILLED

    for each in (bench.stage.s3, bench.stage.dynamodb, bench.model_client):
        each.meta.events.register_first("before-call", stay_dead)
    spoil(client, stage, operation, die, content_type=content_type)
