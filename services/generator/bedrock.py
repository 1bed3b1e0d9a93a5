"""Calls the image model on Amazon Bedrock and tells its errors apart."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from botocore import exceptions as botocore_errors
from botocore.exceptions import ClientError

from services.generator.families.amazon import Amazon
from services.generator.families.family import (
    Family,
    ModelUnavailable,
    NothingPaid,
    PictureDelayed,
    PictureRequest,
    content_filtered,
)
from services.generator.families.sdxl import Sdxl
from services.generator.families.stable_image import StableImage
from services.generator.settings import GeneratorSettings
from shared import aws
from shared.image_models import ImageModel, ModelFamily
from shared.observability import count
from shared.problems import GivenUp

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

_FAMILIES: dict[ModelFamily, Family] = {"stable-image": StableImage(), "sdxl": Sdxl(), "amazon": Amazon()}
_SEEDS = 2
_THROTTLES = {"ThrottlingException", "ModelNotReadyException", "ServiceQuotaExceededException"}
# The model was at work when it failed: whether that is charged, no document says.
_AT_WORK = {"ModelTimeoutException", "ModelErrorException"}
# Another model may do better; in the words of a ValidationException.
_UNAVAILABLE = {"ResourceNotFoundException", "AccessDeniedException"}
_UNAVAILABLE_WORDS = ("model identifier is invalid", "operation not allowed", "not authorized", "guardrail")
_NEVER_SENT = (
    botocore_errors.EndpointConnectionError,
    botocore_errors.ConnectTimeoutError,
    botocore_errors.ProxyConnectionError,
)


class BedrockModel:
    """`guardrail` is the id and version of one, in the client's region."""

    def __init__(
        self,
        client: BedrockRuntimeClient,
        model: ImageModel,
        read_timeout_seconds: int,
        guardrail: tuple[str, str] | None = None,
    ) -> None:
        self._client = client
        self.model = model
        self._guardrail: Any = {}
        if guardrail:
            self._guardrail = {"guardrailIdentifier": guardrail[0], "guardrailVersion": guardrail[1]}
        self._family = _FAMILIES[model.family]
        # A call for each seed, and time to spare for keeping the picture.
        self.longest_seconds = _SEEDS * read_timeout_seconds + 30

    def seeds(self, prompt: str, rendition: int = 1, chosen: int | None = None) -> tuple[int, ...]:
        """The first makes the recipe: the same prompt has the same one. The next is for a picture that is withheld.

        Another rendition has another one, or the `chosen` one.
        """
        again = f"\n{rendition}" if rendition > 1 else ""
        digest = hashlib.sha256(f"{self.model.model_id}\n{prompt}{again}".encode()).digest()
        drawn = int.from_bytes(digest[:8], "big") if chosen is None else chosen - 1
        first = drawn % (self._family.max_seed - 1) + 1
        return first, first % (self._family.max_seed - 1) + 1

    def picture(self, request: PictureRequest) -> bytes:
        """The PNG of one call. Raises NothingPaid; where it may be charged, GivenUp, OutputFiltered, PictureDelayed."""
        count("ModelCalls")
        try:
            answer = self._client.invoke_model(
                modelId=self.model.model_id,
                body=json.dumps(self._family.request(request)),
                contentType="application/json",
                accept="application/json",
                **self._guardrail,
            )
            body = json.loads(answer["body"].read())
        except ClientError as error:
            told = self._told_apart(error)
            raise (told if error.response["Error"]["Code"] in _AT_WORK else NothingPaid(told)) from error
        except (botocore_errors.ConnectionError, botocore_errors.HTTPClientError) as error:
            delayed = PictureDelayed(f"no answer from the image model: {error}")
            raise (NothingPaid(delayed) if isinstance(error, _NEVER_SENT) else delayed) from error
        if body.get("amazon-bedrock-guardrailAction") == "INTERVENED":
            # It may have looked at the picture, which then was made.
            raise content_filtered("prompt or its picture", by="the platform team's guardrail")
        return self._family.picture(body)

    def _told_apart(self, error: ClientError) -> GivenUp | PictureDelayed | ModelUnavailable:
        code, message = error.response["Error"]["Code"], error.response["Error"].get("Message", "")
        if code in _THROTTLES:
            count("BedrockThrottles")
        invalid = code == "ValidationException"
        if code in _UNAVAILABLE or (invalid and any(words in message.lower() for words in _UNAVAILABLE_WORDS)):
            where = self._client.meta.region_name
            return ModelUnavailable(f"{self.model.model_id} is not available in {where} ({code}: {message})")
        if invalid:
            if "content filter" in message:
                return content_filtered("prompt")
            return GivenUp("model_refused", f"the image model refused the request: {message}")
        if code == "ModelErrorException" and _original_status(error) < 500:
            return GivenUp("model_refused", f"the image model refused the request: {message}")
        return PictureDelayed(f"{_in_words(code)} ({code}: {message})")


def image_models(settings: GeneratorSettings) -> tuple[BedrockModel, ...]:
    """The first choice, then who stands in for it, each in a region that offers it."""
    return tuple(_made(model, settings) for model in settings.models)


def _made(model: ImageModel, settings: GeneratorSettings) -> BedrockModel:
    client = aws.client(
        "bedrock-runtime",
        region=model.region(settings.region),
        read_timeout=settings.read_timeout_seconds,
        # Each repetition may be charged: it is booked as an attempt of its own, in another receive.
        retries={"mode": "standard", "total_max_attempts": 1},
    )
    return BedrockModel(client, model, settings.read_timeout_seconds, settings.guardrail)


def _in_words(code: str) -> str:
    if code in _THROTTLES:
        return "the image model was too busy"
    return "the image model had an error of its own"


def _original_status(error: ClientError) -> int:
    """What the model itself answered; without that, as if it had failed: another receive is cheap."""
    answer: dict[str, Any] = dict(error.response)
    return int(answer.get("originalStatusCode") or 500)
