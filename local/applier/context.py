"""What every applier works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.applier.inputs import Inputs
from local.clients import Clients
from local.log_targets import LogTargets


@dataclass(frozen=True)
class FunctionImage:
    """What a container image holds, as a Lambda Zip: `code` is the archive, `handler` the image's CMD."""

    code: bytes
    handler: str


@dataclass(frozen=True)
class Context:
    """`function_environment` is added to each function's own, `log_targets` carries events to log groups,
    `not_realised` takes one line about what the program asks for and the local AWS deliberately leaves out, and
    `images` maps an image's digest to its contents.
    """

    clients: Clients
    region: str
    account: str
    function_environment: Mapping[str, str]
    log_targets: LogTargets
    not_realised: Callable[[str], None]
    images: dict[str, FunctionImage] = field(default_factory=dict)

    def arn(self, service: str, resource: str) -> str:
        return f"arn:aws:{service}:{self.region}:{self.account}:{resource}"


@dataclass(frozen=True)
class Applied:
    """A resource's physical id, and the outputs it has beyond its inputs."""

    id: str
    outputs: dict[str, Any] = field(default_factory=dict)


Applier = Callable[[Context, str, Inputs], Applied]
Lookup = Callable[[Context, Inputs], dict[str, Any]]
