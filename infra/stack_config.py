"""Reads `Pulumi.{stack}.yaml` into Settings; every problem is one line that names its key."""

from __future__ import annotations

import difflib
import json
import re
from typing import Any, get_args, get_origin

import pulumi
from pulumi.runtime import config as runtime_config
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from infra.names import PROJECT
from infra.settings import Settings

# The archive's name is the tightest: 48 characters, of which the project takes 20.
_STACK_NAME = re.compile(r"^[a-z0-9]([a-z0-9-]{0,26}[a-z0-9])?$")


_EXPECTED = {"model_type": "a block of settings is expected", "tuple_type": "a list is expected"}


class StackConfigInvalid(pulumi.RunError):
    """Ends the program without a stack trace; one line per problem, each naming its key."""


def read_settings(stack: str) -> Settings:
    """The settings of the stack that runs. Raises StackConfigInvalid."""
    if not _STACK_NAME.match(stack):
        raise StackConfigInvalid(f"stack {stack!r}: a name of 1-28 lower-case letters, digits and hyphens is expected")
    values = _values()
    try:
        return Settings.parse(values)
    except ValidationError as error:
        raise StackConfigInvalid("\n".join(_line(problem) for problem in error.errors())) from None


def _values() -> dict[str, object]:
    """All that the stack sets for the project. Pulumi only reads by name: a misspelt key would be swallowed."""
    everything = {**runtime_config.get_config_env(), **runtime_config.CONFIG.get()}
    own = {key.removeprefix(f"{PROJECT}:"): text for key, text in everything.items() if key.startswith(f"{PROJECT}:")}
    return {key: _value(key, text) for key, text in own.items()}


def _value(key: str, text: str) -> object:
    """A block (the fields that are models) and a list arrive as JSON, everything else as text."""
    if key not in _structures():
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise StackConfigInvalid(f"{PROJECT}:{key}: {_structures()[key]} is expected, found {text!r}") from None


def _structures() -> dict[str, str]:
    """What each setting is that is more than one value."""
    kinds = {field.alias or name: _kind(field.annotation) for name, field in Settings.model_fields.items()}
    return {key: kind for key, kind in kinds.items() if kind}


def _kind(annotation: object) -> str | None:
    if get_origin(annotation) is tuple:
        return "a list"
    return "a block of settings" if _block(annotation) else None


def _block(annotation: object) -> type[BaseModel] | None:
    """The model of a field that is one, or may be."""
    either = get_args(annotation) or (annotation,)
    return next((each for each in either if isinstance(each, type) and issubclass(each, BaseModel)), None)


def _line(problem: ErrorDetails) -> str:
    where = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"{PROJECT}:{where}: unknown setting; {_suggestion(problem['loc'])}"
    message = _EXPECTED.get(problem["type"], problem["msg"])
    message = message.removeprefix("Value error, ")
    key = ".".join(_key(part) for part in problem["loc"])
    return f"{PROJECT}:{key}: {message}{_found(problem['input'])}"


def _key(part: int | str) -> str:
    """As it is set: pydantic tells a setting that is missing by its name in the program."""
    field = Settings.model_fields.get(str(part))
    return (field and field.alias) or str(part)


def _found(value: Any) -> str:
    return "" if value is None or isinstance(value, BaseModel | dict) else f" (found {value!r})"


def _suggestion(loc: tuple[int | str, ...]) -> str:
    known = _known(loc[:-1])
    close = difflib.get_close_matches(str(loc[-1]), known, n=1)
    return f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"


def _known(parents: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Settings
    for parent in parents:
        annotation = next(f.annotation for name, f in model.model_fields.items() if (f.alias or name) == parent)
        model = _block(annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]
