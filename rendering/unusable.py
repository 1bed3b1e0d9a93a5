"""Why a picture or a message cannot be used, in words that a marketer understands."""

from __future__ import annotations


class UnusablePicture(ValueError):
    """The source picture cannot become variants. `code` is for programs, `reason` for people."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class UnusableText(ValueError):
    """The message cannot be set. `code` is for programs, `reason` for people."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
