"""The command as a user runs it, on one AWS account in memory with real records of real campaigns."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
from typer.testing import CliRunner, _NamedTextIOWrapper

from cli.main import app
from services.parser.intake import Intake
from shared.context import BriefReference
from shared.costs import DEFAULT_RATES
from shared.events import Rejection
from shared.problems import Problem
from tests.unit.conftest import BUCKET, TABLE, Account, Announcing, account

__all__ = ["account"]

REJECTED_ID = "autumn-20261123-094500-beef01"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line to which a failed command comes; fails for a stack trace."""
        assert self.code == 1, (self.code, self.out, self.err)
        assert "Traceback" not in self.err
        return self.err.strip().splitlines()[-1]


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs `creative` in an empty folder, with nothing of this machine's configuration.

    With an `answer`, its input is a terminal at which somebody types that; `piped` comes from another program.
    """
    monkeypatch.chdir(tmp_path)
    for name in ("CREATIVE_BUCKET", "CREATIVE_TABLE", "CREATIVE_STACK", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "no-config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "no-credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    def creative(*arguments: str, answer: str | None = None, piped: str | None = None) -> Ran:
        with monkeypatch.context() as patched:
            patched.setattr(_NamedTextIOWrapper, "isatty", lambda _: answer is not None)
            result = CliRunner().invoke(app, list(arguments), input=answer or piped)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return creative


@pytest.fixture
def on_account(account: Account, monkeypatch: pytest.MonkeyPatch, run: Run) -> Account:
    """The account, with the environment that makes every command work on it."""
    del run  # it clears the variables that are set here
    monkeypatch.setenv("CREATIVE_BUCKET", BUCKET)
    monkeypatch.setenv("CREATIVE_TABLE", TABLE)
    return account


@pytest.fixture
def parser_at_work(on_account: Account) -> Iterator[None]:
    """The real parser, taking S3's notifications from a queue, in a thread of its own."""
    url = on_account.sqs.create_queue(QueueName="uploads")["QueueUrl"]
    arn = on_account.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    rules = {"Key": {"FilterRules": [{"Name": "prefix", "Value": "input/"}]}}
    notification = {"QueueArn": arn, "Events": ["s3:ObjectCreated:*"], "Filter": rules}
    configuration: Any = {"QueueConfigurations": [notification]}
    on_account.s3.put_bucket_notification_configuration(Bucket=BUCKET, NotificationConfiguration=configuration)
    intake, ended = _intake(on_account), threading.Event()

    def work() -> None:
        while not ended.is_set():
            for message in on_account.sqs.receive_message(QueueUrl=url, WaitTimeSeconds=0).get("Messages", []):
                intake.take(_with_version(message["Body"], on_account))
                on_account.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            ended.wait(0.05)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    ended.set()
    thread.join()


def _with_version(body: str, account: Account) -> str:
    """As S3 sends it: moto leaves the version out."""
    notification = json.loads(body)
    for record in notification.get("Records", []):
        entity = record["s3"]["object"]
        entity["versionId"] = account.s3.head_object(Bucket=BUCKET, Key=unquote_plus(entity["key"]))["VersionId"]
    return json.dumps(notification)


def _intake(account: Account) -> Announcing:
    stage = account.stage("parser")
    return Announcing(stage, Intake(stage, DEFAULT_RATES))


@contextmanager
def interrupted_when(happened: Callable[[], object]) -> Iterator[None]:
    """Ctrl-C as soon as something has happened in the block."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.05):
            if happened():
                signal.raise_signal(signal.SIGINT)
                return

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def reject(account: Account, campaign_id: str = REJECTED_ID) -> None:
    """What the parser leaves of a brief that it refuses."""
    problem = Problem(pointer="/max_cost", code="over_budget", found="1 USD", expected="at least 1.08 USD")
    rejection = Rejection(
        campaign_id=campaign_id,
        brief=BriefReference(bucket=BUCKET, key="input/campaign-briefs/autumn.json", version="v1"),
        rejected_at=datetime(2026, 11, 23, 9, 45, tzinfo=UTC),
        problems=(problem,),
    )
    account.put(f"output/rejected/{campaign_id}.json", rejection.model_dump_json().encode())
    account.briefs.reject(rejection, "autumn.json")


def write_brief(folder: Path, name: str = "summer.json", /, **fields: object) -> Path:
    brief = {
        "campaign_name": "Summer",
        "campaign_message": "Stay cool",
        "products": [{"name": "Bottle", "description": "Steel"}],
        **fields,
    }
    path = folder / name
    path.write_text(json.dumps(brief))
    return path
