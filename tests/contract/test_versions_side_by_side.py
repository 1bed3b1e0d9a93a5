"""While a version is rolled out, and on the way back to an older one, each reads what the other wrote."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from shared import events
from shared.campaigns import items
from shared.events import Rejection
from shared.frozen import Frozen
from shared.manifest import Manifest
from shared.stage import read_event
from tests.contract import samples
from tests.contract.unknown_fields import UNKNOWN, row_with_more, with_more
from tests.contract.yesterday import events as events_of_yesterday
from tests.contract.yesterday import reading, state

Plain = dict[str, Any]
Readers = dict[str, Callable[[Plain], BaseModel]]

YESTERDAY: Readers = {
    **dict.fromkeys(events_of_yesterday.EVENTS, lambda plain: reading.read_event(json.dumps(plain))),
    "row-campaign": reading.campaign_record,
    "row-ready": reading.product_record,
    "row-failed": reading.product_record,
    "manifest": lambda plain: state.Manifest.read_json(json.dumps(plain)),
    "rejection": lambda plain: state.Rejection.read_json(json.dumps(plain)),
}
TODAY: Readers = {
    **dict.fromkeys(events.EVENTS, lambda plain: read_event(json.dumps(plain), *events.EVENTS.values())),
    "row-campaign": items.campaign_record,
    "row-ready": items.product_record,
    "row-failed": items.product_record,
    "manifest": lambda plain: Manifest.read_json(json.dumps(plain)),
    "rejection": lambda plain: Rejection.read_json(json.dumps(plain)),
}


def _written_today() -> dict[str, Plain]:
    return samples.written()


def _written_yesterday() -> dict[str, Plain]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in samples.EXAMPLES.glob("*.json")}


def _differences(old: Any, new: Any, place: str) -> Iterator[str]:
    """Where a value that the older version knows is another one, or none, in the newer version."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name, value in old.items():
            if name not in new:
                yield f"{place}/{name} is gone"
            else:
                yield from _differences(value, new[name], f"{place}/{name}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differences(one, other, f"{place}/{index}")
    elif old != new:
        yield f"{place}: {old!r} became {new!r}"


@pytest.mark.parametrize("written", [_written_today, _written_yesterday])
def test_both_versions_read_the_same_from_what_either_wrote(written: Callable[[], dict[str, Plain]]) -> None:
    texts = written()
    assert set(YESTERDAY) <= set(texts) <= set(TODAY)
    for name, plain in texts.items():
        if name not in YESTERDAY:
            continue  # another detail-type: no rule of yesterday's takes it anywhere
        old, new = YESTERDAY[name](plain), TODAY[name](plain)
        assert list(_differences(old.model_dump(mode="json"), new.model_dump(mode="json"), name)) == []


@pytest.mark.parametrize("written", [_written_today, _written_yesterday])
@pytest.mark.parametrize("readers", [YESTERDAY, TODAY], ids=["read_yesterday", "read_today"])
def test_fields_that_a_version_does_not_know_change_nothing_of_what_it_reads(
    readers: Readers, written: Callable[[], dict[str, Plain]]
) -> None:
    for name, plain in written().items():
        if name not in readers:
            continue
        more = row_with_more(plain) if name.startswith("row-") else with_more(plain)
        assert readers[name](more) == readers[name](plain), name


def _models(value: object) -> Iterator[Frozen]:
    """A model and all that it is made of."""
    if isinstance(value, Frozen):
        yield value
        yield from _models([inner for _, inner in value])
    elif isinstance(value, dict | tuple | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _models(inner)


def test_what_is_written_today_is_made_of_known_fields_only() -> None:
    everything = [*samples.EVENTS, samples.MANIFEST, samples.REJECTION, samples.CAMPAIGN, samples.READY, samples.FAILED]
    for model in {type(model): model for model in _models(everything)}.values():
        fields = dict(model)
        with pytest.raises(ValidationError) as refused:
            type(model)(**fields, **UNKNOWN)
        assert [error["type"] for error in refused.value.errors()] == ["extra_forbidden"], type(model).__name__
