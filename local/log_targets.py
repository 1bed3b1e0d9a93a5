"""Log groups as targets of EventBridge rules, which the emulator does not know: a queue in between, and a carrier.

bus -> rule -> queue "{rule}-to-log-group" -> this process -> log group
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError

from local.clients import Clients

if TYPE_CHECKING:
    from mypy_boto3_logs import CloudWatchLogsClient
    from mypy_boto3_sqs import SQSClient

_STREAM = "events"


class LogTargets:
    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._groups: dict[str, str] = {}
        self._ending = threading.Event()

    def queue_for(self, rule: str, log_group_arn: str) -> str:
        """The ARN of the queue that takes the events of `rule` on their way to the log group."""
        sqs: SQSClient = self._clients("sqs")
        url = sqs.create_queue(QueueName=f"{rule}-to-log-group")["QueueUrl"]
        self._groups[url] = log_group_arn.split(":log-group:")[1].removesuffix(":*")
        return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]

    @contextmanager
    def carried(self) -> Iterator[None]:
        """Events reach their log groups within the block; what is still on its way at the end is dropped with it."""
        for url, group in self._groups.items():
            threading.Thread(target=self._carry, args=(url, group), name="log-target", daemon=True).start()
        try:
            yield
        finally:
            self._ending.set()

    def _carry(self, url: str, group: str) -> None:
        sqs: SQSClient = self._clients("sqs")
        logs: CloudWatchLogsClient = self._clients("logs")
        try:
            logs.create_log_stream(logGroupName=group, logStreamName=_STREAM)
            while not self._ending.is_set():
                answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=20)
                for message in answer.get("Messages", []):
                    event = {"timestamp": int(time.time() * 1000), "message": message["Body"]}
                    logs.put_log_events(logGroupName=group, logStreamName=_STREAM, logEvents=[event])  # type: ignore[list-item]
                    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        except BotoCoreError:
            return  # the emulator has been ended, or died: Emulator.check tells
