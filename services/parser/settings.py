from __future__ import annotations

from shared.settings import RatesSettings, StageSettings


class ParserSettings(StageSettings, RatesSettings):
    pass
