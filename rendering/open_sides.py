"""Says across which edges of a picture its own ground may go on: where nothing stands out that would be seen twice."""

from __future__ import annotations

from PIL import Image

from rendering.geometry import Sides
from rendering.plain_ground import Mask, PlainGround
from rendering.standout import Standout

_STRIP = 0.03  # of each side: what stands out so near to an edge is mirrored close behind it
_COVERED = 0.25  # of the rim, by a product that an edge cuts off
_MET = 0.04  # of an edge: less is a leaf, or a hair


def open_sides(image: Image.Image, spared: Standout | None) -> Sides:
    """For an RGB picture and what must be spared in it. Scenery goes on by its nature, on the sides that it meets.

    Where nothing is known to be spared, a product that fills its frame so far that only a narrow rim of plain ground is
    left of it counts; without such a rim, nothing is known to stand at an edge.
    """
    product = PlainGround.within_rim(image, _COVERED).clear_product() if spared is None else spared.either
    if product is None:
        return True, True, True, True
    beside = spared is not None and spared.is_scenery
    left, right = _is_free(product.T), _is_free(product.T[::-1])
    return left or beside, _is_free(product), right or beside, _is_free(product[::-1])


def _is_free(mask: Mask) -> bool:
    """Whether next to nothing is in the mask's first rows."""
    rows = max(1, round(_STRIP * len(mask)))
    return bool(mask[:rows].any(0).mean() <= _MET)
