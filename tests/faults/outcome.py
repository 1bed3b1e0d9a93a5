"""What a run has left behind, without what may differ between two runs: times, and who came last of several."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shared.campaigns import BRIEF_PREFIX, HISTORY_PREFIX
from shared.events import EVENTS
from tests.faults.account import Account
from tests.faults.books import Books, books

# Not a lease, a message's tries, a day's budget.
_OF_A_CAMPAIGN = re.compile(f"({BRIEF_PREFIX}|{HISTORY_PREFIX})?[a-z0-9-]+")
# Times and causes, what may have been paid (who died in a call can't know, and says so), names of versions.
_PASSING = re.compile("_at$|^at$|^causation_id$|^possibly_paid$|^unanswered$|^(asset_|logo_)version$|^version_id$")


@dataclass(frozen=True)
class Outcome:
    """`objects` has each object's MD5, or what its JSON says; `events` what each event says, by its id.

    `payments` counts the pictures that the model drew, by the request for them; `discrepancies` are those of the books
    from these.
    """

    rows: dict[str, Any]
    objects: dict[str, Any]
    events: dict[str, Any]
    dead_letters: dict[str, Any]
    payments: Counter[str]
    books: Books
    discrepancies: tuple[str, ...]

    @property
    def kinds(self) -> Counter[str]:
        return Counter(name.split()[0] for name in self.events)

    def differences(self, clean: Outcome) -> list[str]:
        """In words; none where this run came to the same as a clean one. Payments are the caller's to judge."""
        return [
            *_differing("row", self.rows, clean.rows),
            *_differing("object", self.objects, clean.objects),
            *_differing("event", self.events, clean.events),
            *_differing("dead letters of", self.dead_letters, clean.dead_letters),
            *self.discrepancies,
        ]


def outcome(account: Account) -> Outcome:
    rows = account.rows()
    accounts = books(rows)
    return Outcome(
        rows=dict(_rows(rows)),
        objects=dict(_objects(account)),
        events=dict(map(_event, account.heard())),
        dead_letters=dict(account.dead_letters()),
        payments=Counter(call.body for call in account.model.paid),
        books=accounts,
        discrepancies=tuple(accounts.discrepancies(account.model.paid)),
    )


def _rows(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    for row in rows:
        campaign_id, sk = row["campaign_id"]["S"], row["sk"]["S"]
        if _OF_A_CAMPAIGN.fullmatch(campaign_id):
            if sk != "META":
                row.pop("settlement", None)  # that of the campaign, where this product came last
            yield f"{campaign_id} {sk}", _lasting(row)


def _objects(account: Account) -> Iterator[tuple[str, Any]]:
    for page in account.s3.get_paginator("list_objects_v2").paginate(Bucket=account.bucket):
        for entry in page.get("Contents", []):
            if entry["Key"].endswith(".json"):
                body = json.loads(account.s3.get_object(Bucket=account.bucket, Key=entry["Key"])["Body"].read())
                yield entry["Key"], _lasting(body)
                yield from _as_named(account, body)
            else:
                yield entry["Key"], entry["ETag"]


def _as_named(account: Account, manifest: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The MD5 of the very version of each picture that a manifest names."""
    for product in manifest.get("products", []):
        generated = [product["image"]] if product.get("image") else []
        for made in [*generated, *product.get("variants", [])]:
            version = {"Key": made["key"], "VersionId": made["version_id"]}
            yield (
                f"{made['key']}, as its manifest names it",
                account.s3.head_object(Bucket=account.bucket, **version)["ETag"],
            )


def _event(event: dict[str, Any]) -> tuple[str, Any]:
    EVENTS[event["detail-type"]].model_validate(event["detail"])
    return f"{event['detail-type']} {event['detail']['metadata']['event_id']}", _lasting(event["detail"])


def _lasting(plain: Any) -> Any:
    """Without what differs from run to run."""
    if isinstance(plain, dict):
        return {name: _lasting(value) for name, value in plain.items() if not _PASSING.search(name)}
    return [_lasting(value) for value in plain] if isinstance(plain, list) else plain


def _differing(kind: str, found: dict[str, Any], clean: dict[str, Any]) -> Iterator[str]:
    for name in sorted(found.keys() | clean.keys()):
        if name not in found:
            yield f"{kind} {name} is missing"
        elif name not in clean:
            yield f"{kind} {name} is too much"
        elif found[name] != clean[name]:
            yield f"{kind} {name} differs{_where(found[name], clean[name])}"


def _where(found: Any, clean: Any) -> str:
    """The first place at which two values differ, and how."""
    if isinstance(found, dict) and isinstance(clean, dict):
        for name in sorted(found.keys() | clean.keys()):
            if found.get(name) != clean.get(name):
                return f"/{name}{_where(found.get(name), clean.get(name))}"
    return f": {str(found)[:80]} instead of {str(clean)[:80]}"
