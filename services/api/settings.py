from __future__ import annotations

from shared.settings import RatesSettings


class ApiSettings(RatesSettings):
    pass
