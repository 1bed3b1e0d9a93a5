"""Queues and their policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


def _sqs(context: Context) -> SQSClient:
    client: SQSClient = context.clients("sqs")
    return client


def _queue(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("name", name)
    attributes = inputs.pick(
        VisibilityTimeout="visibilityTimeoutSeconds",
        MessageRetentionPeriod="messageRetentionSeconds",
        ReceiveMessageWaitTimeSeconds="receiveWaitTimeSeconds",
        RedrivePolicy="redrivePolicy",
        SqsManagedSseEnabled="sqsManagedSseEnabled",
    )
    texts = {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in attributes.items()}
    queue = _sqs(context).create_queue(QueueName=name, Attributes=texts)  # type: ignore[arg-type]
    return Applied(queue["QueueUrl"], {"url": queue["QueueUrl"], "name": name, "arn": context.arn("sqs", name)})


def _attribute(attribute: str, key: str) -> Applier:
    def apply(context: Context, _name: str, inputs: Inputs) -> Applied:
        url = inputs.need("queueUrl")
        _sqs(context).set_queue_attributes(QueueUrl=url, Attributes={attribute: inputs.document(key)})  # type: ignore[dict-item]
        return Applied(url)

    return apply


RESOURCES: dict[str, Applier] = {
    "aws:sqs/queue:Queue": _queue,
    "aws:sqs/queuePolicy:QueuePolicy": _attribute("Policy", "policy"),
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": _attribute("RedriveAllowPolicy", "redriveAllowPolicy"),
}
