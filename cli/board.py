"""One row per product: how far it has come, from the events on the bus or from the campaign's state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cli.standing import Accepted
from shared.campaigns.records import ProductRecord
from shared.costs import ImageSource
from shared.events import BriefValidated, Event, ImageGenerated, ProductFailed, VariantsReady

State = Literal["pending", "picture", "variants", "failed"]


@dataclass(frozen=True, slots=True)
class Row:
    """`since` is when the state was reached, `started` when the product was announced; `remark` is for people."""

    name: str
    source: ImageSource
    state: State
    remark: str
    started: datetime
    since: datetime

    @property
    def settled(self) -> bool:
        return self.state in ("variants", "failed")

    def seconds(self, at: datetime) -> float:
        """Time until it was settled, or until `at`."""
        return max(0.0, ((self.since if self.settled else at) - self.started).total_seconds())


Board = dict[int, Row]
"""Rows by the product's position in the brief."""


def board_after(board: Board, event: Event) -> Board:
    """The board with what `event` tells; events of one product may come in any order."""
    if not isinstance(event, BriefValidated | ImageGenerated | VariantsReady | ProductFailed):
        return board
    product, at = event.data.product, event.metadata.occurred_at
    known = board.get(product.index)
    source: ImageSource = known.source if known else "generate"
    state: State
    match event:
        case BriefValidated():
            source, state, remark = event.data.product.image_source, "pending", ""
        case ImageGenerated():
            state, remark = "picture", _picture(event.data.image.cached)
        case VariantsReady():
            source, state, remark = event.data.image_source, "variants", _variants(len(event.data.variants))
        case ProductFailed():
            state, remark = "failed", event.data.reason
    return _put(board, product.index, Row(product.name, source, state, remark, at, at))


def board_of(accepted: Accepted) -> Board:
    request = accepted.campaign.request
    started = request.requested_at if request else accepted.campaign.created_at
    return {product.plan.index: _row(product, started) for product in accepted.products}


def unsettled_first(board: Board) -> Sequence[Row]:
    return sorted(board.values(), key=lambda row: row.settled)


_ORDER: dict[State, int] = {"pending": 0, "picture": 1, "failed": 2, "variants": 3}


def _put(board: Board, index: int, row: Row) -> Board:
    """A late event of an earlier step changes no more than the start."""
    known = board.get(index)
    if known:
        later = max(row, known, key=lambda each: _ORDER[each.state])
        started = min(row.started, known.started)
        row = Row(later.name, later.source, later.state, later.remark, started, later.since)
    return dict(sorted({**board, index: row}.items()))


def _row(product: ProductRecord, started: datetime) -> Row:
    plan, state, remark, since = product.plan, _state(product), "", started
    if product.failure and state == "failed":
        remark, since = product.failure.reason, product.failure.failed_at
    elif product.ready_at and state == "variants":
        remark, since = _variants(len(product.variants)), product.ready_at
    elif product.image and product.image_ready_at:
        remark, since = _picture(product.image.cached), product.image_ready_at
    return Row(plan.name, plan.image_source, state, remark, started, since)


def _state(product: ProductRecord) -> State:
    states: dict[str, State] = {"pending": "pending", "image_ready": "picture", "ready": "variants", "failed": "failed"}
    return states[product.status]


def _picture(cached: bool) -> str:
    return "picture from the cache, rendering" if cached else "picture generated, rendering"


def _variants(count: int) -> str:
    return f"{count} variant{'' if count == 1 else 's'}"
