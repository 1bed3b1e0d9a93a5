"""The HTTP API: its calls and its errors."""

from __future__ import annotations

from http import HTTPStatus

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError, ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError

from services.api import assets, briefs, campaigns, endings, requests, session, submissions
from services.api.answers import Health
from services.api.body import read_json
from services.api.document import PREFIX, openapi
from services.api.problem import of_request, of_service, problem
from services.api.stack_access import StackAccess
from shared.campaigns.store import CampaignDeleted
from shared.observability import logger


def make_app(stack: StackAccess) -> APIGatewayHttpResolver:
    app = APIGatewayHttpResolver(enable_validation=True, strip_prefixes=[PREFIX], json_body_deserializer=read_json)

    @app.get("/health", summary="Whether the API answers", security=[{}])
    def health() -> Health:
        return Health()

    @app.get("/openapi.json", include_in_schema=False)
    def document() -> Response[str]:
        return Response(HTTPStatus.OK, "application/json", openapi(app))

    campaigns.add_routes(app, stack)
    briefs.add_routes(app, stack)
    submissions.add_routes(app, stack)
    requests.add_routes(app, stack)
    assets.add_routes(app, stack)
    endings.add_routes(app, stack)
    session.add_routes(app, stack)
    _tell_errors(app)
    return app


def _tell_errors(app: APIGatewayHttpResolver) -> None:
    @app.exception_handler(ServiceError)  # type: ignore[untyped-decorator]
    def refused(error: ServiceError) -> Response[str]:
        return of_service(error)

    @app.exception_handler(RequestValidationError)  # type: ignore[untyped-decorator]
    def invalid(error: RequestValidationError) -> Response[str]:
        return of_request(error)

    @app.exception_handler(CampaignDeleted)  # type: ignore[untyped-decorator]
    def gone(error: CampaignDeleted) -> Response[str]:
        return problem(HTTPStatus.GONE, f"{error}.")

    @app.exception_handler(UnicodeDecodeError)  # type: ignore[untyped-decorator]
    def no_text(_error: UnicodeDecodeError) -> Response[str]:
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The body is expected to be JSON in UTF-8.")

    @app.not_found
    def unknown(_error: NotFoundError) -> Response[str]:
        return problem(HTTPStatus.NOT_FOUND, "There is no such call; /api/openapi.json describes those that there are.")

    @app.exception_handler(Exception)  # type: ignore[untyped-decorator]
    def unforeseen(error: Exception) -> Response[str]:
        logger.exception("a call failed", error=type(error).__name__)
        return problem(
            HTTPStatus.INTERNAL_SERVER_ERROR, "An error on our side. Try again; if it stays, tell the platform team."
        )
