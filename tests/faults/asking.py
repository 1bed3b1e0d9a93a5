"""Somebody at the API, who asks again under the same key until there is an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.faults.account import Account
from tests.faults.spoiling import Killed

_TRIES = 8


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked of the only campaign that there is; `path` is behind its id."""

    path: str
    wanted: Mapping[str, object] = field(default_factory=dict)
    key: str = "once-more"

    def __call__(self, account: Account, *, watched: bool = False) -> Any:
        """The answer. Time passes between two tries, and a function that was killed is started anew."""
        call = self._call(account)
        for _ in range(_TRIES):
            if watched:
                account.spoiler.begins()
            try:
                answer = account.function("api")(call)
            except Killed:
                del account.functions["api"]
            else:
                if answer["statusCode"] < 500:
                    assert answer["statusCode"] == 202, answer["body"]
                    return json.loads(answer["body"])
            finally:
                account.spoiler.ends()
            account.clock.pass_by(1)
        raise AssertionError(f"no answer in {_TRIES} tries")

    def _call(self, account: Account) -> dict[str, Any]:
        """As API Gateway makes it of an HTTP request, once the authorizer has let it pass."""
        [campaign_id] = [row["campaign_id"]["S"] for row in account.rows() if row["sk"]["S"] == "META"]
        path, claims = f"/api/campaigns/{campaign_id}/{self.path}", {"sub": "ann", "scope": "creative/api"}
        return {
            "version": "2.0",
            "routeKey": "ANY /api/{proxy+}",
            "rawPath": path,
            "rawQueryString": "",
            "headers": {"content-type": "application/json", "idempotency-key": self.key},
            "requestContext": {
                "http": {"method": "POST", "path": path},
                "stage": "$default",
                "authorizer": {"jwt": {"claims": claims, "scopes": ["creative/api"]}},
            },
            "body": json.dumps(dict(self.wanted)),
            "isBase64Encoded": False,
        }
