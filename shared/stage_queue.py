"""How every stage takes messages from its queue: partial batches, growing delays, and a last receive that says so.

receive 1 .. n-1 fails   back to the queue, visible again after base * 2^(receive - 1) seconds
receive n fails          `give_up` announces it
receive n + 1            no more work: `give_up` again, for the function may have died in receive n (out of memory);
                         what was announced is announced with the same ids. Then the dead-letter queue.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from shared.deadline import LambdaContext, before_timeout
from shared.observability import count, logger
from shared.settings import StageSettings

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_LONGEST_DELAY = 900  # seconds


class Waiting(Exception):
    """Nothing failed: another message is doing the same work right now."""


class FunctionDied(Exception):
    """Every try ended without a word: killed for its memory, or by a crash in native code."""


@dataclass(frozen=True, slots=True)
class StageQueue:
    """`work` handles one message's body; `give_up` announces that its last receive has failed with an error."""

    client: SQSClient
    settings: StageSettings
    work: Callable[[str], None]
    give_up: Callable[[str, Exception], None]

    def process(self, event: dict[str, Any], context: LambdaContext | None = None) -> dict[str, Any]:
        """Lambda's answer to a batch: the ids of the messages that must stay in the queue.

        An event without Records is the weekly call that keeps an idle function active: there is nothing to do.
        """
        if "Records" not in event:
            return {"batchItemFailures": []}
        processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
        with processor(event["Records"], lambda record: self._handle(record, context)):
            processor.process()
        return dict(processor.response())

    def _handle(self, record: SQSRecord, context: LambdaContext | None) -> None:
        receive = int(record.attributes.approximate_receive_count or 1)
        try:
            self._try(record.body, receive, context)
        except Exception as error:  # logged, counted and raised again: the message stays in the queue
            last = receive >= self.settings.max_receive_count
            told: dict[str, Any] = {"receive": receive, "last_receive": last, "message_id": record.message_id}
            if isinstance(error, Waiting) and not last:
                count("MessagesWaiting")
                logger.info("message waits", reason=str(error), **told)
            else:
                count("MessagesFailed")
                logger.exception("message failed", **told)
            if last:
                self._announce_end(record, error)
            self._return_to_queue(record, 0 if last else self._delay(receive))
            raise
        finally:
            logger.set_correlation_id(None)

    def _try(self, body: str, receive: int, context: LambdaContext | None) -> None:
        if receive > self.settings.max_receive_count:
            raise FunctionDied("the function ended without a word in its last try; it may need more memory")
        with before_timeout(context):
            self.work(body)

    def _announce_end(self, record: SQSRecord, error: Exception) -> None:
        count("MessagesGivenUp")
        try:
            self.give_up(record.body, error)
        except Exception:  # noqa: BLE001 - see below
            # The message still goes to the dead-letter queue with the first error: the alarm there tells people.
            logger.exception("could not announce that the message was given up", message_id=record.message_id)

    def _delay(self, receive: int) -> int:
        return min(_LONGEST_DELAY, self.settings.retry_base_seconds << (receive - 1))

    def _return_to_queue(self, record: SQSRecord, seconds: int) -> None:
        # Without this the message would stay hidden for the queue's whole visibility timeout (18 minutes for
        # variants), also on its way to the dead-letter queue.
        self.client.change_message_visibility(
            QueueUrl=self.settings.queue_url, ReceiptHandle=record.receipt_handle, VisibilityTimeout=seconds
        )
