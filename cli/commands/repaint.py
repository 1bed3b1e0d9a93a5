from __future__ import annotations

from cli.commands.requesting import Asking, ordered, request
from operations.repaint import RepaintOrder, prepared_repaint


def repaint(campaign_id: str, asking: Asking, *, product: str, seed: int | None, description: str | None) -> None:
    order = ordered(RepaintOrder, {"product": product, "seed": seed, "description": description})
    request(campaign_id, asking, order, prepared_repaint)
