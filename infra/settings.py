"""Everything a stack can set, validated before the first resource: a wrong setting stops `pulumi up` with one line."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic.alias_generators import to_camel

from infra.stage_config import GeneratorConfig, ParserConfig, StageConfig, VariantsConfig
from shared.costs import DEFAULT_RATES, Rates
from shared.events import StageName
from shared.frozen import Usd
from shared.image_models import DEFAULT_MODEL_ID, IMAGE_MODELS, ImageModel

# The periods that CloudWatch Logs accepts (PutRetentionPolicy), up to two years.
LogRetentionDays = Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731]

# Lambda counts lines without a level as INFO and drops them above it: the metrics (EMF) that our alarms read.
LogLevel = Literal["DEBUG", "INFO"]


def _matching(pattern: str, expected: str) -> AfterValidator:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"{expected} is expected")
        return text

    return AfterValidator(check)


# Without dots: they break TLS for a bucket's own host name.
BucketName = Annotated[
    str, _matching(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]", "a bucket name of 3-63 lower-case letters, digits and hyphens")
]
Digest = Annotated[str, _matching(r"sha256:[0-9a-f]{64}", "the digest of an image, sha256: and 64 hex digits")]
Email = Annotated[str, _matching(r"[^@\s]+@[^@\s]+\.[^@\s]+", "an e-mail address")]
SlackChannel = Annotated[
    str,
    _matching(
        r"T[A-Z0-9]{6,}/[CG][A-Z0-9]{6,}", "the ids of a Slack workspace and channel such as T07EA123LEP/C07EZ1ABC23"
    ),
]
HttpsUrl = Annotated[str, _matching(r"https://[^\s/]+\S*", "an https:// URL")]
GuardrailId = Annotated[str, _matching(r"[a-z0-9]{1,64}", "the id of a guardrail, letters and digits")]
GuardrailVersion = Annotated[str, _matching(r"DRAFT|[1-9]\d{0,7}", "DRAFT or a version's number, in quotes")]
Domain = Annotated[
    str, _matching(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", "a domain such as campaigns.example.com")
]
CertificateArn = Annotated[
    str, _matching(r"arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate/[\w-]+", "the ARN of a certificate in ACM")
]
# CloudFront developer guide, "Choose the price class".
PriceClass = Literal["PriceClass_100", "PriceClass_200", "PriceClass_All"]
Region = Annotated[str, _matching(r"[a-z]{2}(-[a-z]+)+-\d", "an AWS region such as us-west-2")]


class StackRates(Rates):
    """Rates of which a stack sets as many as it likes."""

    generation: Usd = DEFAULT_RATES.generation
    processing: Usd = DEFAULT_RATES.processing
    variants: Usd = DEFAULT_RATES.variants


class ImageDigests(BaseModel):
    """Images that run instead of what the code builds: the way back to the one before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parser: Digest | None = None
    generator: Digest | None = None
    variants: Digest | None = None

    def of(self, stage: StageName) -> str | None:
        digest: str | None = getattr(self, stage)
        return digest


class GuardrailConfig(BaseModel):
    """A guardrail of Amazon Bedrock that looks at each prompt and picture, in the models' region."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: GuardrailId
    version: GuardrailVersion


class Settings(BaseModel):
    """One stack. Money in USD: `daily_budget` of the image model's list prices, `monthly_bill` of the whole account.

    `protect` keeps bucket and table from being deleted or replaced. The console needs the API."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, validate_default=True)

    bucket_name: BucketName | None = None
    alarm_email: Email | None = None
    alarm_slack_channel: SlackChannel | None = None
    alarm_https: HttpsUrl | None = None
    api_enabled: bool = True
    console_enabled: bool = True
    console_price_class: PriceClass = "PriceClass_100"
    console_domain: Domain | None = None
    console_certificate_arn: CertificateArn | None = None
    architecture: Literal["x86_64", "arm64"] = "x86_64"
    bedrock_model_id: str = DEFAULT_MODEL_ID
    bedrock_region: Region | None = None
    bedrock_guardrail: GuardrailConfig | None = None
    daily_budget: Annotated[Decimal, Field(gt=0)] | None = None
    fallback_models: tuple[str, ...] = ()
    image_digests: ImageDigests = ImageDigests()
    log_level: LogLevel = "INFO"
    log_retention_days: LogRetentionDays = 7
    monthly_bill: Annotated[Decimal, Field(gt=0)] | None = None
    protect: bool = False
    rates: StackRates = StackRates()
    transfer_acceleration: bool = False
    retry_base_seconds: Annotated[int, Field(ge=1, le=900)] = 30
    parser: ParserConfig = ParserConfig()
    generator: GeneratorConfig = GeneratorConfig()
    variants: VariantsConfig = VariantsConfig()

    @field_validator("log_retention_days", mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        """Pulumi hands every scalar over as text, and a Literal converts nothing."""
        return int(value) if isinstance(value, str) and value.isdecimal() else value

    @field_validator("console_certificate_arn")
    @classmethod
    def _the_domains_and_where_cloudfront_takes_it(cls, arn: str | None, info: ValidationInfo) -> str | None:
        if "console_domain" not in info.data:  # it was refused already
            return arn
        domain = info.data["console_domain"]
        if arn is None and domain:
            raise ValueError(f"the ARN of a certificate for {domain} is expected, for consoleDomain is set")
        if arn and domain is None:
            raise ValueError("consoleDomain is expected with it")
        if arn and (region := arn.split(":")[3]) != "us-east-1":
            raise ValueError(f"CloudFront takes certificates of us-east-1 alone, and this one is of {region}")
        return arn

    @field_validator("bedrock_model_id", "fallback_models")
    @classmethod
    def _models_that_answer(cls, ids: str | tuple[str, ...], info: ValidationInfo) -> str | tuple[str, ...]:
        today = (info.context or {}).get("today") or datetime.now(UTC).date()
        alive = ", ".join(sorted(name for name, model in IMAGE_MODELS.items() if _alive(model, today)))
        for model_id in [ids] if isinstance(ids, str) else ids:
            if model_id not in IMAGE_MODELS:
                raise ValueError(f"unknown image model; known are {alive}")
            model = IMAGE_MODELS[model_id]
            if not _alive(model, today):
                retired = f"{model_id} reached its end of life on {model.end_of_life}"
                raise ValueError(f"this image model is no more: {retired}; choose one of {alive}")
        return ids

    @field_validator("fallback_models")
    @classmethod
    def _each_model_once(cls, ids: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if len({info.data.get("bedrock_model_id"), *ids}) <= len(ids):
            raise ValueError("each model once, and none that is bedrockModelId")
        return ids

    @field_validator("bedrock_region")
    @classmethod
    def _a_region_that_offers_the_model(cls, region: str | None, info: ValidationInfo) -> str | None:
        model_id = info.data.get("bedrock_model_id")
        if region and model_id and region not in IMAGE_MODELS[model_id].regions:
            raise ValueError(f"{model_id} is offered in {', '.join(IMAGE_MODELS[model_id].regions)}")
        return region

    @model_validator(mode="after")
    def _a_guardrail_where_the_models_are(self) -> Self:
        places = [f"{model_id} in {region}" for model_id, region in self.model_regions.items()]
        if self.bedrock_guardrail and len(set(self.model_regions.values())) > 1:
            raise ValueError(f"bedrockGuardrail: a guardrail works in one region, but there are {', '.join(places)}")
        return self

    @model_validator(mode="after")
    def _a_day_has_room_for_a_picture(self) -> Self:
        dearest = max((IMAGE_MODELS[model_id] for model_id in self.model_regions), key=lambda model: model.price)
        if self.daily_budget is not None and self.daily_budget < dearest.price:
            raise ValueError(
                f"dailyBudget ({self.daily_budget} USD) must be at least the price of one picture of "
                f"{dearest.model_id} ({dearest.price} USD), or its products wait for ever"
            )
        return self

    @classmethod
    def parse(cls, values: dict[str, object], today: date | None = None) -> Self:
        """Raises pydantic's ValidationError; `today` decides which image models have retired."""
        return cls.model_validate(values, context={"today": today})

    @property
    def model_regions(self) -> dict[str, str]:
        """Where each model is called, the first choice first."""
        ids = (self.bedrock_model_id, *self.fallback_models)
        return {model_id: IMAGE_MODELS[model_id].region(self.bedrock_region) for model_id in ids}

    def of(self, stage: StageName) -> StageConfig:
        config: StageConfig = getattr(self, stage)
        return config


def _alive(model: ImageModel, today: date) -> bool:
    return model.end_of_life is None or date.fromisoformat(model.end_of_life) > today
