"""What the model refuses, told to a marketer: where it stands in the upload, what was found, what would be right."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from briefs.draft import Draft, Place
from briefs.located import Located, describe
from briefs.report import Report
from shared.brief import Brief, Product, wanted
from shared.frozen import Frozen
from shared.problems import Code

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


def report_refusals(errors: list[ErrorDetails], draft: Draft, report: Report) -> None:
    """One problem per error, but none where the translation has already told of one."""
    told = {problem.pointer for problem in report.problems}
    for error in errors:
        if error["type"] == "too_short" and error["input"]:
            continue  # pydantic counts the sound elements only; each of the others has an error of its own
        place: Place = tuple(step for step in error["loc"] if step != "[key]")
        found = draft.origin(place)
        if found.pointer not in told:
            report.problem(
                found, _code(error, found), _expected(error, place), _said(error, place, found, draft, report)
            )


def _code(error: ErrorDetails, found: Located) -> Code:
    if error["type"] == "missing" and found.absent and found.value is not None:
        return "empty"
    if error["type"] == "missing" and found.value in ([], {}):
        return "empty"
    return _CODES.get(error["type"], "wrong_type")


def _expected(error: ErrorDetails, place: Place) -> str:
    return error["msg"] if error["type"] == "unknown_value" else _description(place)


def _description(place: Place) -> str:
    """What the model says of the field at `place`."""
    model: type[Frozen] = Product if place[:1] == ("products",) and len(place) > 2 else Brief
    return wanted(model, str(place[2] if model is Product else place[0]))


def _said(error: ErrorDetails, place: Place, found: Located, draft: Draft, report: Report) -> str | None:
    if error["type"] == "string_too_long":
        return f"{len(str(error['input']).strip())} characters, starting with {describe(found.value)}"
    if error["type"] == "too_long" and not isinstance(found.value, list | dict):
        return f"{len(error['input'])} of them"
    if error["type"] == "missing" and place not in draft.origins:
        guess = report.guesses.get((draft.origin(place[:-1]).pointer, str(place[-1])))
        return "nothing" + (f"; is {guess.pointer} meant?" if guess else "")
    return None
