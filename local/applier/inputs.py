"""A resource's inputs, which know what has been read of them: no input is ever dropped silently."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from local.failure import LocalAwsFailed


class Inputs:
    """Reads the camelCase inputs of one resource; null and absent are the same, whole numbers are `int`."""

    def __init__(self, values: Mapping[str, Any], path: str = "") -> None:
        self._values = {key: value for key, value in values.items() if value is not None}
        self._path = path
        self._read: set[str] = set()
        self._nested: list[Inputs] = []

    def get(self, key: str, default: Any = None) -> Any:
        self._read.add(key)
        return _whole(self._values.get(key, default))

    def need(self, key: str) -> Any:
        """Raises LocalAwsFailed where the input is missing."""
        if key not in self._values:
            raise LocalAwsFailed(f"the input {self._path}{key} is missing")
        return self.get(key)

    def pick(self, *same: str, **renamed: str) -> dict[str, Any]:
        """Arguments for boto3 from the inputs that are set: pick("timeout", SSESpecification="serverSideEncryption").

        What is named the `same` differs only in its case: retryPolicy.maximumRetryAttempts. Everything in a structure
        counts as read, since boto3 refuses every name that it does not know.
        """
        names = {**{key[:1].upper() + key[1:]: key for key in same}, **renamed}
        return {argument: _pascal(self.get(key)) for argument, key in names.items() if key in self._values}

    def document(self, key: str) -> str:
        """A JSON document (a policy, a dashboard), given as text or as a structure."""
        value = self.need(key)
        return value if isinstance(value, str) else json.dumps(value)

    def nested(self, key: str) -> Inputs | None:
        return self._child(self._values[key], key) if key in self._values else None

    def each(self, key: str) -> list[Inputs]:
        return [self._child(value, f"{key}[{n}]", key) for n, value in enumerate(self._values.get(key, []))]

    def without_effect(self, *keys: str) -> None:
        """These say something about deploying or destroying that has no meaning in an AWS made anew each time."""
        self._read.update(keys)

    def refuse_unread(self) -> None:
        """Raises LocalAwsFailed that names each input nobody has read."""
        unread = self._unread()
        if unread:
            raise LocalAwsFailed(
                f"the local AWS does not know the input {', '.join(unread)}: read it in local/applier/"
            )

    def _unread(self) -> list[str]:
        own = [self._path + key for key in self._values if key not in self._read]
        return own + [path for nested in self._nested for path in nested._unread()]

    def _child(self, value: Mapping[str, Any], label: str, key: str | None = None) -> Inputs:
        self._read.add(key or label)
        child = Inputs(value, f"{self._path}{label}.")
        self._nested.append(child)
        return child


def _whole(value: Any) -> Any:
    """The wire has only floating-point numbers; AWS wants whole ones."""
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_whole(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _pascal(value: Any) -> Any:
    if isinstance(value, dict):
        return {key[:1].upper() + key[1:]: _pascal(each) for key, each in value.items() if each is not None}
    return [_pascal(each) for each in value] if isinstance(value, list) else value
