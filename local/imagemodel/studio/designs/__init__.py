"""The products that can be drawn: one function each, from a Look to a painted Canvas."""

from __future__ import annotations

from collections.abc import Callable

from local.imagemodel.studio.canvas import Canvas
from local.imagemodel.studio.designs import (
    bags,
    bottles,
    boxes,
    candle,
    cosmetics,
    devices,
    headphones,
    mug,
    pouch,
    shoe,
    speaker,
    textiles,
    vessels,
    watch,
)
from local.imagemodel.studio.look import Look

DESIGNS: dict[str, Callable[[Look], Canvas]] = {
    "bottle": bottles.bottle,
    "flask": bottles.flask,
    "dropper": bottles.dropper,
    "spray": bottles.spray,
    "can": vessels.can,
    "jar": vessels.jar,
    "candle": candle.candle,
    "pump": cosmetics.pump,
    "tube": cosmetics.tube,
    "lipstick": cosmetics.lipstick,
    "speaker": speaker.speaker,
    "mug": mug.mug,
    "carton": boxes.carton,
    "gift": boxes.gift,
    "pouch": pouch.pouch,
    "phone": devices.phone,
    "power bank": devices.power_bank,
    "earbuds": devices.earbuds,
    "watch": watch.watch,
    "headphones": headphones.headphones,
    "shoe": shoe.shoe,
    "backpack": bags.backpack,
    "bag": bags.handbag,
    "towel": textiles.towel,
    "cap": textiles.cap,
    "shirt": textiles.shirt,
}
