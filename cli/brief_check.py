"""Reads a local brief as the parser would, before anything is uploaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefs.read import ReadBrief, read_brief
from cli.files import read_brief_file
from cli.terminal import complain
from shared.brief import Brief
from shared.costs import DEFAULT_RATES
from shared.problems import BriefRefused, Note, Problem

ASSUMED = "at the default rates, if the assets are there"


@dataclass(frozen=True, slots=True)
class BriefCheck:
    """`brief` is None where there are `problems`."""

    path: Path
    brief: Brief | None
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...] = ()


def check(path: Path) -> BriefCheck:
    """Raises CommandFailed for an unreadable file."""
    data, name = read_brief_file(path)
    try:
        read = read_brief(data, name)
    except BriefRefused as refused:
        return BriefCheck(path, None, refused.notes, refused.problems)
    return BriefCheck(path, read.brief, read.notes)


def checked(path: Path) -> ReadBrief | None:
    """None where it is refused: every problem has been said by then. Raises CommandFailed for an unreadable file."""
    try:
        return read_brief(*read_brief_file(path))
    except BriefRefused as refused:
        complain_of(path, refused.problems)
        return None


def complain_of(path: Path, problems: tuple[Problem, ...]) -> None:
    complain(refusal(path, problems))
    for problem in problems:
        complain(f"  {problem}")


def refusal(path: Path, problems: tuple[Problem, ...]) -> str:
    return f"{path}: refused, {len(problems)} problem{'s' if len(problems) > 1 else ''}"


def estimate(brief: Brief) -> dict[str, object]:
    """What the brief would make and cost, in USD. Only the bucket knows whether the assets are there."""
    reused = sum(bool(product.existing_assets) for product in brief.products)
    sources = ["existing" if product.existing_assets else "generate" for product in brief.products]
    return {
        "cost": float(DEFAULT_RATES.estimate(sources)),  # type: ignore[arg-type]
        "new_pictures": len(brief.products) - reused,
        "reused_pictures": reused,
        "variants": len(brief.products) * len(brief.formats) * len(brief.locales),
        "assumed": ASSUMED,
    }


def only_translated(note: Note) -> bool:
    """Whether a value came out as it was meant, under another name: the others come first."""
    return note.text.startswith(("read as", "joined to"))
