from __future__ import annotations

import pytest

from services.parser.intake import Intake
from shared.costs import DEFAULT_RATES
from tests.unit.conftest import Account, Announcing


@pytest.fixture
def intake(account: Account) -> Announcing:
    stage = account.stage("parser")
    return Announcing(stage, Intake(stage, DEFAULT_RATES))
