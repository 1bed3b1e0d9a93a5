"""Variants: a product's picture in, its social images and VariantsReady (or ProductFailed) out."""

from __future__ import annotations

import os
from typing import Any

from rendering.text.runtime import check_runtime
from services.variants.wiring import variants_queue
from shared.deadline import LambdaContext
from shared.observability import metrics
from shared.settings import StageSettings

# Only Lambda's own runtime sets it: in the image FriBiDi must be there. The local AWS goes on without it, and refuses
# message by message.
if "AWS_LAMBDA_RUNTIME_API" in os.environ:
    check_runtime()

queue = variants_queue(StageSettings.from_environment())


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext | None) -> dict[str, Any]:
    return queue.process(event, context)
