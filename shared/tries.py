"""Counts a message's tries apart from its receives, of which SQS counts every one.

A receive is written down before the work begins and crossed out if it ended in trouble that costs no try. What stays
was a try: one that failed for a reason of its own, or one whose function died in it and could cross out nothing. The
first receive is written down only when it has failed: nearly all messages need no other, and cost no request.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from shared.campaigns import MESSAGE_PREFIX

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEPT_SECONDS = 5 * 24 * 3600  # a queue keeps its messages 4 days


class Tries:
    """One item per message, with the set of its receives: to add or remove a member twice changes nothing, so that
    a request may be repeated whose answer was lost.
    """

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def begin(self, message_id: str, receive: int) -> int:
        """The number of the try that begins with this receive, from 1."""
        expires = str(int(time.time()) + _KEPT_SECONDS)
        answer = self._update(
            message_id,
            UpdateExpression="ADD receives :this SET expires_at = :expires",
            ExpressionAttributeValues={":this": {"NS": [str(receive)]}, ":expires": {"N": expires}},
            ReturnValues="ALL_NEW",
        )
        return len(answer["Attributes"]["receives"]["NS"])

    def cost_nothing(self, message_id: str, receive: int) -> None:
        """The receive was no try after all."""
        self._update(
            message_id,
            UpdateExpression="DELETE receives :this",
            ExpressionAttributeValues={":this": {"NS": [str(receive)]}},
        )

    def _update(self, message_id: str, **update: Any) -> Any:
        key = {"campaign_id": {"S": f"{MESSAGE_PREFIX}{message_id}"}, "sk": {"S": "TRIES"}}
        return self._client.update_item(TableName=self._table, Key=key, **update)
