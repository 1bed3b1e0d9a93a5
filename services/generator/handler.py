"""Generator: BriefValidated in, the product's picture and ImageGenerated (or ProductFailed) out."""

from __future__ import annotations

from services.generator.bedrock import image_model
from services.generator.generation import Generation
from services.generator.leases import Leases
from services.generator.pictures import Pictures
from services.generator.settings import GeneratorSettings
from shared.stage import make_stage

settings = GeneratorSettings()
stage = make_stage("generator", settings)
model = image_model(settings)
leases = Leases(stage.dynamodb, settings.table, model.longest_call_seconds)
handler = stage.handler(Generation(stage, Pictures(stage.s3, settings.bucket), leases, model))
