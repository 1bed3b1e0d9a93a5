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


class Settings(BaseModel):
    """One stack. Money in USD: `daily_budget` of the image model's list prices, `monthly_bill` of the whole account.

    `protect` keeps bucket and table from being deleted or replaced."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, validate_default=True)

    bucket_name: BucketName | None = None
    alarm_email: Email | None = None
    alarm_slack_channel: SlackChannel | None = None
    alarm_https: HttpsUrl | None = None
    api_enabled: bool = True
    architecture: Literal["x86_64", "arm64"] = "x86_64"
    bedrock_model_id: str = DEFAULT_MODEL_ID
    bedrock_region: Region | None = None
    daily_budget: Annotated[Decimal, Field(gt=0)] | None = None
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

    @field_validator("bedrock_model_id")
    @classmethod
    def _a_model_that_answers(cls, model_id: str, info: ValidationInfo) -> str:
        today = (info.context or {}).get("today") or datetime.now(UTC).date()
        alive = ", ".join(sorted(name for name, model in IMAGE_MODELS.items() if _alive(model, today)))
        if model_id not in IMAGE_MODELS:
            raise ValueError(f"unknown image model; known are {alive}")
        model = IMAGE_MODELS[model_id]
        if not _alive(model, today):
            raise ValueError(f"this image model reached its end of life on {model.end_of_life}; choose one of {alive}")
        return model_id

    @model_validator(mode="after")
    def _a_day_has_room_for_a_picture(self) -> Self:
        price = IMAGE_MODELS[self.bedrock_model_id].price
        if self.daily_budget is not None and self.daily_budget < price:
            raise ValueError(
                f"dailyBudget ({self.daily_budget} USD) must be at least the price of one picture of "
                f"{self.bedrock_model_id} ({price} USD), or every product waits for ever"
            )
        return self

    @classmethod
    def parse(cls, values: dict[str, object], today: date | None = None) -> Self:
        """Raises pydantic's ValidationError; `today` decides which image models have retired."""
        return cls.model_validate(values, context={"today": today})

    @property
    def model_region(self) -> str:
        return self.bedrock_region or IMAGE_MODELS[self.bedrock_model_id].region

    def of(self, stage: StageName) -> StageConfig:
        config: StageConfig = getattr(self, stage)
        return config


def _alive(model: ImageModel, today: date) -> bool:
    return model.end_of_life is None or date.fromisoformat(model.end_of_life) > today
