"""What must be true of every campaign that ran to its end, whatever its brief."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from shared import keys
from shared.formats import DEFAULT_FORMATS, FORMATS
from shared.manifest import Manifest, manifest_of
from tests.pipeline.pipeline import Outcome, Pipeline


def assert_adds_up(outcome: Outcome, *, generated: int, reused: int, failed: int = 0) -> None:
    """The exact multiset of events, and a manifest, a state and a bucket that agree with it.

    `failed` counts products whose picture could not be generated.
    """
    products, ready = generated + reused + failed, generated + reused
    expected = Counter(
        BriefValidated=products,
        ImageGenerated=generated,
        VariantsReady=ready,
        ProductFailed=failed,
        CampaignCompleted=1,
    )
    assert outcome.kinds == +expected
    _assert_events_link(outcome)
    manifest = outcome.manifest
    assert (manifest.product_count, manifest.ready_count, manifest.failed_count) == (products, ready, failed)
    assert manifest.cost == Decimal("0.36") * generated + Decimal("0.06") * reused + Decimal("0.01") * failed
    [completed] = outcome.data("CampaignCompleted")
    assert completed["status"] == manifest.status == ("completed_with_errors" if failed else "completed")
    assert Decimal(str(completed["cost"])) == manifest.cost
    campaign, records = outcome.state
    assert (campaign.status, campaign.revision) == (manifest.status, manifest.revision)
    assert [record.status for record in records] == [product.status for product in manifest.products]


def assert_pictures(outcome: Outcome, product: int, formats: tuple[str, ...] = DEFAULT_FORMATS) -> None:
    """Every format is there as a JPEG of its size and within its limit, and meets every bar of its evidence."""
    pictures = outcome.pictures(product)
    assert list(pictures) == list(formats)
    for variant in outcome.manifest.products[product].variants:
        shape = FORMATS[variant.format]
        if variant.locale is None:
            assert pictures[variant.format].size == (shape.width, shape.height)
        assert variant.bytes <= shape.max_bytes
        assert {name: check for name, check in variant.evidence.items() if not check.passed} == {}
    [announced] = [d for d in outcome.data("VariantsReady") if d["product"]["index"] == product]
    assert [variant["key"] for variant in announced["variants"]] == [
        variant.key for variant in outcome.manifest.products[product].variants
    ]


def _assert_events_link(outcome: Outcome) -> None:
    """Each event names its campaign, and the event that led to it."""
    metadata = [event["detail"]["metadata"] for event in outcome.events]
    assert {entry["correlation_id"] for entry in metadata} == {outcome.campaign_id}
    known = {entry["event_id"] for entry in metadata}
    assert len(known) == len(metadata)
    for event in outcome.events:
        if event["detail-type"] not in ("BriefValidated", "BriefRejected"):
            assert event["detail"]["metadata"]["causation_id"] in known


def assert_manifest_is_the_state(pipeline: Pipeline, campaign_id: str) -> Manifest:
    """The manifest says what the table says, and no version of it was older than the one before."""
    manifest = Manifest.model_validate_json(pipeline.read(keys.manifest(campaign_id)))
    assert manifest == manifest_of(*pipeline.campaigns.whole(campaign_id))
    assert manifest.revision == max(revisions := _revisions(pipeline, keys.manifest(campaign_id)))
    assert revisions == sorted(revisions)
    return manifest


def _revisions(pipeline: Pipeline, key: str) -> list[int]:
    """Of the manifest's versions, the oldest first."""
    versions = pipeline.s3.list_object_versions(Bucket=pipeline.bucket, Prefix=key)["Versions"]
    heads = (pipeline.s3.head_object(Bucket=pipeline.bucket, Key=key, VersionId=v["VersionId"]) for v in versions)
    return [int(head["Metadata"]["revision"]) for head in heads][::-1]
