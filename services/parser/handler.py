"""Parser: an uploaded brief in, BriefValidated (one per product) or BriefRejected out."""

from __future__ import annotations

from services.parser.intake import Intake
from services.parser.settings import ParserSettings
from shared.stage import make_stage

settings = ParserSettings()
stage = make_stage("parser", settings)
handler = stage.handler(Intake(stage, settings.rates))
