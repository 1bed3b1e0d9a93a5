"""How InvokeModel says no: an error code, its HTTP status and a message."""

from __future__ import annotations

from typing import Final

# https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html#API_runtime_InvokeModel_Errors
ERRORS: Final[dict[str, tuple[int, str]]] = {
    "ValidationException": (400, "Malformed input request, please reformat your input and try again."),
    "ServiceQuotaExceededException": (400, "Your request exceeds the service quota for your account."),
    "AccessDeniedException": (403, "You don't have access to the model with the specified model ID."),
    "ResourceNotFoundException": (404, "This model version has reached the end of its life. Please refer to the AWS "
        "documentation for more details."),
    "ModelTimeoutException": (408, "The request took too long to process. Processing time exceeded the model timeout "
        "length."),
    "ModelErrorException": (424, "The request failed due to an error while processing the model."),
    "ThrottlingException": (429, "Too many requests, please wait before trying again."),
    "ModelNotReadyException": (429, "The model specified in the request is not ready to serve inference requests."),
    "InternalServerException": (500, "The system encountered an unexpected error during processing. Try your request "
        "again."),
    "ServiceUnavailableException": (503, "Bedrock is unable to process your request."),
}  # fmt: skip


class Refused(Exception):
    """Answered instead of a picture. `details` are further fields of the answer, e.g. originalStatusCode."""

    def __init__(self, code: str, message: str | None = None, details: dict[str, object] | None = None) -> None:
        self.code = code
        self.status, usual = ERRORS[code]
        self.message = message or usual
        self.details = details or {}
        super().__init__(f"{code}: {self.message}")


def malformed(reason: str) -> Refused:
    """The wording of Bedrock's own schema check."""
    return Refused(
        "ValidationException", f"Malformed input request: {reason}, please reformat your input and try again."
    )
