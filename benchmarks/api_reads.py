"""How long the API's reads take on the local AWS, over HTTP, and what of it is ours: `python -m benchmarks.api_reads`.

100 campaigns, one of them with 60 products in five formats; each read is made 60 times, in turns. `without AWS` is what
/health takes: emulator, token and Powertools (the emulator waits 50 ms for lines that the function may log). `ours` is
the processor time of the same call in a process of our own, `AWS` how long its requests take there, one after another.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from rich.console import Console
from rich.table import Table

from local.people import sign_up
from local.stack import LocalStack, local_aws
from shared import keys

_CAMPAIGNS, _PRODUCTS, _ROUNDS = 100, 60, 60
_BAR = 150  # ms, of the 95th percentile
_PATIENCE = 900  # seconds until all campaigns are made
_READS = {
    "without AWS": "/health",
    "list": "/campaigns",
    "list, 100": "/campaigns?limit=100",
    "state": "/campaigns/{id}",
    "products": "/campaigns/{id}/products",
    "products, 10": "/campaigns/{id}/products?after=29&limit=10",
}


@dataclass
class Inside:
    """The API in this process, on the same tables; `requests` are the seconds of each request to AWS."""

    answer: Callable[[dict[str, Any]], Any]
    requests: list[float] = field(default_factory=list)
    _sent: float = 0.0

    def sent(self, **_: Any) -> None:
        self._sent = time.perf_counter()

    def received(self, **_: Any) -> None:
        self.requests.append(time.perf_counter() - self._sent)


def main() -> None:
    with local_aws(progress=lambda line: print(line, file=sys.stderr)) as stack:
        campaign_id = _filled(stack)
        headers, inside = {"Authorization": f"Bearer {_token(stack)}"}, _inside(stack)
        paths = {name: "/api" + path.replace("{id}", campaign_id) for name, path in _READS.items()}
        for _ in range(5):  # the function warms up
            for path in paths.values():
                _get(stack, path, headers)
        rounds = [
            {name: _timed(partial(_get, stack, path, headers)) for name, path in paths.items()} for _ in range(_ROUNDS)
        ]
        table = Table("ms", "p50", "p95", "ours", "AWS", "requests", title=f"bar: p95 <= {_BAR} ms")
        for name, path in paths.items():
            table.add_row(name, *_figures([each[name] for each in rounds]), *_function(inside, path))
        Console().print(table)


def _filled(stack: LocalStack) -> str:
    """The id of the campaign with many products; all are completed."""
    s3, bucket = stack.client("s3"), stack.outputs["bucket"]
    products = {f"small-{number}.json": (["Lamp"], ["twitter-card"]) for number in range(_CAMPAIGNS - 1)}
    for name, (names, formats) in {**products, "large.json": ([f"Lamp {n}" for n in range(_PRODUCTS)], None)}.items():
        brief = {"campaign_name": name, "campaign_message": "Keeps cold", "products": names, "formats": formats}
        s3.put_object(Bucket=bucket, Key=keys.BRIEFS_PREFIX + name, Body=json.dumps(brief).encode())
    deadline, made = time.monotonic() + _PATIENCE, list[str]()
    headers = {"Authorization": f"Bearer {_token(stack)}"}
    while len(made) < _CAMPAIGNS and time.monotonic() < deadline:
        time.sleep(2)
        listed = json.loads(_get(stack, "/api/campaigns?status=completed&limit=100", headers))["campaigns"]
        made = [each["campaign_id"] for each in listed]
    return next(each for each in made if each.startswith("large"))


def _token(stack: LocalStack) -> str:
    email = f"reader-{time.monotonic_ns()}@example.com"
    person = sign_up(stack, email, "marketer")
    asked = {"USERNAME": person.email, "PASSWORD": person.password}
    answer = stack.client("cognito-idp").initiate_auth(
        ClientId=stack.outputs["userPoolClientId"], AuthFlow="USER_PASSWORD_AUTH", AuthParameters=asked
    )
    return str(answer["AuthenticationResult"]["AccessToken"])


def _get(stack: LocalStack, path: str, headers: dict[str, str]) -> bytes:
    request = urllib.request.Request(f"{stack.outputs['apiUrl']}{path}", headers=headers)  # noqa: S310 - our own
    with urllib.request.urlopen(request) as response:  # noqa: S310
        body: bytes = response.read()
        return body


def _inside(stack: LocalStack) -> Inside:
    """As Lambda would start it: by its environment."""
    function = stack.client("lambda").get_function_configuration(FunctionName="local-creative-automation-api")
    os.environ.update(
        function["Environment"]["Variables"],
        AWS_ENDPOINT_URL=stack.endpoint_url,
        AWS_DEFAULT_REGION=stack.region,
        AWS_ACCESS_KEY_ID=stack.access_key,
        AWS_SECRET_ACCESS_KEY=stack.secret_key,
    )
    from services.api.app import make_app
    from services.api.settings import ApiSettings
    from services.api.stack_access import stack_access

    access = stack_access(ApiSettings())
    app = make_app(access)
    inside = Inside(lambda event: app.resolve(event, None))  # type: ignore[arg-type]
    for client in (access.dynamodb, access.s3):
        client.meta.events.register("before-send", inside.sent)
        client.meta.events.register("response-received", inside.received)
    return inside


def _function(inside: Inside, path: str) -> tuple[str, str, str]:
    path, _, query = path.partition("?")
    event = {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {},
        "queryStringParameters": dict(each.split("=") for each in query.split("&") if each),
        "requestContext": {"http": {"method": "GET", "path": path}, "stage": "$default"},
    }
    inside.answer(event)
    inside.requests.clear()
    start = time.process_time()
    for _ in range(_ROUNDS):
        inside.answer(event)
    seconds = (time.process_time() - start) / _ROUNDS
    aws = sum(inside.requests) / _ROUNDS
    return f"{seconds * 1e3:.0f}", f"{aws * 1e3:.0f}", f"{len(inside.requests) / _ROUNDS:.0f}"


def _timed(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def _figures(seconds: list[float]) -> tuple[str, str]:
    p95 = statistics.quantiles(seconds, n=20)[-1] * 1e3
    return f"{statistics.median(seconds) * 1e3:.0f}", f"[{'green' if p95 <= _BAR else 'red'}]{p95:.0f}[/]"


if __name__ == "__main__":
    main()
