from __future__ import annotations

import subprocess
import sys

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ProfileNotFound

from cli.failures import explain
from local.failure import LocalAwsFailed
from tests.cli.conftest import Run
from tests.unit.conftest import Account

AWS = ("status", "summer", "--bucket", "b-bucket", "--table", "t-table")


@pytest.fixture
def outside(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The real boto3 of someone who has not signed in anywhere."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    return run


def test_missing_credentials_are_said_with_the_remedy(outside: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    assert "no usable AWS credentials" in outside(*AWS).complaint


def test_a_missing_region_is_said_with_the_remedy(outside: Run) -> None:
    assert outside(*AWS).complaint == "no AWS region: set AWS_DEFAULT_REGION, or a region in your AWS profile"


def test_an_endpoint_that_does_not_answer_is_named(outside: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    complaint = outside(*AWS).complaint
    assert complaint.startswith("the local AWS at http://127.0.0.1:1")
    assert "does not answer any more: start `creative up` again" in complaint


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("NoSuchBucket", "no such bucket: it; check --bucket"),
        ("ResourceNotFoundException", "no such table: why; check --table"),
        ("AccessDenied", "access denied for PutObject: why"),
        ("403", "access denied for PutObject: why"),
        ("ExpiredToken", "AWS does not accept these credentials (ExpiredToken): why; sign in again"),
        ("SlowDown", "AWS refused PutObject (SlowDown): why"),
    ],
)
def test_each_refusal_of_aws_is_one_line(code: str, line: str) -> None:
    error = ClientError({"Error": {"Code": code, "Message": "why", "BucketName": "it"}}, "PutObject")  # type: ignore[typeddict-unknown-key]
    assert (explain(error) or "").startswith(line)


def test_what_a_user_can_not_cause_is_not_explained_away() -> None:
    assert explain(ValueError("a bug")) is None
    assert explain(KeyError("bucket")) is None


def test_the_local_aws_and_botocore_speak_for_themselves() -> None:
    assert explain(LocalAwsFailed("port 4566 is busy")) == "the local AWS: port 4566 is busy"
    assert "no answer" in (explain(EndpointConnectionError(endpoint_url="http://x")) or "")
    assert "no usable AWS credentials" in (explain(ProfileNotFound(profile="x")) or "")


@pytest.mark.parametrize("arguments", [["--help"], ["validate", "--help"]])
def test_help_loads_neither_boto3_nor_pulumi_nor_the_local_aws(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom cli.main import app\n"
        f"try:\n    app({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print(sorted({'boto3', 'botocore', 'pulumi', 'pulumi_aws', 'local'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_validating_needs_no_boto3() -> None:
    program = (
        "import sys\nfrom cli.main import app\n"
        "try:\n    app(['validate', 'nowhere.json'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'boto3', 'botocore', 'pulumi', 'local'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("validate", "/dev/zero"), "/dev/zero: a device, no file"),
        (("list", "--since", "0001-01-01", "--table", "t"), "--since 0001-01-01: a day of this century is expected"),
        (("init", "no-folder/brief.yaml"), "no-folder/brief.yaml: there is no folder no-folder"),
    ],
)
def test_what_nobody_means_is_told_in_a_line(run: Run, words: tuple[str, ...], line: str) -> None:
    assert run(*words).complaint == line


def test_a_name_that_is_no_text_is_told_in_a_line(on_account: Account, run: Run) -> None:
    del on_account
    assert run("download", "caf\udce9").complaint == "'output/caf\\udce9/' is no UTF-8 text, as names on AWS are"
    assert run("download", "summer", "--bucket", "a b").complaint.startswith("no such bucket: its name has")
