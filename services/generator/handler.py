"""Generator: BriefValidated in, the product's picture and ImageGenerated (or ProductFailed) out."""

from __future__ import annotations

from typing import Any

from services.generator.settings import GeneratorSettings
from services.generator.wiring import generator_queue
from shared.deadline import LambdaContext
from shared.observability import metrics

queue = generator_queue(GeneratorSettings.from_environment())


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext | None) -> dict[str, Any]:
    return queue.process(event, context)
