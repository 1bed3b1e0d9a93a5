"""Variants: a product's picture in, its social images and VariantsReady (or ProductFailed) out."""

from __future__ import annotations

import os

from rendering.text.runtime import check_runtime
from services.variants.masks import Masks
from services.variants.production import Production
from services.variants.sources import Sources
from shared.settings import StageSettings
from shared.stage import make_stage

# Only Lambda's own runtime sets it: in the image FriBiDi must be there. The local AWS goes on without it, and refuses
# message by message.
if "AWS_LAMBDA_RUNTIME_API" in os.environ:
    check_runtime()

stage = make_stage("variants", StageSettings())
bucket = stage.settings.bucket
handler = stage.handler(Production(stage, Sources(stage.s3, bucket), Masks(stage.s3, bucket)))
