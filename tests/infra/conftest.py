from __future__ import annotations

import warnings

import pytest

with warnings.catch_warnings():
    # Its own deprecated classes warn when they are defined; that we use none of them, later warnings would tell.
    warnings.filterwarnings("ignore", ".*has been deprecated in favor of.*", DeprecationWarning)
    from pulumi_aws.lambda_ import Function  # noqa: F401
    from pulumi_aws.s3 import Bucket  # noqa: F401

from tests.infra.recorded import Graph, deploy


@pytest.fixture(scope="session")
def dev() -> Graph:
    return deploy("dev")


@pytest.fixture(scope="session")
def prod() -> Graph:
    return deploy("prod")


@pytest.fixture(scope="session")
def local() -> Graph:
    return deploy("local")
