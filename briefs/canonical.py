"""The canonical brief while it is put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from briefs.located import Located, child

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
    _inside: dict[Path, list[Located]] = field(default_factory=dict)

    def put(self, chosen: tuple[Located, object] | None, *path: str | int) -> None:
        """A value that is None leaves the field out, but keeps where it should have been."""
        if chosen:
            self.origins[path] = chosen[0]
            for end in range(1, len(path)):
                self._inside.setdefault(path[:end], []).append(chosen[0])
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
        if inside := self._inside.get(path):
            return whole(inside)
        return Located(child(self.origin(path[:-1]).pointer, str(path[-1])), None)


def whole(found: Sequence[Located]) -> Located:
    """The list or object that holds them all; the first of them where they do not come from one."""
    pointers = {place.pointer for place in found}
    parents = {pointer.rpartition("/")[0] for pointer in pointers}
    if len(pointers) == 1 or len(parents) > 1:
        return found[0]
    return Located(parents.pop(), [place.value for place in found])
