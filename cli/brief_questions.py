"""What a new brief is made of, asked at a terminal; each answer is read as a brief would be, and asked for again."""

from __future__ import annotations

from typing import Final

from cli.asking import asked
from cli.brief_check import only_translated
from cli.new_brief import brief_of
from cli.terminal import complain, hint
from shared.problems import BriefRefused

MESSAGE: Final = "The message on every picture"
_NEEDED: Final = {
    "campaign_name": "The campaign's name",
    "campaign_message": MESSAGE,
    "products": "Products, with commas between them",
}
_OPTIONAL: Final = {
    "brand_colors": "Brand colours as #RRGGBB, the main one first (Enter: none)",
    "formats": "Formats; `creative formats` lists them (Enter: the default five)",
}
# What an answer is read with.
_OTHERWISE: Final = {"campaign_name": "c", "campaign_message": "m", "products": ["p"]}
_LANGUAGES: Final = "Further languages, such as de, fr-CA (Enter: none)"


def answers() -> dict[str, object]:
    """The fields of a brief that is accepted."""
    fields: dict[str, object] = {name: answer(name, text) for name, text in _NEEDED.items()}
    fields["translations"] = _translations()
    for name, text in _OPTIONAL.items():
        if given := answer(name, text, needed=False):
            fields[name] = given
    return fields


def answer(field: str, question: str, *, needed: bool = True) -> str:
    while True:
        given = asked(question, needed=needed)
        if not given or _is_accepted({field: given}):
            return given


def _translations() -> dict[str, object]:
    translations: dict[str, object] = {}
    while True:
        tags = [tag.strip() for tag in asked(_LANGUAGES, needed=False).split(",") if tag.strip()]
        if all(_is_accepted({"translations": {tag: {"message": f"in {tag}"}}}) for tag in tags):
            break
    for tag in tags:
        translations[tag] = {"message": asked(f"The message in {tag}", needed=True)}
    return translations


def _is_accepted(fields: dict[str, object]) -> bool:
    """Says why not; a language that is only noted is not understood."""
    try:
        read = brief_of({**_OTHERWISE, **fields})
    except BriefRefused as refused:
        for problem in refused.problems:
            complain(f"  found {problem.found}; expected {problem.expected}")
        return False
    notes = [note for note in read.notes if not only_translated(note)]
    for note in notes:
        hint(f"  {note.text}", "yellow")
    return not notes or "translations" not in fields
