from __future__ import annotations

import io
import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from rich.console import Console

from cli.board import Board, board_after
from cli.progress import LiveTable, progress
from shared.context import BriefReference
from shared.events import (
    BriefValidated,
    BriefValidatedData,
    Event,
    ImageGenerated,
    ImageGeneratedData,
    ProductFailed,
    ProductFailedData,
    VariantsReady,
    VariantsReadyData,
)
from tests.unit.campaign_samples import CAMPAIGN_ID, CREATED, image, new_campaign, new_products, variant

CONTEXT = new_campaign(1).context
PRODUCT = new_products(1)[0]


def _life() -> list[Event]:
    brief = BriefReference(bucket="b", key="k", version="v")
    validated = BriefValidatedData(campaign=CONTEXT, product=PRODUCT.plan, brief=brief)
    generated = ImageGeneratedData(campaign=CONTEXT, product=PRODUCT.plan, image=image())
    ready = VariantsReadyData(
        campaign_id=CAMPAIGN_ID,
        product=PRODUCT.reference,
        image_source="generate",
        source_key="k",
        variants=(variant(),) * 5,
        cost="0.36",
    )
    return [
        BriefValidated.of(validated, CAMPAIGN_ID, "v", CREATED, 0),
        ImageGenerated.of(generated, CAMPAIGN_ID, "v", CREATED + timedelta(seconds=3), 0),
        VariantsReady.of(ready, CAMPAIGN_ID, "v", CREATED + timedelta(seconds=5), 0),
    ]


def _failed(seconds: int) -> Event:
    data = ProductFailedData(
        campaign_id=CAMPAIGN_ID, product=PRODUCT.reference, stage="generator", code="x", reason="why", retryable=True
    )
    return ProductFailed.of(data, CAMPAIGN_ID, "v", CREATED + timedelta(seconds=seconds), 0)


def _board(events: list[Event]) -> Board:
    board: Board = {}
    for event in events:
        board = board_after(board, event)
    return board


def test_each_event_moves_its_product_on() -> None:
    life = _life()
    states = [_board(life[: count + 1])[0].state for count in range(3)]
    assert states == ["pending", "picture", "variants"]
    assert _board(life)[0].remark == "5 variants"


def test_events_in_any_order_end_in_the_same_row() -> None:
    boards = [_board(list(order)) for order in itertools.permutations(_life())]
    assert all(board == boards[0] for board in boards)
    assert boards[0][0].seconds(CREATED + timedelta(hours=1)) == 5.0


def test_a_failed_product_is_healed_by_its_variants() -> None:
    life = _life()
    failed = _board([*life[:2], _failed(4)])[0]
    assert (failed.state, failed.remark, failed.seconds(CREATED)) == ("failed", "why", 4.0)
    assert _board([*life[:2], _failed(4), life[2]])[0].state == "variants"


def test_without_a_terminal_each_change_is_one_line_and_nothing_is_redrawn(capsys: pytest.CaptureFixture[str]) -> None:
    life = _life()
    with progress() as show:
        for count in (1, 1, 2, 3):
            show(_board(life[:count]))
    assert capsys.readouterr().out.splitlines() == [
        f"    0.0 s  {PRODUCT.plan.name}: pending",
        f"    3.0 s  {PRODUCT.plan.name}: picture (picture generated, rendering)",
        f"    5.0 s  {PRODUCT.plan.name}: variants (5 variants)",
    ]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_terminal_of_any_width_shows_whole_names_and_states(width: int) -> None:
    name = "Extra long name of a product that nobody should ever have to guess from its beginning alone"
    table = LiveTable()
    table.board = {0: replace(_board(_life())[0], name=name)}
    console = Console(width=width, height=40, file=io.StringIO(), force_terminal=True, color_system=None)
    with console.capture() as shown:
        console.print(table)
    lines = shown.get().splitlines()
    assert max(map(len, lines)) <= width
    told = [*name.split(), "variants", "5.0", "5 variants", "1 of 1 products settled"]
    assert [text for text in told if text not in shown.get()] == []
