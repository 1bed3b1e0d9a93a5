"""Generator: BriefValidated in, the product's picture and ImageGenerated (or ProductFailed) out."""

from __future__ import annotations

from services.generator.attempts import Attempts
from services.generator.bedrock import image_models
from services.generator.generation import Generation
from services.generator.pictures import Pictures
from services.generator.settings import GeneratorSettings
from shared.campaigns.budget import Budget
from shared.stage import make_stage

settings = GeneratorSettings()
stage = make_stage("generator", settings)
models = image_models(settings)
budget = Budget(stage.dynamodb, settings.table, settings.daily_budget)
attempts = Attempts(stage.dynamodb, settings.table, budget, models[0].longest_seconds)
handler = stage.handler(Generation(stage, Pictures(stage.s3, settings.bucket), attempts, models))
