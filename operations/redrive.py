"""Heals a campaign from its state and the bucket, whether or not a message of it still lies in a queue.

    product                                      what is done
    ready                                        nothing
    failed, retryable                            the event that its next stage needs is announced again
    pending | image_ready, no progress for long  likewise
    pending | image_ready, else                  nothing: it is on its way
    pending, waits for the next day's budget     nothing until then: the sweeper lets it go on
    failed, not retryable                        nothing: the same would come out again
    cancelled                                    nothing: it is not wanted any more

An announcement repeats a known fact under its known id, so two redrives at once, or one too many, change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.awaited import ProductEvent, awaited
from shared.aws import is_missing
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.store import CampaignStore
from shared.publisher import Publisher

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# Twice the longest delay of a retry: what shows no sign of life for so long is not just waiting for its next try.
STUCK_AFTER = timedelta(minutes=30)

_REFUSED_AGAIN = (
    "the same would come out again: change the brief or its picture and submit it anew "
    "(pictures that are paid for come from the cache)"
)
_CANCELLED = "it was cancelled, for good: submit the brief again (pictures that are paid for come from the cache)"
_PUT_BACK = "put it back (the bucket keeps deleted objects as older versions for 30 days), then redrive again"


@dataclass(frozen=True, slots=True)
class Step:
    """A product to be worked on again. Where `restores` is set, the cache's picture is first copied to that key."""

    product: ProductRecord
    event: ProductEvent
    restores: str | None = None

    @property
    def needs_picture(self) -> bool:
        return self.product.image is None and self.product.plan.image_source == "generate"


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A product that is not ready, and not worked on again; `remedy` says what would help."""

    product: ProductRecord
    remedy: str


@dataclass(frozen=True, slots=True)
class Redrive:
    """What a redrive of the campaign would do."""

    campaign: CampaignRecord
    steps: tuple[Step, ...]
    left_alone: tuple[LeftAlone, ...]

    @property
    def new_pictures(self) -> int:
        return sum(step.needs_picture for step in self.steps)

    @property
    def charge(self) -> Decimal:
        """USD that the campaign is charged for it, at most: where all of it succeeds."""
        rates = self.campaign.rates
        return rates.variants * len(self.steps) + rates.generation * self.new_pictures


@dataclass(frozen=True, slots=True)
class Redriving:
    campaigns: CampaignStore
    s3: S3Client
    bucket: str
    publisher: Publisher

    def planned(self, campaign_id: str, at: datetime, *, also_moving: bool = False) -> Redrive:
        """What would be done `at` that time; `also_moving`: with products that may well be on their way, too.

        Nothing is changed. Raises CampaignUnknown.
        """
        campaign, found = self.campaigns.whole(campaign_id, with_variants=False)
        products = [product for product in found if product.status != "ready"]
        quiet = at - _last_sign_of_life(campaign, products)
        told = []
        for product in products:
            remedy = _CANCELLED if campaign.cancelled else _left_to_itself(product, at, quiet, also_moving)
            told.append(LeftAlone(product, remedy) if remedy else self._step(campaign, product))
        return Redrive(
            campaign,
            tuple(each for each in told if isinstance(each, Step)),
            tuple(each for each in told if isinstance(each, LeftAlone)),
        )

    def run(self, redrive: Redrive, asked_by: str | None) -> None:
        """Pictures first, then the announcements; `asked_by` is the ARN of whoever asked. Raises EventsNotPublished."""
        events = [self._restored(redrive.campaign, step) if step.restores else step.event for step in redrive.steps]
        # Named in any case: the stages tell by it that somebody wants it tried again.
        self.publisher.publish(events, asked_by or "unknown")

    def _restored(self, campaign: CampaignRecord, step: Step) -> ProductEvent:
        """What is announced once the picture lies there again: it names the version of the new copy."""
        image = step.product.image
        if not image or not step.restores:
            return step.event
        source = {"Bucket": self.bucket, "Key": keys.cached_picture(image.recipe)}
        made = self.s3.copy_object(Bucket=self.bucket, Key=step.restores, CopySource=source)  # type: ignore[arg-type]
        copy = image.model_copy(update={"version_id": made.get("VersionId")})
        return awaited(campaign, step.product.model_copy(update={"image": copy}))

    def _step(self, campaign: CampaignRecord, product: ProductRecord) -> Step | LeftAlone:
        """LeftAlone where its picture is gone: announced, it would only fail again."""
        event, image, plan = awaited(campaign, product), product.image, product.plan
        key, version = (image.key, image.version_id) if image else (plan.asset_key, plan.asset_version)
        if key is None or self._exists(key, **({"VersionId": version} if version else {})):
            return Step(product, event)
        if image and self._exists(keys.cached_picture(image.recipe)):
            return Step(product, event, restores=key)
        # Rendered in the version that is named; where that is nowhere, what was put back there will do.
        if version and self._exists(key):
            return Step(product, event)
        return LeftAlone(product, f"nothing lies at {key}: {_PUT_BACK}")

    def _exists(self, key: str, **version: str) -> bool:
        try:
            self.s3.head_object(Bucket=self.bucket, Key=key, **version)  # type: ignore[arg-type]
        except ClientError as error:
            if is_missing(error):
                return False
            raise
        return True


def _last_sign_of_life(campaign: CampaignRecord, products: Iterable[ProductRecord]) -> datetime:
    return max([campaign.updated_at, *(each.image_ready_at for each in products if each.image_ready_at)])


def _left_to_itself(product: ProductRecord, at: datetime, quiet: timedelta, also_moving: bool) -> str | None:
    """What would help instead of a redrive; None where the product is to be worked on again."""
    if product.failure and product.failure.cancelled:
        return _CANCELLED
    if product.status == "failed":
        return None if product.failure and product.failure.retryable else _REFUSED_AGAIN
    if also_moving:
        return None
    if product.waits_until and product.waits_until > at:
        return f"waits for money: the day's budget was spent, it goes on after {product.waits_until:%Y-%m-%d %H:%M} UTC"
    return _on_its_way(quiet) if quiet < STUCK_AFTER else None


def _on_its_way(quiet: timedelta) -> str:
    minutes, limit = int(quiet.total_seconds()) // 60, int(STUCK_AFTER.total_seconds()) // 60
    return (
        f"on its way: the campaign moved {minutes} minute{'' if minutes == 1 else 's'} ago, and counts as stuck after "
        f"{limit}; --now announces it all the same"
    )
