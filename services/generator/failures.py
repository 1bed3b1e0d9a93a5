"""What can go wrong with a picture: given up at once, or worth another receive."""

from __future__ import annotations


class PictureRefused(Exception):
    """No retry will help. `code` is for machines; the message is a sentence for the marketer."""

    def __init__(self, code: str, reason: str, *, retryable: bool = False) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.retryable = retryable


class OutputFiltered(Exception):
    """The model made a picture and its own filter withheld it: another seed may pass."""


class PictureDelayed(Exception):
    """Transient: throttled, timed out, an outage. The message says it to a marketer."""
