"""Parser: an uploaded brief in, BriefValidated (one per product) or BriefRejected out."""

from __future__ import annotations

from typing import Any

from services.parser.settings import ParserSettings
from services.parser.wiring import parser_queue
from shared.deadline import LambdaContext
from shared.observability import metrics

queue = parser_queue(ParserSettings.from_environment())


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext | None) -> dict[str, Any]:
    return queue.process(event, context)
