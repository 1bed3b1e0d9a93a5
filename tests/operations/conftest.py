from __future__ import annotations

from collections.abc import Iterator

import pytest

from local.imagemodel.server import BedrockStandIn
from tests.operations.stages import Stages
from tests.unit.conftest import Account, account

__all__ = ["account"]


@pytest.fixture(scope="session")
def bedrock() -> Iterator[BedrockStandIn]:
    with BedrockStandIn() as running:
        yield running


@pytest.fixture
def stages(account: Account, bedrock: BedrockStandIn) -> Stages:
    bedrock.forget()
    return Stages(account, bedrock)
