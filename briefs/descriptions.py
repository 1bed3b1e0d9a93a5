"""A product's description, with all that people write beside it: it decides what a generated picture shows."""

from __future__ import annotations

from briefs.collect import Fields
from briefs.located import Located
from briefs.report import Report
from briefs.values import choose, prose
from shared.brief import MAX_DESCRIPTION

# In the order in which they are joined: what is cut for length is the least telling.
_PARTS = ("features", "visual_notes", "prompt_hint", "prompt_keywords", "category", "tagline")
_LONGEST_WORD = 60
_SENTENCE_ENDS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u0964", "\u061f")


def description(fields: Fields, report: Report) -> tuple[Located, str | None] | None:
    """Where it stands and what it says; a description that is itself too long is left to the model to refuse."""
    places_of_own = fields.get("description", [])
    own = choose(places_of_own, "description", lambda found: prose(found, report), report)
    sentences = [own[1]] if own and own[1] else []
    places = [own[0]] if own else []
    for name in _PARTS:
        for found in fields.get(name, []):
            if part := prose(found, report):
                sentences.append(part.replace("_", " "))  # home_fragrance is a programmer's spelling
                places.append(found)
                report.note(found, "joined to the description")
    if not places:
        return None
    joined = " ".join(_sentence(part) for part in sentences) if len(sentences) > 1 else "".join(sentences)
    own_length = len(sentences[0]) if own and own[1] else 0
    if len(joined) <= MAX_DESCRIPTION or own_length > MAX_DESCRIPTION:
        return places[0], sentences[0] if own_length > MAX_DESCRIPTION else joined or None
    cut = _cut(joined)
    report.note(
        places[0], f'too long with what is joined to it: cut to {MAX_DESCRIPTION} characters, after "...{cut[-30:]}"'
    )
    return places[0], cut


def _cut(text: str) -> str:
    """At a word, or anywhere in scripts that have no spaces."""
    at_word = text[: MAX_DESCRIPTION + 1].rsplit(None, 1)[0]
    return at_word if MAX_DESCRIPTION - _LONGEST_WORD <= len(at_word) <= MAX_DESCRIPTION else text[:MAX_DESCRIPTION]


def _sentence(part: str) -> str:
    return part if part.endswith(_SENTENCE_ENDS) else part + "."
