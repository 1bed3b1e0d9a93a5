"""How InvokeModel says no: an error code, its HTTP status and a message."""

from __future__ import annotations

from typing import Final

# https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html#API_runtime_InvokeModel_Errors
STATUS: Final[dict[str, int]] = {
    "ValidationException": 400,
    "ServiceQuotaExceededException": 400,
    "AccessDeniedException": 403,
    "ResourceNotFoundException": 404,
    "ModelTimeoutException": 408,
    "ModelErrorException": 424,
    "ThrottlingException": 429,
    "ModelNotReadyException": 429,
    "InternalServerException": 500,
    "ServiceUnavailableException": 503,
}

MESSAGE: Final[dict[str, str]] = {
    "ValidationException": "Malformed input request, please reformat your input and try again.",
    "ServiceQuotaExceededException": "Your request exceeds the service quota for your account.",
    "AccessDeniedException": "You don't have access to the model with the specified model ID.",
    "ResourceNotFoundException": "This model version has reached the end of its life. Please refer to the AWS "
    "documentation for more details.",
    "ModelTimeoutException": "The request took too long to process. Processing time exceeded the model timeout length.",
    "ModelErrorException": "The request failed due to an error while processing the model.",
    "ThrottlingException": "Too many requests, please wait before trying again.",
    "ModelNotReadyException": "The model specified in the request is not ready to serve inference requests.",
    "InternalServerException": "The system encountered an unexpected error during processing. Try your request again.",
    "ServiceUnavailableException": "Bedrock is unable to process your request.",
}


class Refused(Exception):
    """Answered instead of a picture. `details` are further fields of the answer, e.g. originalStatusCode."""

    def __init__(self, code: str, message: str | None = None, details: dict[str, object] | None = None) -> None:
        self.code = code
        self.status = STATUS[code]
        self.message = message or MESSAGE[code]
        self.details = details or {}
        super().__init__(f"{code}: {self.message}")


def malformed(reason: str) -> Refused:
    """The wording of Bedrock's own schema check."""
    return Refused(
        "ValidationException", f"Malformed input request: {reason}, please reformat your input and try again."
    )
