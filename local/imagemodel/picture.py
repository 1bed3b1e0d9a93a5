"""From an order to the bytes of its picture."""

from __future__ import annotations

import base64
import io

from local.imagemodel.families.order import Order
from local.imagemodel.studio.shot import shoot


def draw(order: Order) -> list[str]:
    """Base64, one per picture of the order; the same order always gives the same bytes."""
    return [_encoded(order, order.seed + number) for number in range(order.count)]


def _encoded(order: Order, seed: int) -> str:
    image = shoot(order.prompt, seed, order.width, order.height).image
    file = io.BytesIO()
    if order.encoding == "JPEG":
        image.save(file, "JPEG", quality=92, subsampling=0)
    else:
        image.save(file, "PNG", compress_level=1)
    return base64.b64encode(file.getvalue()).decode("ascii")
