"""The engine's side of a Pulumi program: every resource it registers is made in the local AWS, or refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pulumi.runtime import rpc
from pulumi.runtime.mocks import MockCallArgs, MockMonitor, MockResourceArgs, Mocks

from local.applier.context import Context
from local.applier.inputs import Inputs
from local.applier.table import LOOKUPS, RESOURCES
from local.failure import LocalAwsFailed


class Graph(MockMonitor):
    """Applies resources as they are registered; after the first failure nothing more is applied."""

    def __init__(self, context: Context) -> None:
        super().__init__(_Applier(context))
        self.applied = 0
        self.failure: BaseException | None = None
        self._urns: set[str] = set()
        self._lock = threading.Lock()

    def stop(self) -> None:
        """Nothing more is applied."""
        self.failure = self.failure or KeyboardInterrupt()

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """URN as the engine makes it: the types of all parents but the Stack, then the resource's."""
        chain = parent.split("::")[2] if parent else ""
        qualified = f"{chain}${type_}" if chain not in ("", "pulumi:pulumi:Stack") else type_
        return str(super().make_urn("", qualified, name))

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 the SDK's name
        urn = self.make_urn(request.parent, request.type, request.name)
        with self._named(f"{request.type} {request.name}"):
            self._claim(urn)
            response = super().RegisterResource(request)  # type: ignore[no-untyped-call]
            with self._lock:
                self.applied += request.custom
            return response

    def _claim(self, urn: str) -> None:
        with self._lock:
            if urn in self._urns:
                raise LocalAwsFailed("two resources of the program have this type, parent type and name")
            self._urns.add(urn)

    def ReadResource(self, request: Any) -> Any:  # noqa: N802 the SDK's name
        with self._named(f"{request.type} {request.name}"):
            raise LocalAwsFailed(f"the program reads the existing resource {request.id!r}: the local AWS starts empty")

    def Invoke(self, request: Any) -> Any:  # noqa: N802 the SDK's name
        with self._named(request.tok):
            return super().Invoke(request)  # type: ignore[no-untyped-call]

    @contextmanager
    def _named(self, subject: str) -> Iterator[None]:
        """Names the resource in what goes wrong, keeps the first such failure and stops everything after it."""
        if self.failure:
            raise LocalAwsFailed(f"{subject}: not applied after an earlier failure")
        try:
            yield
        except Exception as error:
            if not self.failure:
                known = isinstance(error, LocalAwsFailed | ClientError | BotoCoreError)
                reason = str(error) if known else f"{type(error).__name__}: {error}"
                self.failure = LocalAwsFailed(f"{subject}: {' '.join(reason.split())}")
                self.failure.__cause__ = error
            raise


class _Applier(Mocks):
    def __init__(self, context: Context) -> None:
        self._context = context

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        if args.resource_id:
            raise LocalAwsFailed(f"the program imports {args.resource_id!r}: the local AWS starts empty")
        values = _plain(args.inputs)
        if not args.custom:
            return "", values
        applier = RESOURCES.get(args.typ)
        if applier is None:
            raise LocalAwsFailed("the local AWS can't apply this type: add it to local/applier/")
        inputs = Inputs(values)
        applied = applier(self._context, args.name, inputs)
        inputs.refuse_unread()
        return applied.id, {**values, **applied.outputs}

    def call(self, args: MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        lookup = LOOKUPS.get(args.token)
        if lookup is None:
            raise LocalAwsFailed("the local AWS can't answer this lookup: add it to local/applier/table.py")
        inputs = Inputs(_plain(args.args))
        answer = lookup(self._context, inputs)
        inputs.refuse_unread()
        return answer, []


def _plain(value: Any) -> Any:
    """Inputs without the wire's wrappers of secrets; a secret leaf wraps its whole top-level property."""
    value = rpc.unwrap_rpc_secret(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
