"""Variants: a product's picture in, its social images and VariantsReady (or ProductFailed) out."""

from __future__ import annotations

from typing import Any

from services.variants.wiring import variants_queue
from shared.deadline import LambdaContext
from shared.observability import metrics
from shared.settings import StageSettings

queue = variants_queue(StageSettings.from_environment())


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext | None) -> dict[str, Any]:
    return queue.process(event, context)
