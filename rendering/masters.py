"""Master canvases, shared by formats of nearly one shape: composed once, each format is a crop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rendering.geometry import Box
from shared.formats import Format

# Of the reference: letters reach beyond their advance by up to 0.064 em (Devanagari, Bengali), set in up to 0.125.
_OVERHANG = 0.008
# Share of the height that a crop may take: of any canvas, and of one that a photograph fills from edge to edge.
ALIKE, NEARLY_SAME = 0.08, 0.006


@dataclass(frozen=True)
class Master:
    """A canvas; `formats` all have its width, and are cropped from the middle of its height."""

    width: int
    height: int
    formats: tuple[Format, ...]

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @cached_property
    def reference(self) -> float:
        """Side in pixels of a square of this area: what type sizes are proportional to."""
        return float((self.width * self.height) ** 0.5)

    def crop(self, entry: Format) -> tuple[int, int, int, int]:
        top = (self.height - entry.height) // 2
        return 0, top, self.width, top + entry.height

    @cached_property
    def frame(self) -> Box:
        """What every format shows."""
        frame = Box(0, 0, self.width, self.height)
        for entry in self.formats:
            frame = frame.meet(Box(*self.crop(entry)))
        return frame

    @cached_property
    def text_box(self) -> Box:
        """What every format keeps free of the network's controls."""
        box = Box(0, 0, self.width, self.height)
        for entry in self.formats:
            box = box.meet(Box(*entry.text_box).moved(0, self.crop(entry)[1]))
        return box.inset(_OVERHANG * self.reference)


def masters(formats: Iterable[Format], alike: float = ALIKE) -> list[Master]:
    groups: list[list[Format]] = []
    for entry in sorted(formats, key=lambda f: (f.width, -f.height)):
        tallest = groups[-1][0] if groups else None
        if tallest and tallest.width == entry.width and entry.height >= tallest.height * (1 - alike):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return [Master(group[0].width, group[0].height, tuple(group)) for group in groups]
