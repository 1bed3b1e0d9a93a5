"""Briefs that were submitted, and that no parser took up."""

from __future__ import annotations

from datetime import timedelta

from shared.frozen import now
from shared.uploads import uploads
from tests.unit.campaign_samples import CREATED, new_campaign, new_products, submitted
from tests.unit.conftest import Account
from tests.unit.sweeper.conftest import HOUR, Bench


def _told(account: Account) -> list[str]:
    """The ids of the uploads that the parser is told of since the last call."""
    found = account.sqs.receive_message(QueueUrl=account.queue_url, MaxNumberOfMessages=10).get("Messages", [])
    for message in found:
        account.sqs.delete_message(QueueUrl=account.queue_url, ReceiptHandle=message["ReceiptHandle"])
    return [upload.campaign_id for message in found for upload in uploads(message["Body"])]


def test_the_parser_is_told_again_of_a_brief_that_it_has_not_read_rarer_each_time(bench: Bench) -> None:
    bench.account.briefs.submit(submitted("spring"))
    told = []
    for _ in range(17 * 12):
        bench.clock.shift(timedelta(minutes=5))
        bench.run()
        told += [(round((now() - CREATED) / HOUR, 1), name) for name in _told(bench.account)]
    assert told == [(hours, "spring") for hours in (1.0, 2.0, 4.0, 8.0, 16.0)]


def test_of_two_sweeps_at_once_one_tells_it(bench: Bench) -> None:
    bench.account.briefs.submit(submitted("spring"))
    row = bench.account.briefs.find("spring")
    assert row
    assert [bench.sweep.sweeps.claim_brief(row, now()) for _ in range(2)] == [True, False]


def test_it_is_told_of_no_brief_that_was_read(bench: Bench) -> None:
    bench.account.briefs.submit(submitted("spring"))
    bench.account.campaigns.accept(new_campaign(1, "spring"), new_products(1, campaign_id="spring"))
    bench.clock.shift(2 * HOUR)
    bench.run()
    assert _told(bench.account) == []
