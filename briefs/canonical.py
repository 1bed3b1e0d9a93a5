"""The canonical brief while it is put together, and one value out of several places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from briefs.located import Located, child
from briefs.report import Report
from briefs.words import KNOWN, ONE_OF_SEVERAL, Leaf, squash

T = TypeVar("T")

# A place in the canonical form, as pydantic names it: ("products", 0, "name").
Path = tuple[str | int, ...]
# Where a field stands, and its value, if there is one that can be used; None where it stands nowhere.
Chosen: TypeAlias = "tuple[Located, T | None] | None"


@dataclass(slots=True)
class Canonical:
    """The canonical brief while it is put together: plain values, and where each of them came from."""

    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[Path, Located] = field(default_factory=dict)

    def put(self, chosen: tuple[Located, object] | None, *path: str | int) -> None:
        """A value that is None leaves the field out, but keeps where it should have been."""
        if chosen:
            self.origins[path] = chosen[0]
            if chosen[1] is not None:
                target: Any = self.values
                for step in path[:-1]:
                    target = target[step] if isinstance(step, int) else target.setdefault(step, {})
                target[path[-1]] = chosen[1]

    def put_list(self, found: Sequence[Located], *path: str | int) -> None:
        if found:
            self.put((whole(found), [str(place.value) for place in found]), *path)
            self.origins |= {(*path, index): place for index, place in enumerate(found)}

    def locales(self) -> set[str]:
        """The languages of all translations, the campaign's and the products'."""
        return {str(path[path.index("translations") + 1]) for path in self.origins if "translations" in path[:-1]}

    def origin(self, path: Path) -> Located:
        """Where the value at `path` came from: all that is in it, or, where it is missing, where it should stand."""
        if path in self.origins or not path:
            return self.origins.get(path, Located("", None))
        if inside := [place for known, place in self.origins.items() if known[: len(path)] == path]:
            return whole(inside)
        return Located(child(self.origin(path[:-1]).pointer, str(path[-1])), None)


def whole(found: Sequence[Located]) -> Located:
    """The list or object that holds them all; the first of them where they do not come from one."""
    pointers = {place.pointer for place in found}
    parents = {pointer.rpartition("/")[0] for pointer in pointers}
    if len(pointers) == 1 or len(parents) > 1:
        return found[0]
    return Located(parents.pop(), [place.value for place in found])


def choose(leaves: Sequence[Leaf], name: str, read: Callable[[Located], T | None], report: Report) -> Chosen[T]:
    """The one value of the field `name`: of the first rank that has one, and there of the field's own name.

    Words that are as near to it must agree.

    `read` returns None for what is absent or was reported as a problem.
    """
    values = [(leaf, value) for leaf in leaves if (value := read(leaf.at)) is not None]
    if not values:
        return (leaves[0].at, None) if leaves else None
    values.sort(key=lambda pair: _precedence(pair[0]))
    first, chosen = values[0]
    for leaf, value in values[1:]:
        if value == chosen:
            report.use(leaf.at)
        elif _precedence(leaf) == _precedence(first) and not first.word.rank and first.place.level < ONE_OF_SEVERAL:
            report.conflict(first.at, leaf.at, name)
        else:
            used = f"{first.at.pointer} is the {name}" if leaf.word.rank == first.word.rank else f"{name} is given"
            report.note(leaf.at, f"not used: {used}")
    report.use(first.at)
    _tell_of_translation(first, name, report)
    return first.at, chosen


def _precedence(leaf: Leaf) -> tuple[bool, int, int, bool]:
    return leaf.place.level >= ONE_OF_SEVERAL, leaf.word.rank, leaf.place.level, not _has_own_name(leaf)


def _has_own_name(leaf: Leaf) -> bool:
    """`campaign_message` and `message`, but not `key_message`; a brand's and a product's `name`, but not `title`."""
    key = squash(leaf.key.rpartition("/")[2]).removeprefix("campaign").removesuffix("s")
    meaning = squash(leaf.word.meaning).removeprefix("campaign").removesuffix("s")
    return key in (meaning, "name") or leaf.place.locale is not None


def _tell_of_translation(leaf: Leaf, name: str, report: Report) -> None:
    key = squash(leaf.key.rpartition("/")[2])
    at_home = leaf.place.level == KNOWN and (leaf.place.product is not None or leaf.at.pointer.count("/") == 1)
    if leaf.word.rank and not leaf.place.locale:
        report.tell(leaf.at, f"stands in for {name}, which is missing")
    elif key and not (leaf.place.locale or (at_home and key == squash(name))):
        report.tell(leaf.at, f"read as {name}")
