"""Who calls: the user of the access token, and the groups that an operator has put them in."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Final

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import ServiceError

OPERATOR: Final = "operator"


def user(app: APIGatewayHttpResolver) -> str:
    return str(app.current_event.request_context.authorizer.jwt_claim["sub"])


def only_operators(app: APIGatewayHttpResolver, what: str) -> None:
    """Raises ServiceError (403) for everybody else; `what` is what they may not do."""
    groups = _groups(app)
    if OPERATOR not in groups:
        told = f"your groups are {', '.join(sorted(groups))}" if groups else "you are in none"
        raise ServiceError(
            HTTPStatus.FORBIDDEN, f"{what} needs the group `{OPERATOR}`, and {told}: whoever runs the platform adds you"
        )


def _groups(app: APIGatewayHttpResolver) -> set[str]:
    """API Gateway hands a list of the token on as text: `[marketer operator]` (a JSON list elsewhere)."""
    claim = app.current_event.request_context.authorizer.jwt_claim.get("cognito:groups") or ""
    return set(claim if isinstance(claim, list) else re.findall(r"[\w.-]+", str(claim)))
