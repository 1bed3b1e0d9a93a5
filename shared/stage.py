"""What all stages do alike: their clients and stores, reading events, giving products up, announcing what happened.

A service says what it does with one message and returns the events to announce:

    state first ............ the service's own work, each step a conditional write
    then the announcement .. here; a crash before it is made good by the next receive, which finds the state advanced
    then the acknowledgement the queue's
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from shared import aws
from shared.awaited import ProductEvent, rendition_of
from shared.campaigns.records import ProductState
from shared.campaigns.store import CampaignDeleted, CampaignStore
from shared.deadline import LambdaContext
from shared.events import Event, StageName
from shared.manifest_store import ManifestStore
from shared.observability import count, logger, metrics
from shared.problems import GivenUp, cancelled
from shared.publisher import Publisher
from shared.settings import StageSettings
from shared.settlement import Settlement, tell
from shared.stage_queue import StageQueue
from shared.tries import Tries
from shared.trouble import NobodyToTell

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient

E = TypeVar("E", bound=Event)
Handler = Callable[[dict[str, Any], LambdaContext | None], dict[str, Any]]


class EventUnreadable(NobodyToTell, ValueError):
    """The message is no event that this stage knows: a rule or a producer is wrong, not the campaign."""


class Work(Protocol):
    def take(self, body: str) -> Sequence[Event]:
        """What happened with one message. Raises what is worth another receive."""

    def give_up(self, body: str, error: Exception) -> Sequence[Event]:
        """What is to be told of a message that ends with `error`; asked again until it was told."""


@dataclass(frozen=True, slots=True)
class Stage:
    name: StageName
    settings: StageSettings
    s3: S3Client
    dynamodb: DynamoDBClient
    sqs: SQSClient
    campaigns: CampaignStore
    manifests: ManifestStore
    publisher: Publisher
    settlement: Settlement

    def handler(self, work: Work) -> Handler:
        """The function that Lambda calls with a batch of messages."""
        queue = StageQueue(
            self.sqs,
            self.settings,
            Tries(self.dynamodb, self.settings.table),
            lambda body: self._announce(lambda: work.take(body)),
            lambda body, error: self._announce(lambda: work.give_up(body, error)),
        )
        return metrics.log_metrics(queue.process)

    def _announce(self, work: Callable[[], Sequence[Event]]) -> None:
        """What happened; nothing where the campaign was deleted: its messages are acknowledged."""
        try:
            events = work()
        except CampaignDeleted as deleted:
            logger.info("message of what is deleted", reason=str(deleted))
            return
        tell(events, self.publisher, self.campaigns)

    def product_work(self, event: ProductEvent, do: Callable[[ProductState], Sequence[Event]]) -> Sequence[Event]:
        """What `do` says that happened with the event's product; one that it gives up is settled as failed.

        One that failed for good is told of again, and not worked on: the same would come out. What is not made of a
        cancelled campaign ends here. An event of a rendition
        that another one was asked for after is acknowledged: nobody waits for it any more.
        """
        state = self.state(event)
        if rendition_of(event) < state.product.rendition:
            return []
        state = self.campaigns.opened(state)
        if state.campaign.cancelled and state.product.status in ("pending", "image_ready"):
            return self._failed(event, state, cancelled(state.campaign.cancelled.cancelled_at))
        if state.product.failure and not state.product.failure.retryable:
            return self.settlement.announced(state, str(event.metadata.event_id))
        try:
            return do(state)
        except GivenUp as given_up:
            return self._failed(event, state, given_up)

    def product_given_up(self, event: ProductEvent, code: str, outcome: str, error: Exception) -> Sequence[Event]:
        """Fails the product whose message ends; `outcome` says what the product has not got."""
        state = self.state(event)
        if rendition_of(event) < state.product.rendition:
            return []
        reason = f"{outcome} after several tries. The last time: {error}"
        return self._failed(event, state, GivenUp(code, reason, retryable=True))

    def state(self, event: ProductEvent) -> ProductState:
        return self.campaigns.product(event.data.campaign.campaign_id, event.data.product.index)

    def _failed(self, event: Event, state: ProductState, given_up: GivenUp) -> Sequence[Event]:
        count("ProductsFailed")
        logger.warning(
            "product failed", product=state.product.plan.product_id, code=given_up.code, reason=given_up.reason
        )
        return self.settlement.failed(state, given_up, str(event.metadata.event_id))


def make_stage(name: StageName, settings: StageSettings) -> Stage:
    """The one place where the clients and stores of a function are made."""
    s3, dynamodb = aws.client("s3"), aws.client("dynamodb")
    campaigns = CampaignStore(dynamodb, settings.table)
    manifests = ManifestStore(s3, settings.bucket, campaigns)
    return Stage(
        name=name,
        settings=settings,
        s3=s3,
        dynamodb=dynamodb,
        sqs=aws.client("sqs"),
        campaigns=campaigns,
        manifests=manifests,
        publisher=Publisher(aws.client("events"), settings.bus, name),
        settlement=Settlement(name, campaigns, manifests),
    )


def asked_for(body: str) -> bool:
    """Whether a person had the event announced again: the publisher names who, as a resource of the envelope."""
    return bool(json.loads(body).get("resources"))


def read_event(body: str, *expected: type[E]) -> E:
    """The domain event in an SQS message's body; its campaign becomes the correlation id of the logs.

    Fields that this version does not know are ignored. Raises EventUnreadable.
    """
    try:
        envelope = json.loads(body)
        kinds = {kind.detail_type(): kind for kind in expected}
        event = kinds[envelope["detail-type"]].read_plain(envelope["detail"])
    except (ValueError, KeyError, TypeError) as error:
        names = ", ".join(kind.detail_type() for kind in expected)
        raise EventUnreadable(f"expected an EventBridge event {names}: {type(error).__name__}: {error}") from error
    logger.set_correlation_id(event.metadata.correlation_id)
    return event
