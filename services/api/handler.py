from __future__ import annotations

from typing import Any

from services.api.app import make_app
from services.api.body import not_json
from services.api.settings import ApiSettings
from services.api.stack_access import stack_access

_app = make_app(stack_access(ApiSettings()))


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    # The weekly call that keeps an idle function active has no request in it.
    if "requestContext" not in event:
        return {}
    return not_json(event) or _app.resolve(event, context)
