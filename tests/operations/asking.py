"""Asks for something of a settled campaign, as `creative` and the API do."""

from __future__ import annotations

from briefs.assets import AssetFinder
from operations.meant import Settled
from operations.render import RenderOrder, prepared_render
from operations.repaint import RepaintOrder, prepared_repaint
from operations.request_book import RequestBook, TakenRequest
from operations.requesting import Asker, Prepared, Requesting
from shared.frozen import now
from tests.operations.stages import Stages
from tests.unit.conftest import BUCKET, TABLE


def requesting(stages: Stages) -> Requesting:
    account = stages.account
    return Requesting(account.campaigns, RequestBook(account.dynamodb, TABLE), account.publisher("parser"))


def prepared(stages: Stages, campaign_id: str, order: RenderOrder | RepaintOrder, name: str = "first") -> Prepared:
    asker, assets = Asker(name, "ada", now()), AssetFinder(stages.account.s3, BUCKET)
    settled = Settled.read(stages.account.campaigns, requesting(stages).book, campaign_id)
    if isinstance(order, RepaintOrder):
        return prepared_repaint(settled, assets, order, asker)
    return prepared_render(settled, assets, order, asker)


def ask(stages: Stages, campaign_id: str, order: RenderOrder | RepaintOrder, name: str = "first") -> TakenRequest:
    return requesting(stages).take(prepared(stages, campaign_id, order, name))
