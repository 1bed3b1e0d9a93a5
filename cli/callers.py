"""Who asks: told to whoever listens to the events."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError

from cli.target import Target
from cli.terminal import hint


def who_asks(target: Target) -> str | None:
    """The ARN behind the credentials; None where AWS does not say: that must not keep anybody from asking."""
    try:
        return str(target.client("sts").get_caller_identity()["Arn"])
    except (BotoCoreError, ClientError):
        hint("AWS does not say whose credentials these are: the events won't name who asked")
        return None
