"""Asks for a new picture of one product of a settled campaign; its variants are made of that."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from briefs.assets import Assets
from operations.meant import Settled, meant_in
from operations.new_texts import refuse_texts
from operations.requesting import Asker, Prepared
from shared.brief import MAX_DESCRIPTION
from shared.campaigns.opening import as_asked
from shared.campaigns.requests import Request
from shared.frozen import Frozen
from shared.texts import bounded


class PictureOrder(Frozen):
    """How the picture is to differ from the one before: another seed by itself, or more than that."""

    seed: StrictInt | None = Field(default=None, ge=1, le=4294967294, description="None: the rendition decides it.")
    description: Annotated[str, bounded(1, MAX_DESCRIPTION)] | None = Field(
        default=None, description="What the picture should show, instead of the product's description."
    )


class RepaintOrder(PictureOrder):
    """Of one product, by id or name."""

    product: str


def prepared_repaint(settled: Settled, assets: Assets, order: RepaintOrder, asker: Asker) -> Prepared:
    """Reads, and writes nothing. Raises NotTaken."""
    campaign = settled.campaign
    [meant] = meant_in(settled.products, [order.product])
    request = Request(
        request_id=asker.request_id,
        kind="image",
        requested_by=asker.requested_by,
        requested_at=asker.at,
        changes=("picture", *(name for name in ("seed", "description") if getattr(order, name) is not None)),
        seed=order.seed,
        rendition=campaign.rendition + 1,
        products=(meant.plan.index,),
        description=order.description,
    )
    after = campaign.model_copy(update={"rendition": request.rendition, "request": request})
    refuse_texts(after, [as_asked(after, meant)], request, assets)
    cost = settled.affordable(campaign.rates.generation + campaign.rates.variants)
    return Prepared(campaign, (meant,), request, campaign.context, cost, order)
