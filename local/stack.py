"""The local AWS, ready to use: the repository's Pulumi program, applied to an emulator on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pulumi

from local.applier.context import Context
from local.clients import Clients
from local.emulator import ACCESS_KEY, ACCOUNT, MINISTACK, SECRET_KEY, Emulator, running_emulator
from local.failure import LocalAwsFailed
from local.graph import Graph
from local.imagemodel.server import BedrockStandIn
from local.log_targets import LogTargets
from local.program import run_program
from local.stack_config import StackConfig, read_stack_config

STACK = "local"

_ROOT = Path(__file__).resolve().parents[1]
_DEFAULT_REGION = "us-east-1"

BEDROCK_PERMISSIONS = "permissions on Bedrock: the image model answers whoever asks"


@dataclass(frozen=True)
class LocalStack:
    """What `pulumi up` would have left behind, for as long as the `with` block lasts.

    `endpoint_url` serves every AWS service; any client that uses it with `region`, `access_key` and `secret_key` is the
    account's root. `outputs` are the program's. `image_model` answers for Bedrock and keeps the calls it got.
    """

    endpoint_url: str
    region: str
    outputs: Mapping[str, Any]
    image_model: BedrockStandIn
    log: Path
    _emulator: Emulator
    _clients: Clients

    access_key: str = ACCESS_KEY
    secret_key: str = SECRET_KEY

    def client(self, service: str) -> Any:
        """The boto3 client of `service`; annotate the variable that takes it with its mypy_boto3 type."""
        return self._clients(service)

    @property
    def pid(self) -> int:
        """The emulator's; its functions' processes are of its process group."""
        return self._emulator.pid

    def check(self) -> None:
        """Raises LocalAwsFailed if the emulator has died meanwhile."""
        self._emulator.check()


@contextmanager
def local_aws(
    port: int | None = None,
    *,
    root: Path = _ROOT,
    log_dir: Path | None = None,
    overrides: Mapping[str, str] | None = None,
    progress: Callable[[str], None] = lambda _line: None,
) -> Iterator[LocalStack]:
    """Starts emulator and image model, applies `root`/__main__.py as stack `local`, and ends them all afterwards.

    `port` is the endpoint's on 127.0.0.1 (None: a free one), `overrides` are config values by key, `progress` takes one
    line at a time, the emulator logs to `log_dir`/ministack.log. Raises LocalAwsFailed, whose message is for the user.
    """
    root = root.resolve()
    config = read_stack_config(root, STACK, overrides or {})
    region = config.values.get("aws:region", _DEFAULT_REGION)
    with BedrockStandIn() as image_model, running_emulator(port, region, log_dir) as emulator:
        progress(f"MiniStack {MINISTACK} listens at {emulator.url}, the image model at {image_model.url}")
        clients = Clients(emulator.url, region)
        log_targets = LogTargets(clients)
        not_realised = _each_once(progress)
        # The only variable that functions have here and not on AWS.
        added = {"AWS_ENDPOINT_URL_BEDROCK_RUNTIME": image_model.url}
        context = Context(clients, region, ACCOUNT, added, log_targets, not_realised)
        not_realised(BEDROCK_PERMISSIONS)
        for setting in sorted(key for key in config.values if key.startswith("aws:") and key != "aws:region"):
            not_realised(f"the AWS provider's setting {setting}")
        outputs = _apply(root, config, context, emulator, progress)
        with log_targets.carried():
            yield LocalStack(emulator.url, region, outputs, image_model, emulator.log, emulator, clients)


def _each_once(progress: Callable[[str], None]) -> Callable[[str], None]:
    said: set[str] = set()

    def not_realised(difference: str) -> None:
        if difference not in said:
            said.add(difference)
            progress(f"not realised locally: {difference}")

    return not_realised


def _apply(
    root: Path, config: StackConfig, context: Context, emulator: Emulator, progress: Callable[[str], None]
) -> dict[str, Any]:
    graph, start = Graph(context), time.monotonic()
    try:
        outputs = run_program(root, config, graph, graph.stop)
    except Exception as error:
        emulator.check()  # a dead emulator explains every other failure
        # RunError is Pulumi's own way to tell the user something; anything else is a defect that deserves its name.
        reason = error if isinstance(error, pulumi.RunError) else f"{type(error).__name__}: {error}"
        raise graph.failure or LocalAwsFailed(f"{root / '__main__.py'}: {reason}") from error
    progress(f"applied {graph.applied} resources of stack {config.stack} in {time.monotonic() - start:.1f} s")
    return outputs
