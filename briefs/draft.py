"""The canonical brief while it is put together: plain values, and where each of them came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefs.located import Located, child

# A place in the canonical form, as pydantic names it: ("products", 0, "name").
Place = tuple[str | int, ...]


@dataclass(slots=True)
class Draft:
    values: dict[str, object] = field(default_factory=dict)
    origins: dict[Place, Located] = field(default_factory=dict)

    def put(self, name: str, chosen: tuple[Located, object] | None) -> None:
        """A value that is None leaves the field out, but keeps where it should have been."""
        if chosen:
            found, value = chosen
            self.origins[(name,)] = found
            if value is not None:
                self.values[name] = value

    def put_list(self, name: str, found: list[Located]) -> None:
        if found:
            self.put(name, (whole(found), values_of(found)))
            self.origins.update({(name, index): place for index, place in enumerate(found)})

    def origin(self, place: Place) -> Located:
        """Where the value at `place` came from, or where it should stand if it is missing."""
        known = next(n for n in range(len(place), -1, -1) if n == 0 or place[:n] in self.origins)
        start = self.origins[place[:known]] if known else Located("", None)
        if known == len(place):
            return start
        pointer = start.pointer
        for step in place[known:]:
            pointer = child(pointer, str(step))
        return Located(pointer, None)


def values_of(found: list[Located]) -> list[str]:
    return [str(place.value) for place in found]


def whole(found: list[Located]) -> Located:
    """The list or object that holds them all; the first of them where they do not come from one."""
    pointers = {place.pointer for place in found}
    parents = {pointer.rpartition("/")[0] for pointer in pointers}
    if len(pointers) == 1 or len(parents) > 1:
        return found[0]
    return Located(parents.pop(), [place.value for place in found])
