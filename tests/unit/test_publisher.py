from __future__ import annotations

from typing import Any

import pytest

from shared.context import BriefReference
from shared.events import BriefRejected, BriefRejectedData, Event
from shared.problems import Problem
from shared.publisher import EventsNotPublished, Publisher
from tests.unit.campaign_samples import CREATED
from tests.unit.conftest import Account


def _events(count: int, found: str = "nothing") -> list[Event]:
    problem = Problem(pointer="/x", code="missing", found=found, expected="something")
    brief = BriefReference(bucket="b", key="k", version="v")
    return [
        BriefRejected.of(
            BriefRejectedData(
                campaign_id=f"c-{n}", brief=brief, problem_count=1, problems=(problem,), rejection_key="r"
            ),
            f"c-{n}",
            "v",
            CREATED,
        )
        for n in range(count)
    ]


class ScriptedBus:
    """An EventBridge that refuses entries by plan: for each request, the positions and the error code."""

    def __init__(self, *refusals: dict[int, str]) -> None:
        self.refusals = list(refusals)
        self.requests: list[list[str]] = []
        self.sizes: list[int] = []

    def put_events(self, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803 - boto3's spelling
        refused = self.refusals.pop(0) if self.refusals else {}
        self.requests.append([entry["Detail"] for entry in Entries])
        self.sizes.append(sum(len(entry["Detail"].encode()) for entry in Entries))
        results = [{"ErrorCode": refused[n], "ErrorMessage": "no"} if n in refused else {} for n in range(len(Entries))]
        return {"FailedEntryCount": len(refused), "Entries": results}


def test_events_arrive_with_source_type_and_the_envelope(account: Account) -> None:
    account.publisher("parser").publish(_events(1))
    [heard] = account.heard()
    assert (heard["source"], heard["detail-type"]) == ("creative-automation.parser", "BriefRejected")
    assert heard["detail"]["metadata"]["correlation_id"] == "c-0"
    assert heard["detail"]["metadata"]["event_version"] == "1.0"
    assert heard["detail"]["data"]["problems"][0]["pointer"] == "/x"


def test_the_same_fact_has_the_same_event_id_and_another_fact_another() -> None:
    first, second = _events(2), _events(2)
    assert [e.metadata.event_id for e in first] == [e.metadata.event_id for e in second]
    assert first[0].metadata.event_id != first[1].metadata.event_id


def test_twenty_five_events_go_out_in_tens() -> None:
    bus = ScriptedBus()
    Publisher(bus, "bus", "parser").publish(_events(25))  # type: ignore[arg-type]
    assert [len(request) for request in bus.requests] == [10, 10, 5]


def test_large_events_share_a_request_only_up_to_its_limit_of_bytes() -> None:
    bus = ScriptedBus()
    Publisher(bus, "bus", "parser").publish(_events(10, found="ü" * 40_000))  # type: ignore[arg-type]
    assert sum(len(request) for request in bus.requests) == 10
    assert max(bus.sizes) <= 256_000


def test_only_the_failed_entries_are_sent_again() -> None:
    bus = ScriptedBus({1: "InternalFailure", 3: "ThrottlingException"}, {0: "InternalFailure"})
    events = _events(5)
    Publisher(bus, "bus", "parser").publish(events)  # type: ignore[arg-type]
    details = [event.model_dump_json() for event in events]
    assert bus.requests == [details, [details[1], details[3]], [details[1]]]


def test_an_entry_that_no_retry_can_help_is_an_error_at_once() -> None:
    bus = ScriptedBus({0: "MalformedDetail"})
    with pytest.raises(EventsNotPublished, match="MalformedDetail"):
        Publisher(bus, "bus", "parser").publish(_events(1))  # type: ignore[arg-type]
    assert len(bus.requests) == 1


def test_a_bus_that_keeps_failing_is_an_error() -> None:
    bus = ScriptedBus(*[{0: "InternalFailure"}] * 4)
    with pytest.raises(EventsNotPublished, match="InternalFailure"):
        Publisher(bus, "bus", "parser").publish(_events(1))  # type: ignore[arg-type]
    assert len(bus.requests) == 4
