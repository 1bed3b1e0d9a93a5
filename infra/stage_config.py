"""What can be set for each stage, with its limits and its default."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

# Limits: Lambda quotas; `maximum_concurrency` of an SQS event source mapping; SQS attributes.
MemoryMb = Annotated[int, Field(ge=128, le=10_240)]
TimeoutSeconds = Annotated[int, Field(ge=1, le=900)]
Concurrency = Annotated[int, Field(ge=2, le=1_000)]
VisibilitySeconds = Annotated[int, Field(ge=1, le=43_200)]
# 1,000 receives are the most that a queue takes; it counts RECEIVES_BEYOND more than tries.
Tries = Annotated[int, Field(ge=1, le=900)]

# Calls of the image model, one for each of two seeds, take at most five sixths of the timeout; the rest is for S3,
# state and events.
MODEL_CALLS = 2


class StageConfig(BaseModel):
    """`visibility_seconds` is the queue's visibility timeout: how long a crashed message waits for its next receive.

    `tries` is how often a message may fail for a reason of its own; trouble of a dependency costs none.
    The visibility is six times the function's timeout by default, as the Lambda developer guide advises for queues
    (throttled pollers).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, validate_default=True)

    memory_mb: MemoryMb
    timeout_seconds: TimeoutSeconds
    concurrency: Concurrency
    visibility_seconds: VisibilitySeconds
    tries: Tries

    @model_validator(mode="after")
    def _visible_again_only_after_the_function_ended(self) -> Self:
        if self.visibility_seconds < self.timeout_seconds:
            raise ValueError(
                f"visibilitySeconds ({self.visibility_seconds}) must be at least timeoutSeconds "
                f"({self.timeout_seconds}), or a message is delivered again while it is still worked on"
            )
        return self


class ParserConfig(StageConfig):
    memory_mb: MemoryMb = 512
    timeout_seconds: TimeoutSeconds = 300
    concurrency: Concurrency = 10
    visibility_seconds: VisibilitySeconds = 1800
    tries: Tries = 3


class GeneratorConfig(StageConfig):
    memory_mb: MemoryMb = 1024
    timeout_seconds: Annotated[TimeoutSeconds, Field(ge=24)] = 120
    concurrency: Concurrency = 5
    visibility_seconds: VisibilitySeconds = 720
    tries: Tries = 5

    @property
    def model_read_timeout_seconds(self) -> int:
        """How long one call of the image model may take, so that all calls end before the function does."""
        return self.timeout_seconds * 5 // (6 * MODEL_CALLS)


class VariantsConfig(StageConfig):
    memory_mb: MemoryMb = 2048
    timeout_seconds: TimeoutSeconds = 180
    concurrency: Concurrency = 10
    visibility_seconds: VisibilitySeconds = 1080
    tries: Tries = 3
