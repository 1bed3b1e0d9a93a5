from __future__ import annotations

from typing import Any

from services.api.app import make_app
from services.api.reads import make_reads
from services.api.settings import ApiSettings

_app = make_app(make_reads(ApiSettings()))


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    # The weekly call that keeps an idle function active has no request in it.
    return _app.resolve(event, context) if "requestContext" in event else {}
