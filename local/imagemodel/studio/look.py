"""What a design gets to know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from local.imagemodel.studio.palette import Palette


@dataclass(frozen=True)
class Look:
    """`text`: the product's name and description in lower case; `scale`: canvas pixels per unit."""

    text: str
    palette: Palette
    rng: np.random.Generator
    scale: float

    def says(self, *words: str) -> bool:
        return any(word in self.text for word in words)

    def pick(self, *chances: float) -> int:
        """An index, by weight."""
        return int(self.rng.choice(len(chances), p=np.array(chances) / sum(chances)))
