from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run
from tests.unit.campaign_samples import CAMPAIGN_ID, failure, new_campaign, new_products
from tests.unit.conftest import BUS, Account

EVENT = {
    "detail-type": "BriefValidated",
    "detail": {
        "metadata": {"correlation_id": CAMPAIGN_ID},
        "data": {"product": {"product_id": "bottle-0", "index": 0, "name": "Bottle 0"}},
    },
}


@pytest.fixture
def letters(on_account: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    """A failed product's event in the generator's dead-letter queue, poison in the parser's."""
    monkeypatch.setenv("CREATIVE_BUS", BUS)
    campaigns = on_account.campaigns
    campaigns.accept(new_campaign(1), new_products(1))
    campaigns.settle_failed(campaigns.product(CAMPAIGN_ID, 0), failure("generation_failed"))
    told = {"error": {"DataType": "String", "StringValue": "PictureDelayed: too busy"}}
    for name, body in {
        "generator-dlq": json.dumps(EVENT),
        "parser-dlq": "poison",
        "generator": "",
        "parser": "",
    }.items():
        url = on_account.sqs.create_queue(QueueName=f"{BUS}-{name}")["QueueUrl"]
        if body:
            on_account.sqs.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=told)  # type: ignore[arg-type]
    return on_account


def test_the_list_says_what_lies_where_since_when_and_what_became_of_it(run: Run, letters: Account) -> None:
    del letters
    generator, event, parser, poison = run("dlq", "list").out.splitlines()
    assert generator.startswith("generator-dlq: 1 letter, the oldest for")
    assert event.endswith(f"BriefValidated  {CAMPAIGN_ID}  Bottle 0: generation_failed: no")
    assert parser.startswith("parser-dlq: 1 letter")
    assert poison.endswith("neither an event nor an upload: names no campaign")


def test_empty_queues_are_told_as_such_and_a_stack_without_any_is_an_error(run: Run, letters: Account) -> None:
    for name in ("generator-dlq", "parser-dlq"):
        letters.sqs.purge_queue(QueueUrl=letters.sqs.get_queue_url(QueueName=f"{BUS}-{name}")["QueueUrl"])
    assert "no dead letters" in run("dlq", "list").err
    assert "bus other has no dead-letter queues: check --bus" in run("dlq", "list", "--bus", "other").complaint


def test_one_letter_is_shown_with_why_it_is_there_and_its_body_readably(run: Run, letters: Account) -> None:
    del letters
    shown = run("dlq", "show", "generator").out
    head, body = shown.split("\n\n", 1)
    assert "BriefValidated" in head
    assert "error     PictureDelayed: too busy" in head
    assert json.loads(body) == EVENT
    assert run("dlq", "show", "parser-dlq").out.rstrip().endswith("poison")
    assert (
        "generator-dlq: no letter nobody; `creative dlq list` shows all"
        in run("dlq", "show", "generator", "nobody").complaint
    )
    assert "one of generator-dlq, parser-dlq is expected" in run("dlq", "show", "renderer").complaint


@pytest.mark.parametrize("arguments", [(), ("--stage", "renderer"), (CAMPAIGN_ID, "--stage", "parser")])
def test_a_redrive_is_of_a_campaign_or_of_one_of_the_stages(
    run: Run, letters: Account, arguments: tuple[str, ...]
) -> None:
    del letters
    assert (
        "a campaign's ID or --stage is expected: one of parser, generator, variants"
        in run("redrive", *arguments, "--yes").complaint
    )


def test_a_stages_letters_are_moved_only_after_a_yes_and_an_empty_queue_asks_for_none(
    run: Run, letters: Account
) -> None:
    refused = run("redrive", "--stage", "generator")
    assert f"1 letter of {BUS}-generator-dlq back to {BUS}-generator" in refused.out
    assert "at most 1 call of the image model" in refused.out
    assert "say --yes" in refused.complaint
    letters.sqs.create_queue(QueueName=f"{BUS}-variants")
    assert "no dead letters of the variants" in run("redrive", "--stage", "variants").err
