"""What the model refuses, told to a marketer: where it stands in the upload, what was found, what would be right."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from briefs.canonical import Canonical, Path
from briefs.located import Located, describe
from briefs.report import Report
from shared.brief import Brief, Product, wanted
from shared.frozen import Frozen
from shared.problems import Code
from shared.texts import Texts

# Product (None: the campaign) and a field of it -> what is probably that field, misspelled.
Guesses = dict[tuple[int | str | None, str], Located]

_CODES: dict[str, Code] = {
    "missing": "missing",
    "string_too_short": "empty",
    "string_too_long": "too_long",
    "too_short": "empty",
    "too_long": "too_many",
    "less_than_equal": "unknown_value",
    "greater_than_equal": "unknown_value",
    "unknown_value": "unknown_value",  # the model's own
}


def report_refusals(errors: list[ErrorDetails], canonical: Canonical, report: Report, guesses: Guesses) -> None:
    """One problem per error, but none where the translation has already told of one."""
    told = {problem.pointer for problem in report.problems}
    for error in errors:
        if error["type"] == "too_short" and error["input"]:
            continue  # pydantic counts the sound elements only; each of the others has an error of its own
        place: Path = tuple(step for step in error["loc"] if step != "[key]")
        found = canonical.origin(place)
        if found.pointer not in told:
            expected = error["msg"] if error["type"] == "unknown_value" else _description(place)
            report.problem(found, _code(error, found), expected, _said(error, place, found, canonical, guesses))


def _code(error: ErrorDetails, found: Located) -> Code:
    if error["type"] == "missing" and found.value is not None:
        return "empty" if found.absent or not found.value else "wrong_type"
    return _CODES.get(error["type"], "wrong_type")


def _description(place: Path) -> str:
    """What the model says of the field at `place`."""
    if "translations" in place[:-2]:
        return wanted(Texts, str(place[-1]))
    model: type[Frozen] = Product if place[:1] == ("products",) and len(place) > 2 else Brief
    return wanted(model, str(place[2] if model is Product else place[0]))


def _said(error: ErrorDetails, place: Path, found: Located, canonical: Canonical, guesses: Guesses) -> str | None:
    if error["type"] == "string_too_long":
        return f"{len(str(error['input']).strip())} characters, starting with {describe(found.value)}"
    if error["type"] == "too_long" and not isinstance(found.value, list | dict):
        return f"{len(error['input'])} of them"
    if error["type"] == "missing" and place not in canonical.origins:
        product = place[1] if place[0] == "products" and len(place) > 2 else None
        guess = guesses.get((product, str(place[-1])))
        return "nothing" + (f"; is {guess.pointer} meant?" if guess else "")
    return None
