"""What the stand-in does with one InvokeModel request, apart from HTTP."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from local.imagemodel import families
from local.imagemodel.calls import Call, CallLog
from local.imagemodel.families.order import Family, Order
from local.imagemodel.faults import Fault, Faults
from local.imagemodel.picture import draw
from local.imagemodel.refusals import Refused


class ConnectionDropped(Exception):
    """A "drop" fault: the caller gets no answer."""


class Invocations:
    """`retired` model ids answer as past their end of life; none by default, so that each family can be tried."""

    def __init__(self, retired: Collection[str] = ()) -> None:
        self.calls = CallLog()
        self.faults = Faults()
        self.retired = frozenset(retired)
        self.closing = threading.Event()

    def invoke(self, model_id: str, body: bytes) -> dict[str, object]:
        """The answer's JSON. Raises Refused or ConnectionDropped; every call is recorded, whatever becomes of it.

        Recorded as soon as its outcome is certain: a caller who gives up waiting has been charged by then.
        """
        call = Call(model_id, "", body.decode("utf-8", "replace"), datetime.now(UTC), "picture")
        try:
            model, family = families.find(model_id)
            if model_id in self.retired:
                raise Refused("ResourceNotFoundException")
            order = family.order(model, body)
            call = replace(call, prompt=order.prompt)
            fault = self.faults.take(model_id, order.prompt)
            instead = _instead(fault, family, order)
        except Refused as refused:
            self.calls.add(replace(call, outcome=refused.code))
            raise
        if instead is not None:
            self.calls.add(replace(call, outcome="filtered"))
            return instead
        dropped = fault is not None and fault.kind == "drop"
        self.calls.add(replace(call, delivered=not dropped))
        answer = family.answer(order, draw(order))
        if dropped:
            raise ConnectionDropped
        if fault is not None:
            self.closing.wait(fault.seconds)
        return answer


def _instead(fault: Fault | None, family: Family, order: Order) -> dict[str, object] | None:
    """What is answered in place of a picture, if anything. Raises Refused."""
    if fault is not None and fault.kind == "error":
        details: dict[str, object] = {"originalStatusCode": fault.original_status} if fault.original_status else {}
        raise Refused(str(fault.code), fault.message, details)
    if fault is not None and fault.kind == "filter":
        return family.filtered(order, fault.reason)
    return None
