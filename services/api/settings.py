from __future__ import annotations

from pydantic import Field

from services.api.signed_cookies import SignedCookies
from shared.settings import RatesSettings


class ApiSettings(RatesSettings):
    """The last three are set where there is a console."""

    bus: str = Field(alias="EVENT_BUS_NAME", min_length=1)
    console_url: str | None = Field(None, alias="CONSOLE_URL")
    cookie_key_id: str | None = Field(None, alias="COOKIE_KEY_ID")
    cookie_secret: str | None = Field(None, alias="COOKIE_SECRET")

    @property
    def cookies(self) -> SignedCookies | None:
        if not (self.console_url and self.cookie_key_id and self.cookie_secret):
            return None
        return SignedCookies(self.console_url, self.cookie_key_id, self.cookie_secret)
