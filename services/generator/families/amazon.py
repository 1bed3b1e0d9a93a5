"""Amazon Titan Image Generator and Nova Canvas."""

from __future__ import annotations

from typing import Any

from services.generator.families.family import SIZE, PictureRequest, content_filtered, decoded
from shared.problems import GivenUp


class Amazon:
    max_seed = 858_993_459  # Nova Canvas's limit; Titan's is higher

    def request(self, request: PictureRequest) -> dict[str, Any]:
        return {
            "taskType": "TEXT_IMAGE",
            "textToImageParams": {"text": request.prompt, "negativeText": request.negative_prompt},
            "imageGenerationConfig": {
                "numberOfImages": 1,
                "quality": "standard",
                "width": SIZE,
                "height": SIZE,
                "cfgScale": 7.0,
                "seed": request.seed,
            },
        }

    def picture(self, answer: dict[str, Any]) -> bytes:
        error = answer.get("error")
        if error and "content filters" in error:
            raise content_filtered("picture")
        if error:
            raise GivenUp("model_refused", f"the image model refused: {error}")
        return decoded(next(iter(answer.get("images") or []), ""))
