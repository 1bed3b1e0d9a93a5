"""How the camera was held: EXIF says by which turn a picture becomes upright."""

from __future__ import annotations

import struct

from PIL import Image

_TAG = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def turn_of(image: Image.Image) -> Image.Transpose | None:
    """Of a loaded file. Broken EXIF says nothing: the picture itself may be fine."""
    try:
        value = image.getexif().get(_TAG)
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, AttributeError, struct.error):
        return None
    return _TURNS.get(value) if isinstance(value, int) else None


def upright(image: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    return image if turn is None else image.transpose(turn)
