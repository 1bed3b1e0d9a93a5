"""Rows of briefs of which there is no campaign: not yet, not ever, or not any more.

BRIEF#summer-26  STANDING   submitted   uploaded under this id; the parser has not seen it yet
                            rejected    refused: the problems lie in the bucket
                            deleting    deleted, and what was made of it is being removed (by the sweeper)
                            deleted     a tombstone, for as long as campaigns are kept

Keys of their own: where a campaign's row is looked for, every version of this code expects one that was accepted.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal, get_args

from shared import keys
from shared.campaigns import BRIEF_PREFIX, items
from shared.campaigns.transactions import written
from shared.context import BriefReference
from shared.events import Rejection
from shared.frozen import Frozen, Timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BriefStatus = Literal["submitted", "rejected"]
Tombstone = Literal["deleting", "deleted"]

_SK = "STANDING"
_STATUS = "campaign_status"  # by which the table's index lists campaigns, too


class BriefRow(Frozen):
    """`created_at` is when it came to stand as it does; `name` is the campaign's, or that of its file.

    `requested_by` is the user of the API who submitted it. `problem_count` and `rejection_key` are a rejected one's.
    `swept_at`: when the sweeper last told the parser of it again. A tombstone has no name; `deleted_by` is a user of
    the API, or an ARN.
    """

    campaign_id: str
    status: BriefStatus | Tombstone
    name: str
    brief: BriefReference
    created_at: Timestamp
    requested_by: str | None = None
    problem_count: int = 0
    rejection_key: str | None = None
    swept_at: Timestamp | None = None
    deleted_by: str | None = None
    request_id: str | None = None

    @property
    def deleted(self) -> bool:
        return self.status in get_args(Tombstone)

    @property
    def told(self) -> str:
        """That it was deleted, when and by whom."""
        by = f" by {self.deleted_by}" if self.deleted_by else ""
        return f"{self.campaign_id} was deleted on {self.created_at:%Y-%m-%d at %H:%M} UTC{by}"


def brief_key(campaign_id: str) -> items.Item:
    return items.key(f"{BRIEF_PREFIX}{campaign_id}", _SK)


def _unaccepted() -> dict[str, Any]:
    """The condition that no campaign was made of it, and that it is not deleted."""
    statuses: dict[str, object] = {f":{status}": status for status in get_args(BriefStatus)}
    return {
        "ConditionExpression": f"attribute_not_exists({_STATUS}) OR {_STATUS} IN ({', '.join(statuses)})",
        "ExpressionAttributeValues": items.values(statuses),
    }


def taken_up(table: str, campaign_id: str) -> Any:
    """The write by which an accepted campaign takes over from its brief's row."""
    return {"Delete": {"TableName": table, "Key": brief_key(campaign_id), **_unaccepted()}}


class BriefRows:
    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def find(self, campaign_id: str) -> BriefRow | None:
        key = brief_key(campaign_id)
        item = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return _row(item, campaign_id) if item else None

    def submit(self, row: BriefRow) -> None:
        """Keep that it was submitted, unless the parser has seen it already, or an earlier try has said so."""
        put = self._put(row) | {"ConditionExpression": "attribute_not_exists(sk)"}
        written(self._client, [self._no_campaign(row.campaign_id), {"Put": put}])

    def reject(self, rejection: Rejection, name: str) -> None:
        """Keep that it was refused, unless it is a campaign meanwhile, or deleted."""
        row = BriefRow(
            campaign_id=rejection.campaign_id,
            status="rejected",
            name=name,
            brief=rejection.brief,
            created_at=rejection.rejected_at,
            problem_count=len(rejection.problems),
            rejection_key=keys.rejection(rejection.campaign_id),
        )
        written(self._client, [self._no_campaign(row.campaign_id), {"Put": self._put(row) | _unaccepted()}])

    def take_up(self, campaign_id: str) -> None:
        """Remove the row of a campaign that was accepted by code which knew of none."""
        written(self._client, [taken_up(self._table, campaign_id)])

    def delete(self, tombstone: BriefRow, settlement: int | None) -> bool:
        """Whether it takes the place of the campaign that was settled so often, and of the brief's row.

        `settlement` None: where there is no campaign.
        """
        campaign = self._no_campaign(tombstone.campaign_id)
        if settlement is not None:
            values: dict[str, object] = {":processing": "processing", ":settlement": settlement}
            settled = {
                "TableName": self._table,
                "Key": items.key(tombstone.campaign_id, items.META),
                "ConditionExpression": f"{_STATUS} <> :processing AND settlement = :settlement",
                "ExpressionAttributeValues": items.values(values),
            }
            campaign = {"Delete": settled}
        return written(self._client, [campaign, {"Put": self._put(tombstone) | _unaccepted()}])

    def end_deletion(self, campaign_id: str) -> None:
        """Nothing is left of it but the tombstone."""
        with suppress(self._client.exceptions.ConditionalCheckFailedException):
            self._client.update_item(
                TableName=self._table,
                Key=brief_key(campaign_id),
                UpdateExpression=f"SET {_STATUS} = :deleted",
                ConditionExpression=f"{_STATUS} = :deleting",
                ExpressionAttributeValues=items.values({":deleted": "deleted", ":deleting": "deleting"}),
            )

    def _put(self, row: BriefRow) -> dict[str, Any]:
        plain = {name: value for name, value in dict(row).items() if value is not None}
        plain[_STATUS], plain["campaign_name"] = plain.pop("status"), plain.pop("name")
        plain["expires_at"] = int((row.created_at + items.RETENTION).timestamp())
        return {"TableName": self._table, "Item": {**items.values(plain), **brief_key(row.campaign_id)}}

    def _no_campaign(self, campaign_id: str) -> Any:
        check = {"Key": items.key(campaign_id, items.META), "ConditionExpression": "attribute_not_exists(sk)"}
        return {"ConditionCheck": {"TableName": self._table, **check}}


def _row(item: items.Item, campaign_id: str) -> BriefRow:
    plain = items.plain(item)
    own = {"campaign_id": campaign_id, "status": plain[_STATUS], "name": plain["campaign_name"]}
    return BriefRow.read_plain({**plain, **own})
