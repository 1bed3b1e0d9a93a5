from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import typer

from cli.commands.status import watch_to_end
from cli.target import Target
from tests.cli.conftest import REJECTED_ID, Run, reject
from tests.unit.campaign_samples import (
    CAMPAIGN_ID,
    LATER,
    failure,
    image,
    new_campaign,
    new_products,
    submitted,
    variant,
)
from tests.unit.conftest import BUCKET, TABLE, Account


def test_a_campaign_on_its_way_is_told_with_exit_code_0(run: Run, on_account: Account) -> None:
    on_account.campaigns.accept(new_campaign(3), new_products(3))
    on_account.campaigns.settle_ready(on_account.campaigns.product(CAMPAIGN_ID, 0), [variant()], LATER)
    result = run("status", CAMPAIGN_ID)
    assert result.code == 0
    assert f"{CAMPAIGN_ID}: processing" in result.out
    assert "3: 1 ready, 2 on their way" in result.out
    assert "waiting   Bottle 2: no picture yet" in result.out


def test_costs_failures_and_missed_checks_are_told(run: Run, on_account: Account) -> None:
    on_account.campaigns.accept(new_campaign(2), new_products(2))
    on_account.campaigns.image_ready(on_account.campaigns.product(CAMPAIGN_ID, 0), image(), LATER)
    on_account.campaigns.settle_ready(on_account.campaigns.product(CAMPAIGN_ID, 0), [variant(contrast=3.1)], LATER)
    on_account.campaigns.settle_failed(on_account.campaigns.product(CAMPAIGN_ID, 1), failure("content_filtered"))
    result = run("status", CAMPAIGN_ID)
    assert f"{CAMPAIGN_ID}: completed with errors in 60.0 s" in result.out
    assert "0.37 USD charged (estimate 0.72)" in result.out
    assert "0.04 USD at the model's list price" in result.out
    assert "failed    Bottle 1: no (content_filtered)" in result.out
    assert "missed    Bottle 0: instagram-square: contrast" in result.out


def test_a_rejected_campaign_is_told_with_every_problem(run: Run, on_account: Account) -> None:
    reject(on_account)
    result = run("status", REJECTED_ID)
    assert f"{REJECTED_ID}: rejected" in result.out
    assert "input/campaign-briefs/autumn.json" in result.out
    assert "/max_cost: found 1 USD; expected at least 1.08 USD" in result.out


@pytest.mark.parametrize("typed", [CAMPAIGN_ID[:-1] + "f", CAMPAIGN_ID[:9], CAMPAIGN_ID.replace("mm", "m")])
def test_an_unknown_id_is_answered_with_near_ones(run: Run, on_account: Account, typed: str) -> None:
    on_account.campaigns.accept(new_campaign(1), new_products(1))
    on_account.manifests.write(CAMPAIGN_ID)
    reject(on_account)
    assert run("status", typed).complaint == (f"no campaign {typed} in bucket {BUCKET}; did you mean {CAMPAIGN_ID}?")


def test_an_unknown_id_without_near_ones_says_what_is_there(run: Run, on_account: Account) -> None:
    assert "; it holds no campaigns yet" in run("status", "winter").complaint
    reject(on_account)
    assert "campaigns there: 1, none with a similar id" in run("status", "zzz").complaint


def test_a_missing_table_is_named(run: Run, on_account: Account) -> None:
    assert run("status", CAMPAIGN_ID, "--table", "gone").complaint.startswith("no such table:")
    assert on_account.keys() == []


def _target(account: Account) -> Target:
    clients = {"s3": account.s3, "dynamodb": account.dynamodb}
    return Target({"bucket": BUCKET, "table": TABLE}, "the test", clients.__getitem__)


def test_watching_ends_with_the_last_product(on_account: Account, capsys: pytest.CaptureFixture[str]) -> None:
    on_account.campaigns.accept(new_campaign(2), new_products(2))
    steps = [
        lambda: on_account.campaigns.image_ready(on_account.campaigns.product(CAMPAIGN_ID, 0), image(), LATER),
        lambda: on_account.campaigns.settle_ready(on_account.campaigns.product(CAMPAIGN_ID, 0), [variant()], LATER),
        lambda: on_account.campaigns.settle_ready(on_account.campaigns.product(CAMPAIGN_ID, 1), [variant()], LATER),
    ]
    watch_to_end(_target(on_account), CAMPAIGN_ID, wait=lambda _: steps.pop(0)())
    assert steps == []
    shown = capsys.readouterr().out
    told = [line.split("s  ", 1)[1] for line in shown.splitlines() if " s  " in line]
    assert told == [
        "Bottle 0: pending",
        "Bottle 1: pending",
        "Bottle 0: picture (picture generated, rendering)",
        "Bottle 0: variants (1 variant)",
        "Bottle 1: variants (1 variant)",
    ]
    assert "completed in 60.0 s" in shown


def test_watching_a_campaign_that_loses_a_product_ends_with_exit_code_1(
    on_account: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    on_account.campaigns.accept(new_campaign(1), new_products(1))
    with pytest.raises(typer.Exit) as ended:
        watch_to_end(
            _target(on_account),
            CAMPAIGN_ID,
            wait=lambda _: on_account.campaigns.settle_failed(on_account.campaigns.product(CAMPAIGN_ID, 0), failure()),
        )
    assert ended.value.exit_code == 1
    assert "Bottle 0: failed (no)" in capsys.readouterr().out


def test_watching_a_rejected_campaign_ends_at_once_with_exit_code_1(run: Run, on_account: Account) -> None:
    reject(on_account)
    result = run("status", REJECTED_ID, "--watch")
    assert (result.code, "/max_cost" in result.out) == (1, True)


def test_what_every_variant_misses_is_one_line(run: Run, on_account: Account) -> None:
    """Such as a logo that can't be read."""
    on_account.campaigns.accept(new_campaign(10), new_products(10))
    formats = ("instagram-square", "instagram-story")
    for n in range(10):
        variants = [variant(contrast=3.1).model_copy(update={"format": name}) for name in formats]
        on_account.campaigns.settle_ready(on_account.campaigns.product(CAMPAIGN_ID, n), variants, LATER)
    told = [line for line in run("status", CAMPAIGN_ID).out.splitlines() if "missed" in line]
    assert told == ["  missed    contrast in all 20 variants"]


@pytest.mark.parametrize("command", ["status", "download"])
def test_an_empty_id_is_a_usage_error(run: Run, command: str) -> None:
    result = run(command, "")
    assert result.code == 2
    assert "`creative list` shows them" in result.err


def test_ctrl_c_while_watching_says_that_the_campaign_goes_on(
    on_account: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    on_account.campaigns.accept(new_campaign(1), new_products(1))
    with pytest.raises(KeyboardInterrupt):
        watch_to_end(_target(on_account), CAMPAIGN_ID, wait=interrupted)
    goes_on = f"the campaign goes on: `creative status {CAMPAIGN_ID} --watch` follows it"
    assert goes_on in capsys.readouterr().err


def test_programs_get_the_manifest_or_the_rejection(run: Run, on_account: Account) -> None:
    on_account.campaigns.accept(new_campaign(1), new_products(1))
    assert json.loads(run("status", CAMPAIGN_ID, "--json").out)["pending_count"] == 1
    on_account.campaigns.settle_ready(on_account.campaigns.product(CAMPAIGN_ID, 0), [variant()], LATER)
    watched = run("status", CAMPAIGN_ID, "--json", "--watch")
    assert (watched.code, json.loads(watched.out)["status"]) == (0, "completed")
    reject(on_account)
    assert json.loads(run("status", REJECTED_ID, "--json").out)["problems"][0]["code"] == "over_budget"


def test_a_brief_that_is_not_read_yet_is_told_and_followed_until_it_is_a_campaign(
    run: Run, on_account: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    on_account.briefs.submit(submitted(CAMPAIGN_ID))
    told = run("status", CAMPAIGN_ID)
    assert (told.code, f"{CAMPAIGN_ID}: submitted" in told.out) == (0, True)
    assert "since 2026-11-23 09:30 UTC to be read" in told.out
    assert json.loads(run("status", CAMPAIGN_ID, "--json").out)["status"] == "submitted"
    steps: list[Callable[[], object]] = [
        lambda: on_account.campaigns.accept(new_campaign(1), new_products(1)),
        lambda: on_account.campaigns.settle_ready(on_account.campaigns.product(CAMPAIGN_ID, 0), [variant()], LATER),
    ]
    watch_to_end(_target(on_account), CAMPAIGN_ID, wait=lambda _: steps.pop(0)())
    assert f"{CAMPAIGN_ID}: completed" in capsys.readouterr().out
