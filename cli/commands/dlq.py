from __future__ import annotations

import json
from datetime import datetime

from cli.failures import CommandFailed
from cli.target import Target, find_target
from cli.terminal import hint, say
from operations.dead_letters import MOST, About, DeadLetter, dead_letter_queues, depth, look
from operations.standing import rejection
from shared.campaigns.store import CampaignDeleted, CampaignStore, CampaignUnknown
from shared.frozen import now

_ID_SHOWN = 8
_TOLD = 160  # characters of each letter in the list


def list_letters(*, bucket: str | None, table: str | None, bus: str | None, stack: str | None) -> None:
    """A line for each queue that is not empty, and one for each of its letters, the id first."""
    target = _target(bucket, table, bus, stack)
    sqs, at, empty = target.client("sqs"), now(), True
    for name, url in _queues(target).items():
        if not (count := depth(sqs, url)):
            continue
        empty, letters = False, look(sqs, url)
        oldest = f"the oldest for {_ago(letters[0].sent_at, at)}" if letters else "hidden by somebody right now"
        say(f"{_short(target, name)}: {count} letter{'' if count == 1 else 's'}, {oldest}", "bold red")
        for letter in letters:
            told = _cut(_told(target, letter.about))
            say(f"  {letter.message_id[:_ID_SHOWN]}  {_ago(letter.sent_at, at):>10}  {told}")
        if count > len(letters) >= MOST:
            say(f"  and {count - len(letters)} more")
    if empty:
        hint("no dead letters")
    else:
        hint("one of them: creative dlq show QUEUE [LETTER]; back to its stage: creative redrive --stage STAGE")


def show_letter(
    queue: str, letter_id: str, *, bucket: str | None, table: str | None, bus: str | None, stack: str | None
) -> None:
    """The oldest letter, or the one whose id begins with `letter_id`; its body last, as JSON."""
    target = _target(bucket, table, bus, stack)
    name, url = _queue(target, queue)
    letters = [each for each in look(target.client("sqs"), url) if each.message_id.startswith(letter_id)]
    if not letters:
        raise CommandFailed(
            f"{_short(target, name)}: no letter {letter_id}".rstrip() + "; `creative dlq list` shows all"
        )
    _say_letter(target, letters[0])


def _target(bucket: str | None, table: str | None, bus: str | None, stack: str | None) -> Target:
    target = find_target({"bucket": bucket, "table": table, "bus": bus}, stack)
    hint(f"bus {target.bus}, from {target.source}")
    return target


def _queues(target: Target) -> dict[str, str]:
    found = dead_letter_queues(target.client("sqs"), target.bus)
    if not found:
        raise CommandFailed(f"bus {target.bus} has no dead-letter queues: check --bus, CREATIVE_BUS and the region")
    return found


def _queue(target: Target, wanted: str) -> tuple[str, str]:
    """Name and URL of the queue that is meant by a stage, by its name without the stack, or by all of it."""
    found = _queues(target)
    for name in (wanted, f"{target.bus}-{wanted}", f"{target.bus}-{wanted}-dlq"):
        if name in found:
            return name, found[name]
    known = ", ".join(_short(target, name) for name in found)
    raise CommandFailed(f"no dead-letter queue {wanted}: one of {known} is expected")


def _short(target: Target, name: str) -> str:
    return name.removeprefix(f"{target.bus}-")


def _say_letter(target: Target, letter: DeadLetter) -> None:
    say(f"{letter.message_id}: {_told(target, letter.about)}", "bold")
    say(f"  since     {letter.sent_at:%Y-%m-%d %H:%M:%S} UTC, for {_ago(letter.sent_at, now())}")
    for name, text in sorted(letter.attributes.items()):
        say(f"  {name:<10}{'' if len(name) < 10 else ' '}{text}")
    say()
    try:
        say(json.dumps(json.loads(letter.body), ensure_ascii=False, indent=2))
    except ValueError:
        say(letter.body)


def _told(target: Target, about: About) -> str:
    parts = [about.kind, about.campaign_id, about.product]
    return "  ".join(part for part in parts if part) + f": {_state(target, about)}"


def _cut(text: str) -> str:
    return text if len(text) <= _TOLD else f"{text[: _TOLD - 1].rstrip()}…"


def _state(target: Target, about: About) -> str:
    """How it stands with what the letter is about: why it failed, or that it is done meanwhile."""
    if about.campaign_id is None:
        return "names no campaign"
    campaigns = CampaignStore(target.client("dynamodb"), target.table)
    try:
        if about.index is not None:
            product = campaigns.product(about.campaign_id, about.index).product
            return f"{product.failure.code}: {product.failure.reason}" if product.failure else product.status
        campaign = campaigns.campaign(about.campaign_id)
    except CampaignDeleted as deleted:
        return str(deleted)
    except CampaignUnknown:
        return "no longer in the table"
    if campaign:
        return f"campaign {campaign.status}"
    rejected = rejection(target.client("s3"), target.bucket, about.campaign_id)
    return f"rejected: {rejected.problems[0]}" if rejected else "neither accepted nor rejected"


def _ago(since: datetime, at: datetime) -> str:
    seconds = max(0, int((at - since).total_seconds()))
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
