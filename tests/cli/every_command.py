"""Every command of the app, found in the app itself, and what somebody may type for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from typer.main import get_command

from cli.main import app

NOBODYS_ID = "summer-20261123-093015-0a1b2c"
BRIEF = "summer.json"
_GOOD: dict[type, str] = {Path: BRIEF, int: "1", float: "1", datetime: "2026-11-26", str: NOBODYS_ID}
# What nobody means, and somebody types.
_NUMBERS = ("", "x", "-1", "0", "nan", "inf", "9" * 400, "1e999")
_BAD: dict[type, tuple[str, ...]] = {
    Path: ("", " ", ".", "no/such/file", "/dev/full", "a" * 300, "caf\udce9.json", "-", "~", "\u202e.json"),
    str: ("", " ", "..", "../x", "a" * 5000, "caf\udce9", "\U0001f600", "%s{0}\\x00", "-", "a\nb", "=", "s3://b/k"),
    int: _NUMBERS,
    float: _NUMBERS,
    datetime: ("", "yesterday", "2026-13-01", "0001-01-01", "9999-12-31"),
}


@dataclass(frozen=True)
class Command:
    name: tuple[str, ...]
    parameters: tuple[Any, ...]
    flags: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The shortest line that it understands."""
        return (
            *self.name,
            *(word for each in self.parameters if each.required for word in _given(each, _GOOD[_type(each)])),
        )

    @property
    def misspelled(self) -> Iterator[tuple[str, ...]]:
        """With an option that there is not, an argument too many, nothing at all."""
        yield *self.words, "--no-such-option"
        yield *self.words, *("too many",) * 3
        yield self.name

    @property
    def wrong(self) -> Iterator[tuple[str, ...]]:
        """With each of its parameters, one at a time, as nobody means it."""
        for wrong in self.parameters:
            others = _needed(each for each in self.parameters if each is not wrong)
            for text in _BAD[_type(wrong)]:
                yield *self.name, *others, *_given(wrong, text)


def every_command() -> list[Command]:
    return list(_below((), get_command(app)))


def _needed(parameters: Iterable[Any]) -> tuple[str, ...]:
    return tuple(word for each in parameters if each.required for word in _given(each, _GOOD[_type(each)]))


def _below(name: tuple[str, ...], command: Any) -> Iterator[Command]:
    if commands := getattr(command, "commands", None):
        for word, inner in commands.items():
            yield from _below((*name, word), inner)
    else:
        flags = (word for each in command.params if _type(each) is bool for word in (*each.opts, *each.secondary_opts))
        yield Command(name, tuple(each for each in command.params if _type(each) in _GOOD), tuple(flags))


def _type(parameter: Any) -> type:
    annotation = parameter.type_descriptor.annotation
    found: type = next(iter(get_args(annotation)), annotation)  # of a list, that of its items
    return found


def _given(parameter: Any, text: str) -> tuple[str, ...]:
    if parameter.param_type_name == "option":
        return parameter.opts[0], text
    return ("--", text) if text.startswith("-") and text != "-" else (text,)
