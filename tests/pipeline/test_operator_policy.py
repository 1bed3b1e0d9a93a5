"""The policy in docs/policies/ is enough for everything an operator does with `creative`, and for nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError
from typer.testing import CliRunner, Result

from cli.main import app
from local.emulator import ACCOUNT
from tests.pipeline.briefs import brief
from tests.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from mypy_boto3_iam import IAMClient

_POLICY = Path(__file__).parents[2] / "docs" / "policies" / "operator.json"
# The emulator lacks the action, and does not know of which queue it is asked before it says so.
_MOVING = {"Effect": "Allow", "Action": "sqs:StartMessageMoveTask", "Resource": "*"}


@pytest.fixture
def operator(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The environment of somebody who has this policy alone, as its document says."""
    stack, outputs = pipeline.stack, pipeline.stack.outputs
    names = {"REGION": stack.region, "ACCOUNT": ACCOUNT, "STACK": "local", "BUCKET": str(outputs["bucket"])}
    text = _POLICY.read_text()
    for placeholder, name in names.items():
        text = text.replace(placeholder, name)
    document = json.loads(text)
    document["Statement"].append(_MOVING)
    iam: IAMClient = stack.client("iam")
    iam.create_user(UserName="operator")
    iam.put_user_policy(UserName="operator", PolicyName="operator", PolicyDocument=json.dumps(document))
    key = iam.create_access_key(UserName="operator")["AccessKey"]
    for name, value in {
        "AWS_ENDPOINT_URL": stack.endpoint_url,
        "AWS_DEFAULT_REGION": stack.region,
        "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
        "CREATIVE_BUCKET": names["BUCKET"],
        "CREATIVE_TABLE": str(outputs["table"]),
        "CREATIVE_BUS": str(outputs["busName"]),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    yield
    iam.delete_access_key(UserName="operator", AccessKeyId=key["AccessKeyId"])
    iam.delete_user_policy(UserName="operator", PolicyName="operator")
    iam.delete_user(UserName="operator")


def _run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, (arguments, result.stdout, result.stderr)
    return result


@pytest.mark.usefixtures("operator")
def test_an_operator_finds_looks_into_and_heals_what_failed_and_adds_up_the_costs(
    pipeline: Pipeline, tmp_path: Path
) -> None:
    copies = f"arn:aws:s3:::{pipeline.bucket}/output/*/generated/healed-lamp-0.png"
    with pipeline.denied("generator", "s3:PutObject", copies):
        outcome = pipeline.run(brief("Healed", "Healed Lamp", formats=["twitter-card"]), "healed.json")
    pipeline.wait_for_dead_letters("generator", 1)
    campaign_id = outcome.campaign_id
    assert campaign_id in _run("list", "--status", "failed").stdout
    assert "generation_failed" in CliRunner().invoke(app, ["status", campaign_id]).stdout
    assert "Healed Lamp" in _run("dlq", "list").stdout
    assert "AccessDenied" in _run("dlq", "show", "generator").stdout
    _run("redrive", campaign_id, "--yes")
    pipeline.wait_until_idle()
    _run("redrive", "--stage", "generator", "--yes")
    pipeline.wait_until_idle()
    assert pipeline.dead_letters() == {}
    assert pipeline.campaigns.whole(campaign_id)[0].status == "completed"
    assert campaign_id in _run("costs").stdout
    _run("download", campaign_id, "--to", str(tmp_path / "healed"))
    pipeline.listen()


@pytest.mark.usefixtures("operator")
def test_an_operator_submits_under_an_id_of_their_own(pipeline: Pipeline, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(brief("Own", "Own Lamp", formats=["twitter-card"])))
    assert _run("submit", str(path), "--id", "own-26", "--yes").stdout.strip() == "own-26"
    pipeline.wait_until_idle()
    assert pipeline.campaigns.whole("own-26")[0].status == "completed"
    pipeline.listen()


@pytest.mark.usefixtures("operator")
def test_an_operator_cancels_what_is_on_its_way_and_deletes_it(pipeline: Pipeline) -> None:
    pipeline.stack.image_model.delay_next(5, when="Unwanted Lamp")
    upload = pipeline.upload(brief("Unwanted", "Unwanted Lamp", formats=["twitter-card"]), "unwanted.json")
    while not (found := _run("list", "--status", "processing", "--json").stdout) or "Unwanted" not in found:
        time.sleep(0.1)
    [campaign_id] = [each["campaign_id"] for each in json.loads(found) if each["name"] == "Unwanted"]
    told = _run("cancel", campaign_id, "--yes")
    assert "stops     1 product of 1" in told.stdout
    assert pipeline.outcome(upload).once_each().data("ProductFailed")[0]["code"] == "cancelled"
    told = _run("delete", campaign_id, "--yes")
    assert "existing-assets/" in told.stdout
    assert f"{campaign_id} was deleted on" in told.stdout
    assert "was deleted on" in _run("status", campaign_id).stdout


@pytest.mark.usefixtures("operator")
@pytest.mark.parametrize(
    ("service", "call", "arguments"),
    [
        ("s3", "put_object", {"Bucket": "{bucket}", "Key": "input/campaign-briefs/x.json"}),
        ("s3", "put_object", {"Bucket": "{bucket}", "Key": "output/x/manifest.json"}),
        ("s3", "delete_object", {"Bucket": "{bucket}", "Key": "output/x/generated/x.png"}),
        ("s3", "delete_object", {"Bucket": "{bucket}", "Key": "output/x/generated/x.png", "VersionId": "v"}),
        ("dynamodb", "scan", {"TableName": "{table}"}),
        ("sqs", "receive_message", {"QueueUrl": "{generator}"}),
        ("sqs", "purge_queue", {"QueueUrl": "{generator}-dlq"}),
    ],
)
def test_an_operator_can_neither_write_elsewhere_nor_delete_objects_nor_scan_nor_take_from_the_queues_of_stages(
    pipeline: Pipeline, service: Any, call: str, arguments: dict[str, Any]
) -> None:
    outputs = pipeline.stack.outputs
    names = {"bucket": outputs["bucket"], "table": outputs["table"], "generator": outputs["queueUrls"]["generator"]}
    filled = json.loads(json.dumps(arguments))
    for name, value in filled.items():
        filled[name] = value.format(**names) if isinstance(value, str) else value
    with pytest.raises(ClientError, match="AccessDenied"):
        getattr(boto3.Session().client(service), call)(**filled)
