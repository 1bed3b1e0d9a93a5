"""Which bucket, table and bus a command works on, and with which credentials: the one place that decides it.

One rule: a name given by an option or the environment, or a stack, means AWS by boto3's usual chain; without any, the
local AWS that `creative up` runs, or else the deployed stack. On AWS the names that are missing come from its outputs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import boto3

from cli.failures import CommandFailed
from cli.files import ROOT, STATE_FILE, readable
from cli.local_run import read_state
from shared.costs import DEFAULT_RATES, Rates
from shared.image_models import IMAGE_MODELS

Name = Literal["bucket", "table", "bus"]

DEFAULT_STACK = "dev"
_PULUMI_SECONDS = 60
_VARIABLES: dict[Name, str] = {"bucket": "CREATIVE_BUCKET", "table": "CREATIVE_TABLE", "bus": "CREATIVE_BUS"}
_OUTPUTS: dict[Name, str] = {"bucket": "bucket", "table": "table", "bus": "busName"}


@dataclass(frozen=True, slots=True)
class Target:
    """`source` says where the names came from; `client` makes the boto3 client of a service.

    `rates` are the stack's own, or the default ones where only its outputs could tell: `rates_of` says which.
    `model_price` is the list price in USD of a picture by the stack's first image model; None where nothing tells it.
    """

    names: Mapping[Name, str]
    source: str
    client: Callable[[str], Any]
    rates: Rates = DEFAULT_RATES
    rates_of: str = "at the default rates"
    model_price: Decimal | None = None

    @property
    def bucket(self) -> str:
        return self.names["bucket"]

    @property
    def table(self) -> str:
        return self.names["table"]

    @property
    def bus(self) -> str:
        return self.names["bus"]


def find_target(
    wanted: Mapping[Name, str | None],
    stack: str | None,
    *,
    environment: Mapping[str, str] = os.environ,
    state_file: Path = STATE_FILE,
    root: Path = ROOT,
) -> Target:
    """`wanted` are the names that the command needs, with the option of each; `stack` asks for a deployed stack.

    Raises CommandFailed, which says what was tried.
    """
    given = {name: option or environment.get(_VARIABLES[name]) for name, option in wanted.items()}
    names = {name: text for name, text in given.items() if text}
    if len(names) == len(wanted):
        return Target(names, "options and environment", _client_in(None))
    local = None if stack or names else read_state(state_file)
    if local:
        from local.clients import Clients

        source = f"the local AWS at {local.endpoint_url}"
        return _of_outputs(wanted, names, local.outputs, source, Clients(local.endpoint_url, local.region))
    name = stack or environment.get("CREATIVE_STACK") or DEFAULT_STACK
    try:
        outputs = _stack_outputs(name, root)
    except _NoOutputs as error:
        raise CommandFailed(_nothing_found(wanted, names, None if stack else state_file, str(error))) from None
    return _of_outputs(wanted, names, outputs, f"the outputs of stack {name}", _client_in(_region(outputs)))


def _of_outputs(
    wanted: Mapping[Name, str | None],
    names: Mapping[Name, str],
    outputs: Mapping[str, Any],
    source: str,
    client: Callable[[str], Any],
) -> Target:
    """What is not among `names` comes from the outputs of the Pulumi program, where they run."""
    missing = [name for name in wanted if name not in names and not outputs.get(_OUTPUTS[name])]
    if missing:
        raise CommandFailed(f"{source}: no output named {' and '.join(missing)}; deploy again, or give --{missing[0]}")
    found = {name: names.get(name) or str(outputs[_OUTPUTS[name]]) for name in wanted}
    if "rates" not in outputs:  # a stack of before it told them
        return Target(found, source, client)
    rates = {name: Decimal(str(rate)) for name, rate in outputs["rates"].items()}
    model = IMAGE_MODELS.get(str(outputs.get("imageModel")))
    return Target(
        found, source, client, Rates.read_plain(rates), "at the stack's rates", model.price if model else None
    )


def _nothing_found(
    wanted: Mapping[Name, str | None], names: Mapping[Name, str], state_file: Path | None, reason: str
) -> str:
    missing = [name for name in wanted if name not in names]
    tried = [f"--{name} and {_VARIABLES[name]} are not set" for name in missing]
    if state_file:
        running = f"the local AWS is not meant, for {' and '.join(names)} is given"
        tried.append(running if names else f"no local AWS is running (no {readable(state_file)})")
    remedy = "start `creative up` or deploy a stack" if state_file else f"give --{missing[0]}, or mend that"
    return f"no {' and no '.join(missing)} to work on: {'; '.join([*tried, reason, remedy])}"


class _NoOutputs(Exception):
    """The Pulumi CLI can't tell the outputs; the message says why in a few words."""


def _stack_outputs(stack: str, root: Path) -> dict[str, Any]:
    """The outputs of a deployed stack, as the Pulumi CLI knows them. Raises _NoOutputs."""
    pulumi = shutil.which("pulumi")
    if not pulumi:
        raise _NoOutputs("the Pulumi CLI is not installed")
    command = [pulumi, "stack", "output", "--json", "--non-interactive", "--stack", stack]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=_PULUMI_SECONDS, check=True)  # noqa: S603
        outputs = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        lines = (error.stderr or error.stdout).strip().splitlines()
        reason = lines[-1].removeprefix("error: ") if lines else f"exit status {error.returncode}"
        raise _NoOutputs(f"`pulumi stack output --stack {stack}` says: {reason}") from None
    except subprocess.TimeoutExpired:
        raise _NoOutputs(f"`pulumi stack output --stack {stack}` did not answer within {_PULUMI_SECONDS} s") from None
    except ValueError:
        raise _NoOutputs(f"`pulumi stack output --stack {stack}` printed no JSON") from None
    if not outputs:
        raise _NoOutputs(f"the stack {stack} has no outputs yet: run `pulumi up --stack {stack}`")
    return dict(outputs)


def _region(outputs: Mapping[str, Any]) -> str | None:
    """The stack's own region, whatever the shell's is: arn:aws:events:REGION:account:event-bus/name."""
    parts = str(outputs.get("busArn", "")).split(":")
    return parts[3] if len(parts) > 3 else None


def _client_in(region: str | None) -> Callable[[str], Any]:
    """`region` None: the one of boto3's usual chain."""
    session = boto3.Session(region_name=region)

    def client(service: str) -> Any:
        return session.client(service)  # type: ignore[call-overload]

    return client
