"""Single values: texts as people write them, and one value out of several places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from briefs.located import Located, Tree, describe, shows
from briefs.report import Report
from briefs.spellings import squash
from briefs.words import TEXT_KEYS

T = TypeVar("T")


def as_it_is(value: object) -> object:
    return value


def choose(
    places: list[Located],
    field: str,
    read: Callable[[Located], T | None],
    report: Report,
    *,
    compared: Callable[[T], object] = as_it_is,
) -> tuple[Located, T | None] | None:
    """The one value of a field that may stand in several places: they must agree, as `compared`.

    `read` returns None for what is absent or was reported as a problem. The result is None where the field
    stands nowhere; its second part is None where it stands somewhere without a usable value.
    """
    values = [(place, value) for place in places if (value := read(place)) is not None]
    if not values:
        return (places[0], None) if places else None
    first, chosen = values[0]
    for place, value in values[1:]:
        if compared(value) != compared(chosen):
            report.conflict(first, place, field)
    return first, chosen


def text(found: Located, report: Report, expected: str) -> str | None:
    """Text of one or more lines; None where there is none, or nothing that can be seen."""
    value = found.value
    if isinstance(value, dict):
        inner = [field for key, field in found.fields() if squash(key) in TEXT_KEYS]
        if len(inner) == 1:
            for _, other in found.fields():
                if other != inner[0]:
                    report.unused(other)
            return text(inner[0], report, expected)
    if isinstance(value, str):
        return _clean(value) or None
    if value is not None:
        report.problem(found, "wrong_type", expected)
    return None


def line(found: Located, report: Report, expected: str) -> str | None:
    """Text on one line: a line break or tab in a name is the editor's, not the author's."""
    read = text(found, report, expected)
    return " ".join(read.split()) if read else None


def prose(found: Located, report: Report) -> str | None:
    """Text that may be written as a list or an object: "a, b" or "age: 18-25; city: Oslo"."""
    if isinstance(found.value, bool):
        report.problem(found, "wrong_type", "text")
        return None
    return _prose(found.value) or None


def _prose(value: Tree) -> str:
    match value:
        case str():
            return " ".join(_clean(value).split())
        case bool():
            return describe(value)
        case list():
            return ", ".join(part for item in value if (part := _prose(item)))
        case dict():
            parts = {key: _prose(item) for key, item in value.items() if not key.startswith("_")}
            return "; ".join(f"{key.replace('_', ' ')}: {part}" for key, part in parts.items() if part)
    return ""


def _clean(value: str) -> str:
    stripped = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return str(stripped) if shows(stripped) else ""
