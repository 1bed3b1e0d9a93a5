"""Which event goes to which stage. Routing is these lines and no code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.events import (
    SOURCE_PREFIX,
    BriefValidated,
    CampaignCancelled,
    CampaignCompleted,
    Event,
    ImageGenerated,
    ImageRequested,
    RenderRequested,
    StageName,
)


@dataclass(frozen=True, slots=True)
class Route:
    """`detail` narrows the pattern down to some events of the type."""

    rule: str
    event: type[Event]
    to: StageName
    detail: Mapping[str, object] = field(default_factory=dict)

    @property
    def pattern(self) -> dict[str, object]:
        """The EventBridge event pattern."""
        pattern: dict[str, object] = {
            "source": [f"{SOURCE_PREFIX}{self.event.stage}" if self.event.stage else {"prefix": SOURCE_PREFIX}],
            "detail-type": [self.event.detail_type()],
        }
        return {**pattern, "detail": dict(self.detail)} if self.detail else pattern


def _image_source(value: str) -> dict[str, object]:
    return {"data": {"product": {"image_source": [value]}}}


ROUTES = (
    Route("generate", BriefValidated, "generator", _image_source("generate")),
    Route("reuse", BriefValidated, "variants", _image_source("existing")),
    Route("render", ImageGenerated, "variants"),
    Route("contact-sheet", CampaignCompleted, "variants"),
    Route("render-again", RenderRequested, "variants"),
    Route("paint-again", ImageRequested, "generator"),
    Route("cancel", CampaignCancelled, "parser"),
)
