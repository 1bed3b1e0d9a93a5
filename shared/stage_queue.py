"""How every stage takes messages from its queue: partial batches, growing delays, tries and time.

a try fails                         back to the queue, visible again after base * 2^(receive - 1) seconds, 900 at most
a dependency is in trouble,         the same, but it costs no try; after a day of it the message ends
or another one is waited for
the last try fails                  the message ends: `give_up` announces it. Once that has succeeded, the body goes to
                                    the dead-letter queue, and the message is acknowledged
a receive after the last try        only ends the message: the announcement failed, or the function died in that try
                                    (out of memory). What was announced is announced with the same ids
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from shared.deadline import LambdaContext, before_timeout
from shared.observability import count, logger
from shared.settings import StageSettings
from shared.tries import Tries
from shared.trouble import NobodyToTell, Waiting, costs_no_try

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_LONGEST_DELAY = 900  # seconds
_LONGEST_TROUBLE = 24 * 3600  # seconds since the message was sent


class TriesUsedUp(Exception):
    """Of a message that was to be ended in an earlier receive: how its last try ended was not kept."""


@dataclass(frozen=True, slots=True)
class StageQueue:
    """`work` handles one message's body; `give_up` announces that the message ends with an error."""

    client: SQSClient
    settings: StageSettings
    tries: Tries
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
        try:
            self._receive(record, context)
        except Exception as error:  # logged, counted and raised again: the message stays in the queue
            told: dict[str, Any] = {"receive": _receive_of(record), "message_id": record.message_id}
            if isinstance(error, Waiting):
                count("MessagesWaiting")
                logger.info("message waits", reason=str(error), **told)
            else:
                count("MessagesFailed")
                logger.exception("message failed", costs_no_try=costs_no_try(error), **told)
            self._return_to_queue(record)
            raise
        finally:
            logger.set_correlation_id(None)

    def _receive(self, record: SQSRecord, context: LambdaContext | None) -> None:
        """Works on the message, or ends it. Raises what is worth another receive."""
        receive = _receive_of(record)
        number = 1 if receive == 1 else self.tries.begin(record.message_id, receive)
        if number > self.settings.tries:
            self._end(record, TriesUsedUp("each try failed or ended without a word; the function's log says more"))
            return
        try:
            with before_timeout(context):
                self.work(record.body)
        except Exception as error:
            if costs_no_try(error):
                if receive > 1:
                    self.tries.cost_nothing(record.message_id, receive)
                last = _age(record) >= _LONGEST_TROUBLE
            else:
                last = self.tries.begin(record.message_id, receive) == self.settings.tries
            if not last:
                raise
            self._end(record, error)

    def _end(self, record: SQSRecord, error: Exception) -> None:
        count("MessagesGivenUp")
        logger.error("message given up", exc_info=error, message_id=record.message_id)
        try:
            self.give_up(record.body, error)
        except NobodyToTell as nobody:
            logger.warning("nobody can be told", reason=str(nobody), message_id=record.message_id)
        reason = ascii(f"{type(error).__name__}: {error}")[1:-1][:1000]  # SQS refuses some characters
        self.client.send_message(
            QueueUrl=self.settings.dlq_url,
            MessageBody=record.body,
            MessageAttributes={"error": {"DataType": "String", "StringValue": reason}},
        )

    def _return_to_queue(self, record: SQSRecord) -> None:
        # Without this the message would stay hidden for the queue's whole visibility timeout (18 minutes for variants).
        delay = min(_LONGEST_DELAY, self.settings.retry_base_seconds << (_receive_of(record) - 1))
        self.client.change_message_visibility(
            QueueUrl=self.settings.queue_url, ReceiptHandle=record.receipt_handle, VisibilityTimeout=delay
        )


def _receive_of(record: SQSRecord) -> int:
    return int(record.attributes.approximate_receive_count or 1)


def _age(record: SQSRecord) -> float:
    """Seconds since the message was sent."""
    return time.time() - int(record.attributes.sent_timestamp or 0) / 1000
