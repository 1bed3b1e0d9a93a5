"""The bucket's own list of prohibited words, for every brief and for those of single regions."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.assets import AssetFinder
from briefs.countries import names_of
from briefs.documents import MAX_BYTES, document_problems, read_tree
from briefs.located import Located, Tree, describe
from briefs.prohibited_words import ProhibitedWord, has_word
from briefs.words import squash
from shared import keys
from shared.brief import Brief
from shared.problems import BriefRefused, Problem

FILE = "prohibited-words.yaml"

_WHERE = keys.ASSETS_PREFIX + FILE
_CODE = "unreadable_word_list"
_EVERYWHERE = ("global", "all", "words", "prohibitedwords")
_SHAPE = 'a list of words, or {"global": [words], "regions": {"DE": [words]}}'


def listed_words(brief: Brief, assets: AssetFinder) -> list[ProhibitedWord]:
    """The words that the bucket's list has for this brief; none where there is no list.

    Raises BriefRefused where the list can't be read as a whole: what it prohibits is not known then.
    """
    data = assets.content(FILE, MAX_BYTES + 1)
    if data is None:
        return []
    words: list[ProhibitedWord] = []
    for region, word in _entries(Located("", _tree(data))):
        if region is None or _applies(region, brief):
            listed = f"in {region}" if region else "everywhere"
            words.append(ProhibitedWord(word, f"{listed} by {_WHERE}"))
    return words


def _tree(data: bytes) -> Tree:
    try:
        tree = read_tree(data, FILE)
        problems = list(document_problems(tree))
    except BriefRefused as refused:
        problems = list(refused.problems)
    if problems:
        raise BriefRefused([_problem(_at(problem.found, problem.pointer), problem.expected) for problem in problems])
    return tree


def _entries(whole: Located) -> Iterator[tuple[str | None, str]]:
    """Each word with its region, None for everywhere."""
    if isinstance(whole.value, list):
        yield from ((None, word) for word in _words(whole))
    elif not isinstance(whole.value, dict):
        raise _unreadable(whole)
    for key, found in whole.fields():
        if squash(key) in _EVERYWHERE:
            yield from ((None, word) for word in _words(found))
        elif squash(key) == "regions" and isinstance(found.value, dict | None):
            for region, words in found.fields():
                yield from ((region, word) for word in _words(words))
        else:
            raise _unreadable(found)


def _words(listed: Located) -> Iterator[str]:
    for item in listed.items():
        if isinstance(item.value, str):
            yield item.value
        elif item.value is not None:
            raise _unreadable(item)


def _applies(region: str, brief: Brief) -> bool:
    """By the regions that the brief names, and by those of its languages (de-AT)."""
    of_languages = [subtag for locale in brief.locales if locale for subtag in locale.split("-")[1:]]
    return any(_is_named(region, place) for place in (*brief.target_regions, *of_languages))


def _is_named(region: str, place: str) -> bool:
    """DE in "Stores in Germany and Austria", in "DE" and "de"; a code in a text in capitals only: "in" is no India."""
    return any(
        name.casefold() == place.strip().casefold() or (has_word(place, name) and (len(name) > 3 or name in place))
        for name in names_of(region)
    )


def _unreadable(found: Located) -> BriefRefused:
    return BriefRefused([_problem(_at(describe(found.value), found.pointer), _SHAPE)])


def _at(found: str, pointer: str) -> str:
    return f"{found} at {pointer}" if pointer else found


def _problem(found: str, expected: str) -> Problem:
    return Problem(
        pointer="",
        code=_CODE,
        found=f"the list of prohibited words {_WHERE} with {found}",
        expected=f"{expected}: repair that file, then upload the brief again",
    )
