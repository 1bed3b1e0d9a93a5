"""The bucket's own list of prohibited words, for every brief and for those of single regions."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.assets import Assets
from briefs.documents import MAX_BYTES, document_problems, read_tree
from briefs.located import Located, describe
from briefs.prohibited_words import ProhibitedWord
from briefs.regions import applies, places_of
from briefs.words import squash
from shared import keys
from shared.brief import Brief
from shared.problems import BriefRefused, Problem, refused

FILE = "prohibited-words.yaml"

_WHERE = keys.ASSETS_PREFIX + FILE
_EVERYWHERE = ("global", "all", "words", "prohibitedwords")
_SHAPE = 'a list of words, or {"global": [words], "regions": {"DE": [words]}}'


def listed_words(brief: Brief, assets: Assets) -> list[ProhibitedWord]:
    """The words that the bucket's list has for this brief; none where there is no list.

    Raises BriefRefused where the list can't be read as a whole: what it prohibits is not known then.
    """
    data = assets.content(FILE, MAX_BYTES + 1)
    if data is None:
        return []
    try:
        tree, _ = read_tree(data, FILE)
        if problems := list(document_problems(tree)):
            raise BriefRefused(problems)
        entries = list(_entries(Located("", tree)))
    except BriefRefused as unreadable:
        raise BriefRefused([_about_the_list(problem) for problem in unreadable.problems]) from None
    places = places_of(brief.target_regions, brief.locales)
    return [
        ProhibitedWord(word, f"{f'in {region}' if region else 'everywhere'} by {_WHERE}")
        for region, word in entries
        if not region or applies(region, places)
    ]


def _entries(whole: Located) -> Iterator[tuple[str, str]]:
    """Each word with its region, "" for everywhere."""
    lists: list[tuple[str, Located]] = []
    for key, found in [("global", whole)] if isinstance(whole.value, list) else whole.fields():
        if squash(key) in _EVERYWHERE:
            lists.append(("", found))
        elif squash(key) == "regions" and isinstance(found.value, dict | None):
            lists += found.fields()
        else:
            raise _unreadable(found)
    if not isinstance(whole.value, list | dict):
        raise _unreadable(whole)
    for region, found in lists:
        for item in found.items():
            if isinstance(item.value, str):
                yield region, item.value
            elif item.value is not None:
                raise _unreadable(item)


def _unreadable(found: Located) -> BriefRefused:
    return refused("wrong_type", describe(found.value), _SHAPE, found.pointer)


def _about_the_list(problem: Problem) -> Problem:
    at = f" at {problem.pointer}" if problem.pointer else ""
    return Problem(
        pointer="",
        code="unreadable_word_list",
        found=f"the list of prohibited words {_WHERE} with {problem.found}{at}",
        expected=f"{problem.expected}: repair that file, then upload the brief again",
    )
