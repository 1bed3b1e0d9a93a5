"""An uploaded brief, in whatever spelling, to its canonical form: or to every reason why it can't run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import ValidationError

from briefs.documents import document_problems, read_document
from briefs.draft import Draft
from briefs.refusals import report_refusals
from briefs.report import Report
from briefs.translate import campaign_name, translate
from shared.brief import Brief
from shared.problems import BriefRefused, Note


@dataclass(frozen=True, slots=True)
class ReadBrief:
    brief: Brief
    notes: tuple[Note, ...]
    draft: Draft

    def pointer(self, *place: str | int) -> str:
        """Where a canonical field stands in the upload: `pointer("products", 0, "name")` as a JSON pointer."""
        return self.draft.origin(place).pointer


def read_brief(data: bytes, filename: str) -> ReadBrief:
    """`data` is JSON or YAML by the extension of `filename`. Raises BriefRefused with all problems at once."""
    tree = read_document(data, filename)
    report = Report(problems=list(document_problems(tree)))
    draft = translate(tree, report)
    brief = _validated(draft, report)
    report.sort(tree)
    if brief is None or report.problems:
        raise BriefRefused(report.problems)
    return ReadBrief(brief, report.all_notes(), draft)


def _validated(draft: Draft, report: Report) -> Brief | None:
    try:
        return Brief.model_validate(draft.values)
    except ValidationError as error:
        report_refusals(error.errors(include_url=False), draft, report)
        return None


def campaign_name_hint(data: bytes, filename: str) -> str:
    """A name for a brief that is refused: the one it gives itself where that can be read, else the file's."""
    try:
        tree = read_document(data, filename)
        name = campaign_name(tree)
    except BriefRefused:
        name = None
    return name if name and name.isprintable() else PurePosixPath(filename).stem
