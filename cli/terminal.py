"""Lines for people: styled on a terminal, plain and unwrapped everywhere else."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

# Names come out of briefs: nothing in them may steer the terminal. Tab and newline stay.
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "\N{REPLACEMENT CHARACTER}")

_out = Console(highlight=False, markup=False, emoji=False)
_err = Console(highlight=False, markup=False, emoji=False, stderr=True)


def clean(text: str) -> str:
    return text.translate(_CONTROLS)


def say(text: str = "", style: str = "") -> None:
    _out.print(Text(clean(text), style), soft_wrap=True)


def hint(text: str, style: str = "dim") -> None:
    """What is good to know, beside the answer: to stderr, so that the answer can be piped."""
    _err.print(Text(clean(text), style), soft_wrap=True)


def complain(text: str) -> None:
    _err.print(Text(clean(text), "bold red"), soft_wrap=True)


def console() -> Console:
    return _out


def is_interactive() -> bool:
    return _out.is_terminal
