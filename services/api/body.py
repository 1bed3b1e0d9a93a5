"""A request's body is JSON, and nothing else: told here, where Powertools would take a form apart or fail."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any, Final

from services.api.problem import CONTENT_TYPE, problem

_JSON: Final = "application/json"


def not_json(event: dict[str, Any]) -> dict[str, Any] | None:
    """The answer to an event of API Gateway with a body of another type; None where the body is to be read.

    Without a type it is taken for JSON.
    """
    kind = event.get("headers", {}).get("content-type") or _JSON
    if not event.get("body") or kind.partition(";")[0].strip().lower() == _JSON:
        return None
    told = f"The body is expected to be JSON, with the header Content-Type: {_JSON}; found {kind[:100]}."
    answer = problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told)
    return {"statusCode": answer.status_code, "headers": {"Content-Type": CONTENT_TYPE}, "body": answer.body}


def read_json(text: str) -> Any:
    """Raises JSONDecodeError, also for numbers of thousands of digits and thousands of brackets."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as error:
        raise json.JSONDecodeError("too long a number, or too many brackets", text, 0) from error
