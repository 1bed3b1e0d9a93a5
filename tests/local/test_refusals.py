"""What the local AWS can't do, it refuses by name, in one line."""

from __future__ import annotations

import re
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from local.failure import LocalAwsFailed
from local.stack import local_aws
from tests.local.conftest import TINY

Refusal = Callable[..., str]


@pytest.fixture
def refusal(tmp_path: Path) -> Refusal:
    """Applies a program of its own and returns the message it is refused with."""

    def refused(program: str, stack: str = "config: {}\n") -> str:
        (tmp_path / "Pulumi.yaml").write_text("name: small\nruntime: python\n")
        (tmp_path / "Pulumi.local.yaml").write_text(stack)
        (tmp_path / "__main__.py").write_text(f"import pulumi\nimport pulumi_aws as aws\n{program}\n")
        with pytest.raises(LocalAwsFailed) as failure, local_aws(root=tmp_path):
            pass
        return str(failure.value)

    return refused


def test_a_resource_type_that_nobody_applies_is_named(refusal: Refusal) -> None:
    message = refusal("aws.kms.Key('secrets', description='x')")
    assert message == "aws:kms/key:Key secrets: the local AWS can't apply this type: add it to local/applier/"


def test_an_input_that_nobody_reads_is_named(refusal: Refusal) -> None:
    message = refusal("aws.sqs.Queue('inbox', name='inbox', kms_master_key_id='alias/mine')")
    assert message == (
        "aws:sqs/queue:Queue inbox: the local AWS does not know the input kmsMasterKeyId: read it in local/applier/"
    )


def test_an_input_deep_inside_that_nobody_reads_is_named_with_its_path(refusal: Refusal) -> None:
    key = "{'attribute_name': 'a', 'key_type': 'HASH'}"
    index = f"{{'name': 'by-a', 'key_schemas': [{key}], 'projection_type': 'ALL', 'read_capacity': 5}}"
    message = refusal(
        "aws.dynamodb.Table('table', hash_key='a', billing_mode='PAY_PER_REQUEST',"
        f" attributes=[{{'name': 'a', 'type': 'S'}}], global_secondary_indexes=[{index}])"
    )
    assert "the input globalSecondaryIndexes[0].readCapacity" in message


def test_two_resources_of_one_name_are_refused(refusal: Refusal) -> None:
    message = refusal("aws.sqs.Queue('inbox', name='a')\naws.sqs.Queue('inbox', name='b')")
    assert message == "aws:sqs/queue:Queue inbox: two resources of the program have this type, parent type and name"


def test_reading_a_resource_that_was_there_before_is_refused(refusal: Refusal) -> None:
    message = refusal("aws.s3.Bucket.get('old', 'old-bucket')")
    assert message == (
        "aws:s3/bucket:Bucket old: the program reads the existing resource 'old-bucket': the local AWS starts empty"
    )


def test_importing_a_resource_that_was_there_before_is_refused(refusal: Refusal) -> None:
    message = refusal("aws.s3.Bucket('old', opts=pulumi.ResourceOptions(import_='old-bucket'))")
    assert message == "aws:s3/bucket:Bucket old: the program imports 'old-bucket': the local AWS starts empty"


def test_a_lookup_without_an_answer_is_named(refusal: Refusal) -> None:
    message = refusal("aws.get_availability_zones()")
    assert message.startswith("aws:index/getAvailabilityZones:getAvailabilityZones: the local AWS can't answer")


def test_an_image_from_before_is_refused_by_its_digest(refusal: Refusal) -> None:
    message = refusal("aws.ecr.get_image(repository_name='parser', image_digest='sha256:0a1b')")
    assert message == (
        "aws:ecr/getImage:getImage: the image sha256:0a1b is not there: the local AWS starts empty, and builds each "
        "image anew"
    )


def test_what_aws_itself_refuses_is_told_with_the_resource(refusal: Refusal) -> None:
    message = refusal("aws.sqs.QueuePolicy('p', queue_url='http://127.0.0.1/000000000000/absent', policy='{}')")
    assert message.startswith("aws:sqs/queuePolicy:QueuePolicy p: An error occurred (AWS.SimpleQueueService.NonExist")


def test_after_the_first_failure_nothing_else_is_applied(refusal: Refusal, tmp_path: Path) -> None:
    report = tmp_path / "made"
    message = refusal(
        "aws.kms.Key('k')\n"
        "late = [aws.sqs.Queue(f'q{n}') for n in range(40)]\n"
        f"late[-1].url.apply(lambda url: open({str(report)!r}, 'w').write(url))"
    )
    assert message.startswith("aws:kms/key:Key k:")
    assert not report.exists()


def test_an_error_of_the_program_is_told_with_its_file(refusal: Refusal, tmp_path: Path) -> None:
    message = refusal("raise pulumi.RunError('alarmEmail: no e-mail address')")
    assert message == f"{tmp_path}/__main__.py: alarmEmail: no e-mail address"


def test_an_encrypted_setting_is_refused(refusal: Refusal) -> None:
    message = refusal("", stack="config:\n  small:token:\n    secure: AAABANjP\n")
    assert message == "Pulumi.local.yaml: small:token is encrypted for the Pulumi CLI; the local AWS can't read it"


def test_a_folder_without_a_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LocalAwsFailed, match=re.escape(f"{tmp_path}/Pulumi.yaml is missing")), local_aws(root=tmp_path):
        pass


def test_a_dockerfile_that_copies_what_is_not_there_is_refused(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "echo")
    with pytest.raises(LocalAwsFailed) as failure, local_aws(root=tmp_path):
        pass
    assert str(failure.value) == (
        f"docker-build:index:Image echo: the Dockerfile copies echo, which is not in the build context {tmp_path}"
    )


def test_a_busy_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(LocalAwsFailed) as failure, local_aws(port, root=TINY, log_dir=tmp_path):
            pass
    assert str(failure.value) == f"port {port} of 127.0.0.1 can't be used (Address already in use): choose another one"
