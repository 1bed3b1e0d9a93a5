from __future__ import annotations

import json
import re
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from infra.settings import Settings
from infra.stack_config import StackConfigInvalid, read_settings
from tests.infra.recorded import ROOT, Graph, deploy, run

WRONG = [
    ("alarmEmail", "nobody", "alarmEmail: an e-mail address is expected (found 'nobody')"),
    ("alarmHttps", "http://pager", "alarmHttps: an https:// URL is expected (found 'http://pager')"),
    (
        "alarmSlackChannel",
        "#alarms",
        "alarmSlackChannel: the ids of a Slack workspace and channel such as T07EA123LEP/",
    ),
    ("alarmMail", "a@b.example", "alarmMail: unknown setting; did you mean alarmEmail?"),
    ("xyz", "1", "xyz: unknown setting; known are bucketName, alarmEmail, "),
    ("architecture", "arm", "architecture: Input should be 'x86_64' or 'arm64' (found 'arm')"),
    ("bedrockModelId", "dall-e", "bedrockModelId: unknown image model; known are stability.sd3-5-large-v1:0, "),
    ("bedrockModelId", "stability.stable-diffusion-xl-v1", "bedrockModelId: this image model is no more: stability."),
    (
        "bedrockRegion",
        "eu-west-1",
        "bedrockRegion: stability.stable-image-core-v1:1 is offered in us-west-2 (found 'eu-",
    ),
    ("bedrockGuardrail", "gr7x", "bedrockGuardrail: a block of settings is expected, found 'gr7x'"),
    ("bedrockGuardrail", '{"id": "gr7x"}', "bedrockGuardrail.version: Field required"),
    (
        "bedrockGuardrail",
        '{"id": "gr7x", "version": "latest"}',
        "bedrockGuardrail.version: DRAFT or a version's number",
    ),
    (
        "bedrockGuardrail",
        '{"id": "x", "version": "1", "name": "y"}',
        "bedrockGuardrail.name: unknown setting; known are id, version",
    ),
    ("fallbackModels", "dall-e", "fallbackModels: a list is expected, found 'dall-e'"),
    ("fallbackModels", '"dall-e"', "fallbackModels: a list is expected (found 'dall-e')"),
    ("fallbackModels", '["dall-e"]', "fallbackModels: unknown image model; known are stability.sd3-5-large-v1:0, "),
    (
        "fallbackModels",
        '["amazon.nova-canvas-v1:0"]',
        "fallbackModels: this image model is no more: amazon.nova-canvas-v1",
    ),
    ("fallbackModels", '["stability.stable-image-core-v1:1"]', "fallbackModels: each model once, and none that is bed"),
    ("bedrockRegion", "mars", "bedrockRegion: an AWS region such as us-west-2 is expected (found 'mars')"),
    ("bucketName", "Campaigns", "bucketName: a bucket name of 3-63 lower-case letters, digits and hyphens is expected"),
    ("logLevel", "WARNING", "logLevel: Input should be 'DEBUG' or 'INFO' (found 'WARNING')"),
    ("logRetentionDays", "8", "logRetentionDays: Input should be 1, 3, 5, 7, 14, 30, "),
    (
        "consolePriceClass",
        "PriceClass_300",
        "consolePriceClass: Input should be 'PriceClass_100', 'PriceClass_200' or '",
    ),
    (
        "consoleDomain",
        "https://example.com",
        "consoleDomain: a domain such as campaigns.example.com is expected (found",
    ),
    (
        "consoleDomain",
        "campaigns.example.com",
        "consoleCertificateArn: the ARN of a certificate for campaigns.example.com is expected, for consoleDomain is",
    ),
    (
        "consoleCertificateArn",
        "arn:aws:acm:us-east-1:123456789012:certificate/0a1b",
        "consoleCertificateArn: consoleDomain is expected with it (found 'arn:aws:acm:us-east-1:123456789012:cert",
    ),
    ("consoleCertificateArn", "my-certificate", "consoleCertificateArn: the ARN of a certificate in ACM is expected"),
    ("dailyBudget", "0", "dailyBudget: Input should be greater than 0"),
    (
        "dailyBudget",
        "0.03",
        ": dailyBudget (0.03 USD) must be at least the price of one picture of stability.stable-image",
    ),
    ("monthlyBill", "much", "monthlyBill: Input should be a valid decimal"),
    ("imageDigests", '{"parser": "latest"}', "imageDigests.parser: the digest of an image, sha256: and 64 hex digits"),
    ("imageDigests", '{"api": "sha256:0"}', "imageDigests.api: unknown setting; known are parser, generator, variants"),
    ("ownsRepositories", "true", "ownsRepositories: unknown setting; known are "),
    ("protect", "si", "protect: Input should be a valid boolean"),
    ("rates", '{"generation": -1}', "rates.generation: Input should be greater than or equal to 0 (found -1)"),
    ("rates", '{"render": 1}', "rates.render: unknown setting; known are generation, processing, variants"),
    ("retryBaseSeconds", "soon", "retryBaseSeconds: Input should be a valid integer"),
    ("parser", "fast", "parser: a block of settings is expected, found 'fast'"),
    ("parser", "[1]", "parser: a block of settings is expected (found [1])"),
    ("parser", '{"memoryMb": 64}', "parser.memoryMb: Input should be greater than or equal to 128 (found 64)"),
    ("parser", '{"memoryMb": 20000}', "parser.memoryMb: Input should be less than or equal to 10240 (found 20000)"),
    ("parser", '{"memory": 512}', "parser.memory: unknown setting; did you mean memoryMb?"),
    ("parser", '{"timeoutSeconds": 901}', "parser.timeoutSeconds: Input should be less than or equal to 900"),
    ("generator", '{"concurrency": 1}', "generator.concurrency: Input should be greater than or equal to 2 (found 1)"),
    ("generator", '{"timeoutSeconds": 10}', "generator.timeoutSeconds: Input should be greater than or equal to 24"),
    ("variants", '{"tries": 0}', "variants.tries: Input should be greater than or equal to 1"),
    ("variants", '{"visibilitySeconds": 60}', "variants: visibilitySeconds (60) must be at least timeoutSeconds (180)"),
]


@pytest.mark.parametrize(("key", "value", "line"), WRONG, ids=[f"{key}={value}" for key, value, _ in WRONG])
def test_a_wrong_setting_stops_the_program_with_one_line_that_names_it(key: str, value: str, line: str) -> None:
    with pytest.raises(StackConfigInvalid) as stopped:
        deploy("dev", **{key: value})
    message = str(stopped.value)
    assert message.startswith(f"creative-automation:{line}")
    assert "\n" not in message


def test_two_wrong_settings_are_two_lines() -> None:
    with pytest.raises(StackConfigInvalid) as stopped:
        deploy("dev", logLevel="LOUD", protect="si")
    assert len(str(stopped.value).splitlines()) == 2


def test_nothing_is_registered_before_the_settings_are_right() -> None:
    graph = Graph()
    with pytest.raises(StackConfigInvalid):
        run("dev", {"protect": "si"}, graph)
    assert graph.resources == []


def test_settings_come_from_the_environment_in_which_pulumi_runs_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The CLI hands the configuration over in PULUMI_CONFIG, the local AWS by a call: both are read."""
    config = {"protect": "true", "parser": '{"memoryMb": 256}'}
    names = {f"creative-automation:{key}": value for key, value in config.items()}
    monkeypatch.setenv("PULUMI_CONFIG", json.dumps({**names, "aws:region": "us-east-1"}))
    settings = read_settings("dev")
    assert settings.protect
    assert settings.parser.memory_mb == 256


@pytest.mark.parametrize("name", ["Dev", "my_stack", "a.b", "-dev", "x" * 29])
def test_a_stack_name_that_cannot_be_part_of_every_name_is_refused(name: str) -> None:
    with pytest.raises(StackConfigInvalid, match=re.escape(f"stack {name!r}")):
        read_settings(name)


def test_a_model_is_refused_from_its_last_day_on() -> None:
    nova = {"bedrockModelId": "amazon.nova-canvas-v1:0"}
    assert Settings.parse(dict(nova), date(2026, 9, 29)).model_regions == {"amazon.nova-canvas-v1:0": "us-east-1"}
    with pytest.raises(ValidationError, match="reached its end of life on 2026-09-30"):
        Settings.parse(dict(nova), date(2026, 9, 30))


def test_a_model_that_stands_in_is_called_in_a_region_that_offers_it() -> None:
    both: dict[str, object] = {"fallbackModels": ["amazon.nova-canvas-v1:0"], "bedrockRegion": "us-west-2"}
    regions = Settings.parse(dict(both), date(2026, 9, 29)).model_regions
    assert list(regions.items()) == [
        ("stability.stable-image-core-v1:1", "us-west-2"),
        ("amazon.nova-canvas-v1:0", "us-east-1"),
    ]
    guarded: dict[str, object] = both | {"bedrockGuardrail": {"id": "gr7x", "version": "3"}}
    with pytest.raises(ValidationError, match=r"works in one region, but there are .* in us-west-2, .* in us-east-1"):
        Settings.parse(guarded, date(2026, 9, 29))


def test_a_day_has_room_for_a_picture_of_the_dearest_model() -> None:
    dear: dict[str, object] = {"dailyBudget": "0.13", "fallbackModels": ["stability.stable-image-ultra-v1:1"]}
    with pytest.raises(
        ValidationError, match=r"at least the price of one picture of stability.stable-image-ultra-v1:1"
    ):
        Settings.parse(dear)


def test_a_certificate_from_where_cloudfront_takes_none_is_refused_by_its_region() -> None:
    elsewhere = "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b"
    with pytest.raises(ValidationError, match="takes certificates of us-east-1 alone, and this one is of eu-west-1"):
        Settings.parse({"consoleDomain": "campaigns.example.com", "consoleCertificateArn": elsewhere})


def test_a_partial_block_keeps_the_other_defaults_of_its_stage() -> None:
    settings = Settings.parse({"generator": {"memoryMb": 3008}})
    assert settings.generator.memory_mb == 3008
    assert settings.generator.visibility_seconds == 720
    assert settings.generator.tries == 5


def project(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(ROOT / name).read_text())
    return found


def test_the_defaults_that_pulumi_shows_are_the_programs_own() -> None:
    declared = {key.split(":")[1]: entry["default"] for key, entry in project("Pulumi.yaml")["config"].items()}
    own = Settings().model_dump(by_alias=True)
    assert declared == {key: own[key] for key in declared}


def test_every_declared_key_is_typed_and_explained() -> None:
    for entry in project("Pulumi.yaml")["config"].values():
        assert entry["type"] in {"string", "integer", "boolean"}
        assert entry["description"]


def test_pulumi_install_knows_how_to_install() -> None:
    runtime = project("Pulumi.yaml")["runtime"]
    assert runtime["name"] == "python"
    assert runtime["options"]["toolchain"] == "pip"
    assert runtime["options"]["virtualenv"]


def test_a_pulumi_that_is_older_than_the_programs_sdk_is_refused() -> None:
    pinned = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line.startswith("pulumi==")]
    assert [project("Pulumi.yaml")["requiredPulumiVersion"]] == [
        f">={line.removeprefix('pulumi==')}" for line in pinned
    ]


def test_nothing_that_the_provider_has_deprecated_is_used(caplog: pytest.LogCaptureFixture) -> None:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", DeprecationWarning)
        run("dev", {}, Graph())
    assert [str(w.message) for w in warned if "pulumi_aws" in w.filename] == []
    assert "deprecated" not in caplog.text


@pytest.mark.parametrize("stack", ["dev", "staging", "prod"])
def test_what_a_stack_pays_for_is_tagged_with_its_name(stack: str) -> None:
    config = project(f"Pulumi.{stack}.yaml")["config"]
    assert config["aws:region"] == "us-east-1"
    assert config["aws:defaultTags"] == {"tags": {"project": "creative-automation", "stack": stack}}


def test_only_prod_is_protected() -> None:
    protected = {stack: deploy(stack).one("Table", "campaigns").protect for stack in ("dev", "staging", "prod")}
    assert protected == {"dev": False, "staging": False, "prod": True}


def test_the_local_stack_fails_fast(local: Graph) -> None:
    for stage in ("parser", "generator", "variants"):
        queue = local.one("Queue", f"{stage}-queue")
        assert queue.inputs["visibilityTimeoutSeconds"] <= 60
        variables = local.one("Function", f"{stage}-function").inputs["environment"]["variables"]
        assert int(variables["TRIES"]) <= 3
        assert variables["RETRY_BASE_SECONDS"] == "1"
