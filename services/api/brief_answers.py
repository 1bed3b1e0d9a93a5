"""What the API takes and answers about briefs. Fields may be added; none changes its meaning."""

from __future__ import annotations

from pydantic import Field, field_validator

from shared import keys
from shared.brief import Brief
from shared.frozen import Frozen, Usd
from shared.problems import Note, Problem

LARGEST_BRIEF = 1_000_000  # characters; the parser takes no more bytes


class OfferedFormat(Frozen):
    """In pixels. What the network's own controls may cover: shares (0..1) of height (top, bottom) and width (sides)."""

    name: str
    used_for: str
    width: int
    height: int
    covered_top: float
    covered_bottom: float
    covered_sides: float
    default: bool = Field(description="Made of a brief that names no formats.")


class BriefChoices(Frozen):
    """What a brief may name. `typefaces` maps each name to its kinds, which mean it, too.

    `texts` are those of a picture, with the most characters that each may have.
    """

    formats: tuple[OfferedFormat, ...]
    typefaces: dict[str, tuple[str, ...]]
    texts: dict[str, int]


class BriefToCheck(Frozen):
    """A brief as it would be uploaded. The ending of `name` says how `text` is read: .json, .yaml, .yml or .csv."""

    name: str = Field(max_length=200)
    text: str = Field(max_length=LARGEST_BRIEF)

    @field_validator("name")
    @classmethod
    def _names_its_format(cls, name: str) -> str:
        if not name.endswith(keys.BRIEF_SUFFIXES):
            raise ValueError("a file's name that ends in .json, .yaml, .yml or .csv is expected")
        return name


class BriefToSubmit(BriefToCheck):
    """`at_most`: a campaign whose estimate is higher, in USD, is refused. A brief's own `max_cost` binds the parser."""

    at_most: Usd | None = None


class Estimate(Frozen):
    """What the campaign would make and cost, in USD."""

    cost: Usd
    new_pictures: int
    reused_pictures: int
    variants: int


class BriefChecked(Frozen):
    """Nothing was stored, nothing spent. `brief` is null where there are problems.

    `estimate` is null only where it can't be read as a brief; with problems such as too low a `max_cost` it tells what
    the campaign would cost once they are mended.
    """

    accepted: bool
    brief: Brief | None
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    estimate: Estimate | None


class CampaignSubmitted(Frozen):
    """The same for the same request under the same Idempotency-Key. `notes` tell how the brief is read."""

    campaign_id: str
    estimate: Estimate
    notes: tuple[Note, ...]
