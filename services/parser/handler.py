"""Parser: an uploaded brief in, BriefValidated (one per product) or BriefRejected out; and what was cancelled ends."""

from __future__ import annotations

from services.parser.cancelling import Cancelling
from services.parser.intake import Intake
from services.parser.messages import Messages
from services.parser.settings import ParserSettings
from shared.stage import make_stage

settings = ParserSettings()
stage = make_stage("parser", settings)
handler = stage.handler(Messages(Intake(stage, settings.rates), Cancelling(stage)))
