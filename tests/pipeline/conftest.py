from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from local.people import sign_up
from local.stack import LocalStack, local_aws
from tests.pipeline.caller import Caller
from tests.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """The repository's own program, applied to the local AWS, once for all pipeline tests."""
    with local_aws(log_dir=tmp_path_factory.mktemp("local-aws")) as running:
        yield running


@pytest.fixture(scope="session")
def ear(stack: LocalStack) -> Iterator[Pipeline]:
    with Pipeline.listening(stack) as pipeline:
        yield pipeline


@pytest.fixture
def pipeline(ear: Pipeline) -> Iterator[Pipeline]:
    """The whole pipeline; a test that leaves a message in any queue, or an event unread, fails."""
    ear.stack.image_model.forget()
    yield ear
    ear.stack.check()
    ear.wait_until_idle()
    assert ear.dead_letters() == {}


def _signed_in(stack: LocalStack, email: str, group: str) -> dict[str, str]:
    person = sign_up(stack, email, group)
    cognito: CognitoIdentityProviderClient = stack.client("cognito-idp")
    answer = cognito.initiate_auth(
        ClientId=stack.outputs["userPoolClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person.email, "PASSWORD": person.password},
    )["AuthenticationResult"]
    return {"access": answer["AccessToken"], "id": answer["IdToken"]}


@pytest.fixture(scope="session")
def tokens(stack: LocalStack) -> dict[str, str]:
    return _signed_in(stack, "ann@example.com", "marketer")


@pytest.fixture(scope="session")
def olga(stack: LocalStack) -> Caller:
    """An operator."""
    return Caller(stack.outputs["apiUrl"], _signed_in(stack, "olga@example.com", "operator")["access"])


@pytest.fixture
def ann(stack: LocalStack, tokens: dict[str, str]) -> Caller:
    return Caller(stack.outputs["apiUrl"], tokens["access"])


@pytest.fixture
def nobody(stack: LocalStack) -> Caller:
    return Caller(stack.outputs["apiUrl"], None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs all pipeline tests, so that one local AWS serves them."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("pipeline"))
