"""Draws one line of text onto a picture, as captions and labels need it: in any script, never wider than its room."""

from __future__ import annotations

from PIL import Image

from rendering.text import faces
from rendering.text.draw import draw
from rendering.text.fit import Wrapper
from rendering.text.measure import measure

_SMALLEST = 9


def draw_line(
    image: Image.Image,
    text: str,
    at: tuple[int, int],
    room: int,
    size: int,
    color: str,
    weight: int = faces.BOLD,
    align: float = 0.0,
) -> None:
    """Draws with the top left corner at `at`; set smaller than `size` (px per em) where it would leave its `room` (px).

    `align`: 0 left, 0.5 centred, 1 right.
    """
    wrapper = Wrapper(measure(" ".join(text.split()), None, weight))
    size = max(_SMALLEST, min(size, int(room / max(wrapper.length, 1e-6))))
    mask = Image.new("L", (room, 2 * size + 8))
    pictures = draw(mask, wrapper.set(size, wrapper.length + 1), 0, 2, room, align)
    image.paste(color, at, mask)
    for each in pictures:
        image.paste(each.image, each.moved(*at).at, each.image)
