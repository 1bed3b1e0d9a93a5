from __future__ import annotations

from decimal import Decimal

from pydantic import Field, field_validator

from shared.image_models import IMAGE_MODELS, ImageModel
from shared.settings import StageSettings


class GeneratorSettings(StageSettings):
    """`read_timeout_seconds` bounds one call of the model: two, one per seed, must fit into the function's timeout.

    `fallback_models` stand in, in their order, for a first choice that is not available; `region` is where that is
    called. `daily_budget` in USD of the models' list prices per UTC day.
    """

    model_id: str = Field(alias="BEDROCK_MODEL_ID")
    fallback_models: tuple[str, ...] = Field(default=(), alias="FALLBACK_MODELS")
    region: str = Field(alias="BEDROCK_REGION", min_length=1)
    guardrail_id: str | None = Field(default=None, alias="GUARDRAIL_ID")
    guardrail_version: str = Field(default="DRAFT", alias="GUARDRAIL_VERSION")
    read_timeout_seconds: int = Field(alias="MODEL_READ_TIMEOUT_SECONDS", ge=1, le=600)
    daily_budget: Decimal | None = Field(default=None, alias="DAILY_BUDGET", gt=0)

    @field_validator("model_id", "fallback_models")
    @classmethod
    def _known(cls, ids: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for model_id in [ids] if isinstance(ids, str) else ids:
            if model_id not in IMAGE_MODELS:
                raise ValueError(f"unknown model {model_id!r}; known are {', '.join(IMAGE_MODELS)}")
        return ids

    @property
    def models(self) -> tuple[ImageModel, ...]:
        """The first choice first."""
        return tuple(IMAGE_MODELS[model_id] for model_id in (self.model_id, *self.fallback_models))

    @property
    def guardrail(self) -> tuple[str, str] | None:
        return (self.guardrail_id, self.guardrail_version) if self.guardrail_id else None
