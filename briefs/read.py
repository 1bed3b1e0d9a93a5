"""An uploaded brief, in whatever spelling, to its canonical form: or to every reason why it can't run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from briefs.campaign import canonical_brief
from briefs.canonical import Canonical
from briefs.documents import read_document
from briefs.drawn_texts import script_problems
from briefs.located import Located, Tree
from briefs.prohibited_words import ProhibitedWord, prohibited_problems
from briefs.refusals import Guesses, report_refusals
from briefs.report import Report
from briefs.walk import Walk
from briefs.words import Place, lookup, nearest
from shared.brief import Brief
from shared.problems import BriefRefused, Note, Problem

# An event carries the campaign's context and one product: EventBridge takes 256 KB, its envelope included.
MAX_EVENT_BYTES = 200_000
_GUESSED = 100


@dataclass(frozen=True, slots=True)
class ReadBrief:
    """A brief that can run; `notes` tell of every value that is not used as it is written."""

    brief: Brief
    notes: tuple[Note, ...]
    canonical: Canonical

    def pointer(self, *place: str | int) -> str:
        """Where a canonical field stands in the upload: `pointer("products", 0, "name")` as a JSON pointer."""
        return self.canonical.origin(place).pointer


def read_brief(data: bytes, filename: str) -> ReadBrief:
    """`data` is JSON, YAML or CSV by the extension of `filename`. Raises BriefRefused with all problems at once."""
    document = read_document(data, filename)
    tree, report = document.tree, Report(notes=document.notes, problems=document.problems)
    canonical, guesses = translated(tree, report, filename)
    brief = _validated(canonical, report, guesses)
    if brief:
        _check_size(brief, report)
        report.problems += _text_problems(ReadBrief(brief, (), canonical))
    report.sort(tree)
    if brief is None or report.problems:
        raise BriefRefused(report.all_problems(), report.all_notes())
    return ReadBrief(brief, report.all_notes(), canonical)


def translated(tree: Tree, report: Report, filename: str) -> tuple[Canonical, Guesses]:
    """The canonical form before its limits are checked, and what misspelled fields probably mean."""
    walk = Walk(report)
    walk.object(Located("", tree), Place(own=True))
    canonical = canonical_brief(walk, report, filename)
    guesses: Guesses = {}

    tries = iter(range(_GUESSED))

    def guess(key: str, here: Located) -> str | None:
        place = walk.places.get(here.pointer.rpartition("/")[0])
        if place is None or isinstance(here.value, bool) or lookup(key, place.kind, place.own):
            return None  # a word that is known is not misspelled, only out of place
        if next(tries, None) is None:
            return None
        if meant := nearest(key, place.kind, place.own):
            guesses.setdefault((place.product, meant), here)
        return meant

    report.note_unclaimed(Located("", tree), guess)
    return canonical, guesses


def _validated(canonical: Canonical, report: Report, guesses: Guesses) -> Brief | None:
    try:
        return Brief.model_validate(canonical.values)
    except ValidationError as error:
        report_refusals(error.errors(include_url=False), canonical, report, guesses)
        return None


def _text_problems(read: ReadBrief) -> Iterator[Problem]:
    """What can't stand on a picture: scripts without a face, words that the brief itself prohibits."""
    words = [
        ProhibitedWord(word, f"by the brief itself at {read.pointer('prohibited_words', index)}")
        for index, word in enumerate(read.brief.prohibited_words)
    ]
    yield from script_problems(read.brief, read.pointer)
    yield from prohibited_problems(read.brief, words, read.pointer)


def _check_size(brief: Brief, report: Report) -> None:
    # The campaign's messages travel twice: alone, for consumers of before there were other texts, and with them.
    campaign = len(brief.model_dump_json(exclude={"products"}).encode())
    campaign += sum(len((texts.message or "").encode()) for texts in brief.translations.values())
    largest = max(len(product.model_dump_json().encode()) for product in brief.products)
    if campaign + largest > MAX_EVENT_BYTES:
        said = f"{campaign:,} bytes of texts for the campaign and {largest:,} for its largest product"
        report.problem(Located("", None), "too_much_text", f"at most {MAX_EVENT_BYTES:,} bytes together", said)
