from __future__ import annotations

from typing import get_args

import typer

from cli.asking import confirmed
from cli.failures import CommandFailed
from cli.target import find_target
from cli.terminal import hint, say
from operations.moving_back import letters_of, move_back
from operations.queues import QueueUnknown, queue
from shared.events import StageName

_STAGES: tuple[StageName, ...] = get_args(StageName)


def redrive_stage(campaign_id: str | None, stage: str | None, *, yes: bool, bus: str | None, stack: str | None) -> None:
    meant = next((each for each in _STAGES if each == stage), None)
    if meant is None or campaign_id:
        raise CommandFailed(f"a campaign's ID or --stage is expected: one of {', '.join(_STAGES)}")
    target = find_target({"bus": bus}, stack)
    hint(f"bus {target.bus}, from {target.source}")
    sqs = target.client("sqs")
    try:
        letters = letters_of(sqs, target.bus, meant)
    except QueueUnknown as error:
        raise CommandFailed(f"no queue {error}: check --bus, CREATIVE_BUS and the region") from error
    if not letters:
        hint(f"no dead letters of the {meant}")
        return
    for name, count in letters.items():
        say(f"  {count} letter{'' if count == 1 else 's'} of {name} back to {queue(target.bus, meant)}", "yellow")
    if meant == "generator":
        calls = sum(letters.values())
        told = f"at most {calls} call{'' if calls == 1 else 's'} of the image model"
        say(f"  cost      {told}: none for a picture that exists")
    if not confirmed("Go on?", yes):
        raise typer.Exit(1)
    for moved in move_back(sqs, target.bus, meant):
        told = f"SQS moves about {moved.count}" if moved.by_sqs else f"moved {moved.count}"
        say(f"{told} of {moved.name}", "bold green")
    hint("follow it: creative dlq list; what fails again comes back to it")
