from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.unit.conftest import Account
from tests.unit.stage_queue.bench import Bench


@pytest.fixture
def bench(account: Account) -> Iterator[Bench]:
    sqs = account.sqs
    made = Bench(account)

    def keep(params: dict[str, Any], **_: object) -> None:
        if params["VisibilityTimeout"]:  # the bench itself shows messages again at once
            made.delays.append(params["VisibilityTimeout"])

    sqs.meta.events.register("provide-client-params.sqs.ChangeMessageVisibility", keep)
    yield made
    sqs.meta.events.unregister("provide-client-params.sqs.ChangeMessageVisibility", keep)
