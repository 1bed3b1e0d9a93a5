"""What the stand-in does with one InvokeModel request, apart from HTTP, and its record of what would be paid for."""

from __future__ import annotations

import base64
import io
import threading
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from local.imagemodel import families
from local.imagemodel.families.order import Family, Order
from local.imagemodel.faults import Fault, Faults
from local.imagemodel.product_shot import shoot_product
from local.imagemodel.refusals import Refused


@dataclass(frozen=True, slots=True)
class Call:
    """One InvokeModel request.

    `outcome` is "picture", "filtered", or the code of the error that was answered; `delivered` is False where the
    connection was dropped on purpose: what was drawn is paid for all the same. `prompt` is "" where the body
    could not be read. `at` is UTC. `guardrail` is ID/VERSION, where it names one.
    """

    model_id: str
    prompt: str
    body: str
    at: datetime
    outcome: str
    delivered: bool = True
    guardrail: str = ""

    @property
    def paid(self) -> bool:
        """Bedrock charges for pictures that were drawn, not for refusals."""
        return self.outcome == "picture"


class Invocations:
    """`retired` model ids answer as past their end of life; none by default, so that each family can be tried.

    `calls` are in the order in which they were decided; `closing` ends every delay.
    """

    def __init__(self, retired: Collection[str] = ()) -> None:
        self.calls: list[Call] = []  # appended to by several threads, which a list allows
        self.faults = Faults()
        self.retired = frozenset(retired)
        self.closing = threading.Event()

    def invoke(self, model_id: str, body: bytes, guardrail: str = "") -> dict[str, object]:
        """The answer's JSON. Raises Refused, or ConnectionError where none shall be given.

        Every call is recorded as soon as its outcome is certain: who gives up waiting has been charged by then.
        """
        call = Call(model_id, "", body.decode("utf-8", "replace"), datetime.now(UTC), "picture", guardrail=guardrail)
        try:
            model, family = families.find(model_id)
            if model_id in self.retired:
                raise Refused("ResourceNotFoundException")
            order = family.order(model, body)
            call = replace(call, prompt=order.prompt)
            fault = self.faults.take(order.prompt)
            if fault is not None and fault.kind == "guardrail" and not guardrail:
                raise Refused("ValidationException", "a guardrail was to intervene, but the call names none")
            instead = _instead(fault, family, order)
        except Refused as refused:
            self.calls.append(replace(call, outcome=refused.code))
            raise
        if instead is not None:
            self.calls.append(replace(call, outcome="filtered"))
            return instead
        dropped = fault is not None and fault.kind == "drop"
        self.calls.append(replace(call, delivered=not dropped))
        answer = family.answer(order, [_drawn(order, order.seed + number) for number in range(order.count)])
        if dropped:
            raise ConnectionError("dropped, as asked")
        if fault is not None:
            self.closing.wait(fault.seconds)
        return answer


def _instead(fault: Fault | None, family: Family, order: Order) -> dict[str, object] | None:
    """What is answered in place of a picture, if anything. Raises Refused."""
    if fault is not None and fault.kind == "error":
        details: dict[str, object] = {"originalStatusCode": fault.original_status} if fault.original_status else {}
        raise Refused(fault.code, fault.message, details)
    if fault is not None and fault.kind == "guardrail":
        return {"amazon-bedrock-guardrailAction": "INTERVENED"}
    if fault is not None and fault.kind == "filter":
        return family.filtered(order, fault.reason)
    return None


@lru_cache(maxsize=4)  # tests of retries order the same picture hundreds of times
def _drawn(order: Order, seed: int) -> str:
    """The picture's file in base64; the same order and seed always give the same bytes."""
    image = shoot_product(order.prompt, seed, order.width, order.height).image
    file = io.BytesIO()
    if order.encoding == "JPEG":
        image.save(file, "JPEG", quality=92, subsampling=0)
    else:
        image.save(file, "PNG", compress_level=1)
    return base64.b64encode(file.getvalue()).decode("ascii")
