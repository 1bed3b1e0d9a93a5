"""Stable Diffusion XL 1.0, the original system's model."""

from __future__ import annotations

from typing import Any

from services.generator.families.family import SIZE, OutputFiltered, PictureDelayed, PictureRequest, decoded


class Sdxl:
    max_seed = 4_294_967_295

    def request(self, request: PictureRequest) -> dict[str, Any]:
        return {
            "text_prompts": [
                {"text": request.prompt, "weight": 1.0},
                {"text": request.negative_prompt, "weight": -1.0},
            ],
            "cfg_scale": 7.0,
            "steps": 50,
            "seed": request.seed,
            "width": SIZE,
            "height": SIZE,
            "samples": 1,
        }

    def picture(self, answer: dict[str, Any]) -> bytes:
        artifact: dict[str, Any] = next(iter(answer.get("artifacts") or []), {})
        reason = artifact.get("finishReason")
        if reason == "CONTENT_FILTERED":
            raise OutputFiltered(reason)
        if reason not in (None, "SUCCESS"):
            raise PictureDelayed(f"the image model ended with {reason}")
        return decoded(artifact.get("base64", ""))
