"""Words that no text of a picture may have: found in any case and script, as whole words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefs.drawn_texts import drawn_texts
from briefs.located import describe
from shared.brief import Brief
from shared.problems import Problem

# Scripts that are written without blanks between words (Unicode's blocks): a word is found within others, too.
_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1b7f\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua980-\ua9df\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff]"
)
_GREEK_ACCENT = re.compile("([\u0370-\u03ff])\u0301")  # capitals are written without it
_ALIKE = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc", "'") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"))


@dataclass(frozen=True, slots=True)
class ProhibitedWord:
    """`listed` tells in which list it stands, for whoever has to change the text or the list."""

    word: str
    listed: str


def prohibited_problems(
    brief: Brief, words: Sequence[ProhibitedWord], pointer: Callable[..., str]
) -> Iterator[Problem]:
    """One for each text and word in it; `pointer` gives a canonical field's place in the upload."""
    texts = [(place, text, plain(text)) for place, text in drawn_texts(brief)]
    whole = "\n".join({same for _, _, same in texts})
    sought: dict[str, ProhibitedWord] = {}
    for word in words:
        sought.setdefault(plain(word.word), word)
    present = [(same, word) for same, word in sought.items() if same and same in whole]
    for place, text, same_text in texts:
        for same, word in present:
            if _stands_in(same, same_text):
                yield Problem(
                    pointer=pointer(*place),
                    code="prohibited_word",
                    found=f"{describe(word.word)} in the text {describe(text)}",
                    expected=f"a text without this word, which is prohibited {word.listed}",
                )


@lru_cache(256)
def plain(text: str) -> str:
    """What remains the same when a text is written in capitals, with other blanks, quotes or hyphens."""
    shown = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    folded = _GREEK_ACCENT.sub(r"\1", unicodedata.normalize("NFD", shown.casefold()))
    # Turkish capitals: the casefold of I with a dot is i with a combining dot, that of I is i and not the dotless one.
    folded = folded.replace("i\u0307", "i").replace("\u0131", "i")
    return " ".join(unicodedata.normalize("NFC", folded).translate(_ALIKE).split())


def has_word(text: str, word: str) -> bool:
    return _stands_in(plain(word), plain(text))


def _stands_in(word: str, text: str) -> bool:
    start = text.find(word) if word else -1
    while start >= 0:
        end = start + len(word)
        if _ends(text[start - 1 : start], word[0]) and _ends(text[end : end + 1], word[-1]):
            return True
        start = text.find(word, start + 1)
    return False


def _ends(beyond: str, edge: str) -> bool:
    """Whether a word can end at its letter `edge`, with `beyond` (or nothing) after it."""
    inside = _in_word(beyond) and _in_word(edge)
    return not inside or bool(_UNSPACED.match(edge) or _UNSPACED.match(beyond))


def _in_word(character: str) -> bool:
    return bool(character) and (character == "_" or unicodedata.category(character)[0] in "LMN")
