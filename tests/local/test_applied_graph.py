"""The applied graph is a working AWS: an upload goes all the way through queue, function, bus and rule."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from local.applier.images import IMAGES_NOT_BUILT
from local.applier.storage import TLS_ONLY_BUCKET
from local.stack import BEDROCK_PERMISSIONS, LocalStack

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_logs import CloudWatchLogsClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient

BUCKET = "tiny-000000000000"


@pytest.fixture(scope="module")
def echo(stack: LocalStack) -> dict[str, Any]:
    """What the function announced about one upload."""
    s3: S3Client = stack.client("s3")
    s3.put_object(Bucket=BUCKET, Key="notes/hello world.txt.json", Body=b"not for the function")
    s3.put_object(Bucket=BUCKET, Key="hello.txt", Body=b"good morning")
    sqs: SQSClient = stack.client("sqs")
    for _ in range(6):
        answer = sqs.receive_message(QueueUrl=stack.outputs["outbox"], WaitTimeSeconds=5)
        if "Messages" in answer:
            detail: dict[str, Any] = json.loads(answer["Messages"][0]["Body"])["detail"]
            return detail
        stack.check()
    pytest.fail("no event arrived within 30 s")


def test_an_upload_reaches_the_function_and_its_event_the_queue_behind_the_rule(echo: dict[str, Any]) -> None:
    assert echo["text"] == "good morning"


def test_an_event_reaches_the_log_group_that_its_rule_has_as_a_target(stack: LocalStack, echo: dict[str, Any]) -> None:
    logs: CloudWatchLogsClient = stack.client("logs")
    deadline = time.monotonic() + 20
    while not (lines := logs.filter_log_events(logGroupName="/aws/events/echoes")["events"]):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert json.loads(lines[0]["message"])["detail"] == echo


def test_a_function_may_do_what_its_role_allows_and_nothing_else(echo: dict[str, Any]) -> None:
    assert echo["denied"] == "AccessDenied"


def test_nothing_of_the_users_shell_reaches_a_function(echo: dict[str, Any]) -> None:
    environment = echo["environment"]
    assert environment["GREETING"] == "hello"
    assert {"SECRET_OF_THE_SHELL", "AWS_PROFILE", "AWS_ENDPOINT_URL_S3", "LOG_LEVEL"}.isdisjoint(environment)


def test_bedrock_calls_of_a_function_reach_the_image_model(stack: LocalStack, echo: dict[str, Any]) -> None:
    assert echo["environment"]["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] == stack.image_model.url


def test_uploads_to_the_bucket_are_accelerated(stack: LocalStack) -> None:
    s3: S3Client = stack.client("s3")
    assert s3.get_bucket_accelerate_configuration(Bucket=BUCKET)["Status"] == "Enabled"


def test_the_outputs_of_the_program_are_plain_values(stack: LocalStack) -> None:
    assert stack.outputs["bucket"] == BUCKET
    assert stack.outputs["secret"] == "hello"
    assert stack.outputs["outbox"].startswith(stack.endpoint_url)


def test_the_region_is_the_one_of_the_stack(stack: LocalStack) -> None:
    functions: LambdaClient = stack.client("lambda")
    arn = functions.get_function_configuration(FunctionName="echo")["FunctionArn"]
    assert arn == "arn:aws:lambda:eu-west-1:000000000000:function:echo"


def test_what_is_not_realised_is_said_once(said: list[str]) -> None:
    prefix = "not realised locally: "
    differences = [line.removeprefix(prefix) for line in said if line.startswith(prefix)]
    assert sorted(differences) == sorted([BEDROCK_PERMISSIONS, IMAGES_NOT_BUILT, TLS_ONLY_BUCKET])
    assert said[-1].startswith("applied 18 resources of stack local in ")


def test_any_aws_client_can_use_the_endpoint(stack: LocalStack) -> None:
    script = "import boto3; print([b['Name'] for b in boto3.client('s3').list_buckets()['Buckets']])"
    environment = {
        "AWS_ENDPOINT_URL": stack.endpoint_url,
        "AWS_ACCESS_KEY_ID": stack.access_key,
        "AWS_SECRET_ACCESS_KEY": stack.secret_key,
        "AWS_DEFAULT_REGION": stack.region,
    }
    printed = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == f"['{BUCKET}']"
