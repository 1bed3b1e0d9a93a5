from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from cli.failures import CommandFailed
from cli.local_run import LocalState, announced, only_one
from cli.target import Name, find_target

OUTPUTS = {"bucket": "stack-bucket", "table": "stack-table", "busArn": "arn:aws:events:eu-west-1:1:event-bus/b"}
WANTED: dict[Name, str | None] = {"bucket": None, "table": None}


class _Healthy(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/_ministack/health" else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def endpoint() -> Iterator[str]:
    """Something that answers as a local AWS does when it is asked whether it is there."""
    server = HTTPServer(("127.0.0.1", 0), _Healthy)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    return tmp_path / ".local" / "stack.json"


def _local(endpoint: str) -> LocalState:
    return LocalState(endpoint, "us-east-1", {"bucket": "local-bucket", "table": "local-table"})


def _pulumi(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A Pulumi CLI that does what `script` says, and nothing else on the path."""
    program = folder / "bin" / "pulumi"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


def test_options_come_before_the_environment_and_need_nothing_else(state_file: Path, tmp_path: Path) -> None:
    environment = {"CREATIVE_BUCKET": "e-bucket", "CREATIVE_TABLE": "e-table"}
    target = find_target(
        {"bucket": "o-bucket", "table": None}, None, environment=environment, state_file=state_file, root=tmp_path
    )
    assert (target.bucket, target.table, target.source) == ("o-bucket", "e-table", "options and environment")


def test_a_running_local_aws_comes_before_a_deployed_stack(
    endpoint: str, state_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pulumi(tmp_path, monkeypatch, f"echo '{json.dumps(OUTPUTS)}'")
    with announced(state_file, _local(endpoint)):
        target = find_target(WANTED, None, environment={}, state_file=state_file, root=tmp_path)
        named = find_target(WANTED, "dev", environment={}, state_file=state_file, root=tmp_path)
    assert (target.bucket, target.table, target.source) == (
        "local-bucket",
        "local-table",
        f"the local AWS at {endpoint}",
    )
    assert target.client("s3").meta.endpoint_url == endpoint
    assert named.bucket == "stack-bucket"


def test_the_state_file_stays_no_longer_than_the_local_aws(state_file: Path) -> None:
    with announced(state_file, _local("http://127.0.0.1:1")):
        assert state_file.exists()
    assert not state_file.exists()


def test_a_state_file_that_nothing_answers_for_is_stale(state_file: Path, tmp_path: Path) -> None:
    with (
        announced(state_file, _local("http://127.0.0.1:1")),
        pytest.raises(CommandFailed, match="has ended without a word: run `creative up` again") as failed,
    ):
        find_target(WANTED, None, environment={}, state_file=state_file, root=tmp_path)
    assert "local AWS at http://127.0.0.1:1" in str(failed.value)


def test_a_stale_state_file_stops_one_command_and_no_more(
    state_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not silently: the next thing that it works on is AWS."""
    _pulumi(tmp_path, monkeypatch, f"echo '{json.dumps(OUTPUTS)}'")
    with announced(state_file, _local("http://127.0.0.1:1")):
        with pytest.raises(CommandFailed, match="once more to work on AWS"):
            find_target(WANTED, None, environment={}, state_file=state_file, root=tmp_path)
        assert find_target(WANTED, None, environment={}, state_file=state_file, root=tmp_path).bucket == "stack-bucket"


def test_a_local_aws_that_runs_but_is_silent_keeps_its_state_file(state_file: Path, tmp_path: Path) -> None:
    with only_one(state_file), announced(state_file, _local("http://127.0.0.1:1")):
        with pytest.raises(CommandFailed, match="does not answer: see `creative up` in its terminal"):
            find_target(WANTED, None, environment={}, state_file=state_file, root=tmp_path)
        assert state_file.exists()


def test_a_stack_that_pulumi_can_not_tell_of_is_no_reason_to_start_a_local_aws(
    state_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandFailed) as failed:
        find_target({"bucket": None}, "prod", environment={}, state_file=state_file, root=tmp_path)
    assert str(failed.value).endswith("the Pulumi CLI is not installed; give --bucket, or mend that")


@pytest.mark.parametrize("text", ["{", "[]", '{"endpoint_url": "x"}'])
def test_a_broken_state_file_is_named_with_the_remedy(state_file: Path, tmp_path: Path, text: str) -> None:
    state_file.parent.mkdir()
    state_file.write_text(text)
    with pytest.raises(CommandFailed, match=r"stack\.json can't be read .*: remove it"):
        find_target(WANTED, None, environment={}, state_file=state_file, root=tmp_path)


def test_the_outputs_of_a_deployed_stack_name_bucket_table_and_region(
    state_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = '"$*" = "stack output --json --non-interactive --stack dev"'
    _pulumi(tmp_path, monkeypatch, f"[ {asked} ] && echo '{json.dumps(OUTPUTS)}'")
    target = find_target(WANTED, None, environment={}, state_file=state_file, root=tmp_path)
    assert (target.bucket, target.table, target.source) == (
        "stack-bucket",
        "stack-table",
        "the outputs of stack dev",
    )
    assert target.client("sts").meta.region_name == "eu-west-1"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 'error: no stack named dev found' >&2; exit 255", "says: no stack named dev found"),
        ("exit 3", "says: exit status 3"),
        ("echo 'not json'", "printed no JSON"),
        ("echo '{}'", "has no outputs yet: run `pulumi up --stack dev`"),
    ],
)
def test_what_the_pulumi_cli_can_not_tell_is_passed_on(
    state_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    _pulumi(tmp_path, monkeypatch, script)
    with pytest.raises(CommandFailed) as failed:
        find_target({"bucket": None}, None, environment={}, state_file=state_file, root=tmp_path)
    assert str(failed.value).startswith("no bucket to work on: --bucket and CREATIVE_BUCKET are not set; no local AWS")
    assert reason in str(failed.value)


def test_without_anything_everything_that_was_tried_is_said(
    state_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandFailed) as failed:
        find_target(WANTED, None, environment={}, state_file=state_file, root=tmp_path)
    assert str(failed.value) == (
        "no bucket and no table to work on: --bucket and CREATIVE_BUCKET are not set; "
        "--table and CREATIVE_TABLE are not set; no local AWS is running (no .local/stack.json); "
        "the Pulumi CLI is not installed; start `creative up` or deploy a stack"
    )


def test_a_stack_without_the_output_is_said(endpoint: str, state_file: Path, tmp_path: Path) -> None:
    state = LocalState(endpoint, "us-east-1", {"bucket": "b"})
    with announced(state_file, state), pytest.raises(CommandFailed, match=r"no output named table; .* give --table"):
        find_target(WANTED, None, environment={}, state_file=state_file, root=tmp_path)


@pytest.mark.parametrize("wanted", [{"bucket": "b"}, {"bucket": "b", "table": None}])
def test_a_name_that_is_given_means_aws_whatever_else_is_needed(
    endpoint: str, state_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: dict[Name, str | None]
) -> None:
    _pulumi(tmp_path, monkeypatch, f"echo '{json.dumps(OUTPUTS)}'")
    with announced(state_file, _local(endpoint)):
        target = find_target(wanted, None, environment={}, state_file=state_file, root=tmp_path)
    assert target.bucket == "b"
    assert target.client("s3").meta.endpoint_url != endpoint


def test_why_a_running_local_aws_is_not_asked_is_said(
    endpoint: str, state_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with announced(state_file, _local(endpoint)), pytest.raises(CommandFailed) as failed:
        find_target({"bucket": "b", "table": None}, None, environment={}, state_file=state_file, root=tmp_path)
    assert "the local AWS is not meant, for bucket is given" in str(failed.value)


def test_the_outputs_tell_what_the_stack_charges(endpoint: str, state_file: Path, tmp_path: Path) -> None:
    rates = {"generation": 0.5, "processing": 0.02, "variants": 0.1}
    outputs = {"bucket": "b", "rates": rates, "imageModel": "stability.sd3-5-large-v1:0"}
    state = LocalState(endpoint, "us-east-1", outputs)
    with announced(state_file, state):
        target = find_target({"bucket": None}, None, environment={}, state_file=state_file, root=tmp_path)
    assert (target.rates.estimate(["generate", "existing"]), target.rates_of) == (
        Decimal("0.74"),
        "at the stack's rates",
    )
    assert target.model_price == Decimal("0.08")
