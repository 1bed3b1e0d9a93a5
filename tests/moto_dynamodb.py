"""What moto's DynamoDB lacks for many people at once, and for large campaigns.

It copies the whole table once for each item of a transaction, to take it back if one fails: a hundred times for a
large campaign, which is most of the time of many tests. Once is enough. And it lets one call write into what another
one is copying, where DynamoDB carries out each call as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import RLock
from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.responses import DynamoHandler


class _CopiedOnce(list[dict[str, Any]]):
    """A transaction's items; the first walk over them, in which moto copies, meets each table once."""

    copied = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        if self.copied:
            return super().__iter__()
        self.copied = True
        tables = {next(iter(item.values()))["TableName"]: item for item in super().__iter__()}
        return iter(tables.values())


def copy_each_table_once() -> None:
    transact = DynamoDBBackend.transact_write_items

    def transact_write_items(self: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
        transact(self, _CopiedOnce(transact_items))

    DynamoDBBackend.transact_write_items = transact_write_items  # type: ignore[method-assign]


def carry_out_one_call_at_a_time() -> None:
    call_action, alone = DynamoHandler.call_action, RLock()

    def call_action_alone(self: DynamoHandler) -> Any:
        with alone:
            return call_action(self)

    DynamoHandler.call_action = call_action_alone  # type: ignore[method-assign]
