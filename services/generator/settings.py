from __future__ import annotations

from decimal import Decimal

from pydantic import Field, field_validator

from shared.image_models import IMAGE_MODELS, ImageModel
from shared.settings import StageSettings


class GeneratorSettings(StageSettings):
    """`read_timeout_seconds` bounds one call of the model: two, one per seed, must fit into the function's timeout.

    `daily_budget` in USD of the model's list prices per UTC day.
    """

    model_id: str = Field(alias="BEDROCK_MODEL_ID")
    region: str = Field(alias="BEDROCK_REGION", min_length=1)
    read_timeout_seconds: int = Field(alias="MODEL_READ_TIMEOUT_SECONDS", ge=1, le=600)

    daily_budget: Decimal | None = Field(default=None, alias="DAILY_BUDGET", gt=0)

    @field_validator("model_id")
    @classmethod
    def _known(cls, model_id: str) -> str:
        if model_id not in IMAGE_MODELS:
            raise ValueError(f"unknown model {model_id!r}; known are {', '.join(IMAGE_MODELS)}")
        return model_id

    @property
    def model(self) -> ImageModel:
        return IMAGE_MODELS[self.model_id]
