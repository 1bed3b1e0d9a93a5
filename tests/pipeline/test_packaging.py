"""Each function works with nothing but its own requirements file and the files that its Dockerfile copies."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from local.build_context import copied_files
from local.dockerfile import contents
from shared.campaigns.records import ProductRecord
from shared.context import BriefReference, ProductPlan
from shared.costs import ImageSource
from shared.events import BriefValidated, BriefValidatedData
from tests.pipeline.briefs import brief, product_picture
from tests.pipeline.pipeline import STAGES, Pipeline
from tests.unit.campaign_samples import CREATED, new_campaign

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

_ROOT = Path(__file__).resolve().parents[2]

# -I and -S: neither the environment nor the tests' site-packages reach the function.
_INVOKE = """
import importlib, json, sys
sys.path[:0] = sys.argv[1:3]
module, _, name = sys.argv[3].rpartition(".")
print("ANSWER", json.dumps(getattr(importlib.import_module(module), name)(json.load(sys.stdin), None)))
"""


class Image:
    """What a stage's image holds, in two folders: the installed requirements, and the copied files."""

    def __init__(self, stage: str, folder: Path) -> None:
        self.stage = stage
        self.dependencies, self.task = folder / stage / "dependencies", folder / stage / "task"
        found = contents(_ROOT / "services" / stage / "Dockerfile")
        self.handler = found.handler
        for path, file in copied_files(_ROOT, found.copies).items():
            target = self.task / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)

    def install(self) -> None:
        """Links what pip would install there: pip itself takes 40 s for the three images."""
        self.dependencies.mkdir(parents=True)
        locked = (_ROOT / "services" / self.stage / "requirements.txt").read_text(encoding="utf-8")
        for name, version in re.findall(r"^(\S+)==(\S+)", locked, re.MULTILINE):
            installed = distribution(name)
            assert installed.version == version, f"{name} {installed.version} is installed here: run make install"
            for entry in {file.parts[0] for file in installed.files or []} - {"..", "__pycache__"}:
                (self.dependencies / entry).symlink_to(str(installed.locate_file(entry)))

    def invoke(self, pipeline: Pipeline, body: str) -> dict[str, Any]:
        """The handler's answer to an SQS event with one message, in a fresh interpreter."""
        stack = pipeline.stack
        functions: LambdaClient = stack.client("lambda")
        name = stack.outputs["functions"][self.stage]
        environment = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
        environment |= {
            "AWS_ACCESS_KEY_ID": stack.access_key,
            "AWS_SECRET_ACCESS_KEY": stack.secret_key,
            "AWS_DEFAULT_REGION": stack.region,
            "AWS_ENDPOINT_URL": stack.endpoint_url,
            "AWS_LAMBDA_FUNCTION_NAME": name,
            "PATH": os.environ["PATH"],
        }
        message = {
            "messageId": "m",
            "receiptHandle": "none",
            "body": body,
            "attributes": {"ApproximateReceiveCount": "1"},
            "eventSource": "aws:sqs",
        }
        run = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _INVOKE, str(self.dependencies), str(self.task), self.handler],
            input=json.dumps({"Records": [message]}),
            env=environment,
            text=True,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        [answer] = [line for line in run.stdout.splitlines() if line.startswith("ANSWER ")]
        found: dict[str, Any] = json.loads(answer.removeprefix("ANSWER "))
        assert found == {"batchItemFailures": []}, run.stdout
        return found


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image]:
    folder = tmp_path_factory.mktemp("images")
    made = {stage: Image(stage, folder) for stage in STAGES}
    for image in made.values():
        image.install()
    return made


def _accepted(pipeline: Pipeline, campaign_id: str, source: ImageSource) -> str:
    """A campaign of one product as the parser leaves it, but unannounced; the message that announces it."""
    plan = ProductPlan(
        product_id="desk-lamp-0",
        index=0,
        name=f"Desk lamp of {campaign_id}",
        image_source=source,
        asset_key="existing-assets/acme/packaged/product.png" if source == "existing" else None,
    )
    campaign = new_campaign(1, campaign_id)
    pipeline.campaigns.accept(campaign, [ProductRecord(campaign_id=campaign_id, plan=plan)])
    data = BriefValidatedData(
        campaign=campaign.context, product=plan, brief=BriefReference(bucket=pipeline.bucket, key="k", version="v")
    )
    event = BriefValidated.of(data, campaign_id, "v", CREATED, plan.product_id)
    return json.dumps({"detail-type": "BriefValidated", "detail": event.model_dump(mode="json")})


def test_the_parser_reads_json_and_yaml_with_only_its_own_requirements(
    pipeline: Pipeline, images: dict[str, Image]
) -> None:
    key = "elsewhere/packaged-parser.yaml"  # where no notification sees it: only the packaged parser reads it
    typed = brief("Packaged parser", "Desk lamp", formats=["twitter-card"], call_to_action="Caf\u00c3\u00a9")
    text = json.dumps(typed).encode()
    version = pipeline.s3.put_object(Bucket=pipeline.bucket, Key=key, Body=text)["VersionId"]
    s3 = {"bucket": {"name": pipeline.bucket}, "object": {"key": key, "versionId": version}}
    notification = {"Records": [{"eventTime": "2026-11-23T09:30:00.000Z", "s3": s3}]}
    images["parser"].invoke(pipeline, json.dumps(notification))
    pipeline.wait_until_idle()
    [manifest] = [key for key in pipeline.keys("output/packaged-parser-") if key.endswith("manifest.json")]
    assert json.loads(pipeline.read(manifest))["status"] == "completed"


def test_the_generator_gets_its_picture_with_only_its_own_requirements(
    pipeline: Pipeline, images: dict[str, Image]
) -> None:
    images["generator"].invoke(pipeline, _accepted(pipeline, "packaged-generator", "generate"))
    assert pipeline.stack.image_model.paid == 1
    assert pipeline.read("output/packaged-generator/generated/desk-lamp-0.png").startswith(b"\x89PNG")
    pipeline.wait_until_idle()


def test_the_variants_stage_renders_with_only_its_own_requirements(
    pipeline: Pipeline, images: dict[str, Image]
) -> None:
    pipeline.asset("acme/packaged/product.png", product_picture())
    images["variants"].invoke(pipeline, _accepted(pipeline, "packaged-variants", "existing"))
    campaign, [product] = pipeline.campaigns.whole("packaged-variants")
    assert (campaign.status, product.status) == ("completed", "ready")
    assert pipeline.read(product.variants[0].key).startswith(b"\xff\xd8")
