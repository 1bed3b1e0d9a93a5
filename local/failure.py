"""What the local AWS says when it can't go on."""

from __future__ import annotations


class LocalAwsFailed(Exception):
    """The local AWS can't start or can't apply the program; the message is for the user, its first line says it all."""
