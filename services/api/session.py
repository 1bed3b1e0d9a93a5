"""A browser's session at the console's host: cookies that let it show pictures, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse
from aws_lambda_powertools.shared.cookies import Cookie, SameSite
from pydantic import Field

from services.api.signed_cookies import GOOD_FOR, NAMES, PATH
from services.api.stack_access import StackAccess
from services.api.submissions import answer, problem_answer
from shared.frozen import Frozen


class PicturesOpen(Frozen):
    """By its cookies, a browser reads what lies below `path` at the console's host: every `key` of an answer."""

    path: str = f"{PATH}/"
    seconds: Annotated[int, Field(description="How long they are good from now on.")]


_ANSWERS: Final[dict[int, OpenAPIResponse]] = {
    200: answer("Cookies are set: CloudFront-Policy, -Signature and -Key-Pair-Id", PicturesOpen),
    404: problem_answer("The stack has no console"),
}
_GONE: Final = timedelta()


def add_routes(app: APIGatewayHttpResolver, stack: StackAccess) -> None:
    @app.post("/session", summary="Cookies by which a browser shows pictures at the console's host", responses=_ANSWERS)
    def begin() -> Response[PicturesOpen]:
        if stack.cookies is None:
            told = "this stack has no console: pictures are shown by their signed URLs"
            raise ServiceError(HTTPStatus.NOT_FOUND, told)
        return _answer(stack.cookies.made(), GOOD_FOR)

    @app.delete("/session", summary="Takes these cookies back, when somebody signs out")
    def end() -> Response[PicturesOpen]:
        return _answer(dict.fromkeys(NAMES, ""), _GONE)


def _answer(cookies: Mapping[str, str], good_for: timedelta) -> Response[PicturesOpen]:
    """For the browser alone (no script reads them), by HTTPS, and never along with what another site asks for."""
    seconds = int(good_for.total_seconds())
    set_ = [
        Cookie(name, value, path=PATH, secure=True, http_only=True, max_age=seconds, same_site=SameSite.STRICT_MODE)
        for name, value in cookies.items()
    ]
    return Response(HTTPStatus.OK, "application/json", PicturesOpen(seconds=seconds), cookies=set_)
