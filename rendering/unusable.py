"""Why a picture or a message cannot be used, in words that a marketer understands."""

from __future__ import annotations

from shared.problems import GivenUp


class UnusablePicture(GivenUp):
    """The source picture cannot become variants."""


class UnusableText(GivenUp):
    """The message cannot be set."""
