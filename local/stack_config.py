"""The stack's configuration as `pulumi up` would read it: Pulumi.yaml's defaults, then Pulumi.{stack}.yaml."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from local.failure import LocalAwsFailed


@dataclass(frozen=True)
class StackConfig:
    """`values` maps a full key (`project:key`, `aws:region`) to its text; anything but text is JSON."""

    project: str
    stack: str
    values: Mapping[str, str]


def read_stack_config(root: Path, stack: str, overrides: Mapping[str, str]) -> StackConfig:
    """`overrides` win; a key without a namespace is the project's. Raises LocalAwsFailed for what can't be read."""
    project_file, stack_file = root / "Pulumi.yaml", root / f"Pulumi.{stack}.yaml"
    project = _read(project_file)
    name = project["name"]
    defaults = {key: _default(entry) for key, entry in (project.get("config") or {}).items()}
    layers = [defaults, _read(stack_file).get("config") or {}, overrides]
    values: dict[str, str] = {}
    for key, value in (pair for layer in layers for pair in layer.items()):
        if isinstance(value, dict) and "secure" in value:
            raise LocalAwsFailed(
                f"{stack_file.name}: {key} is encrypted for the Pulumi CLI; the local AWS can't read it"
            )
        if value is not None:
            full_key = key if ":" in key else f"{name}:{key}"
            values[full_key] = value if isinstance(value, str) else json.dumps(value)
    return StackConfig(name, stack, values)


def _read(path: Path) -> dict[str, Any]:
    try:
        return yaml.safe_load(path.read_text()) or {}
    except FileNotFoundError:
        raise LocalAwsFailed(f"{path} is missing: the local AWS applies the Pulumi program beside it") from None
    except yaml.YAMLError as error:
        raise LocalAwsFailed(f"{path} is not YAML: {' '.join(str(error).split())}") from None


def _default(entry: object) -> object:
    """An entry of Pulumi.yaml: a plain value, or {type, description, default | value}."""
    if isinstance(entry, dict):
        return entry.get("value", entry.get("default"))
    return entry
