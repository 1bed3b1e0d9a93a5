from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from local.stack import LocalStack, local_aws
from tests.pipeline.pipeline import Pipeline


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs all pipeline tests, so that one local AWS serves them."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("pipeline"))
