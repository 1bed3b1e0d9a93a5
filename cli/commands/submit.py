from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path, PurePath

import typer

from briefs.values import PLACEHOLDER
from cli.asking import confirmed
from cli.check_report import counted, say_check, say_plain
from cli.commands.status import watch_to_end
from cli.failures import CommandFailed
from cli.files import read_brief_file
from cli.given_assets import parse_asset
from cli.interrupts import if_interrupted
from cli.opened_pictures import unreadable
from cli.summary import say_rejected
from cli.target import Name, Target, find_target
from cli.terminal import complain, hint, say
from operations.check import Checked, Checking
from operations.chosen_ids import ChosenId, ChosenIds, IdTaken
from operations.pictures_beside import PicturesBeside
from operations.rewriting import with_paths
from operations.standing import rejection
from operations.submit import NotAnswered, NotSubmitted, Submission, id_start
from shared.campaigns.brief_rows import BriefRows
from shared.identity import ID_EXPECTED, may_be_chosen


def submit(
    path: Path,
    assets: list[str],
    *,
    ask_above: float,
    yes: bool,
    dry_run: bool,
    chosen_id: str | None,
    as_json: bool,
    watch: bool,
    wait: float,
    bucket: str | None,
    table: str | None,
    stack: str | None,
) -> None:
    """The id goes to stdout, alone on its line, so that a script can take it; or all that is known, as JSON."""
    if as_json and watch:
        raise CommandFailed("--json and --watch: the one or the other; `creative status ID --watch --json` follows it")
    given = dict(map(parse_asset, assets))
    data, name = _named(path, chosen_id)
    wanted: dict[Name, str | None] = {"bucket": bucket, "table": table} if watch or chosen_id else {"bucket": bucket}
    target = find_target(wanted, stack)
    hint(f"bucket {target.bucket}, from {target.source}")
    _refuse_taken(target, chosen_id)
    checked = _checked(target, path, data, name, given)
    campaign_id = None
    if checked.read and not dry_run:
        _agree(checked, Decimal(str(ask_above)), yes)
        campaign_id = _submitted(target, checked, data, name, chosen_id, wait)
    if as_json:
        say_plain(checked, campaign_id)
    elif campaign_id:
        say(campaign_id)
    if campaign_id:
        _follow(target, campaign_id, watch)
    elif checked.read:
        hint("nothing was uploaded")
    else:
        raise typer.Exit(1)


def _named(path: Path, chosen_id: str | None) -> tuple[bytes, str]:
    """The brief, and the name that its upload gets."""
    data, name = read_brief_file(path)
    if not name.isprintable():
        raise CommandFailed(f"{path}: a key in S3 is UTF-8 text, this file's name is not: rename it")
    return data, _name_in_bucket(name, chosen_id)


def _name_in_bucket(filename: str, chosen_id: str | None) -> str:
    if chosen_id is None:
        return filename
    if not may_be_chosen(chosen_id):
        raise CommandFailed(f"--id {chosen_id}: expected {ID_EXPECTED}")
    return chosen_id + PurePath(filename).suffix


def _refuse_taken(target: Target, chosen_id: str | None) -> None:
    if chosen_id is None:
        return
    try:
        ChosenIds(target.client("s3"), target.bucket, _rows(target)).refuse_taken(chosen_id)
    except IdTaken as taken:
        raise CommandFailed(f"{taken}: choose another; nothing was uploaded") from None


def _checked(target: Target, path: Path, data: bytes, filename: str, given: Mapping[str, Path]) -> Checked:
    """Says what the brief will do and cost, or why it can't run."""
    checking = Checking(target.client("s3"), target.bucket, target.rates)
    checked = checking.check(data, filename, PicturesBeside.of(path), given)
    say_check(path, checked, target.rates_of)
    if checked.read:
        _refuse_unreadable(path, checked)
    return checked


def _refuse_unreadable(path: Path, checked: Checked) -> None:
    broken = list(unreadable(checked))
    for line in broken:
        complain(f"  broken    {line}")
    if broken:
        raise CommandFailed(f"{path}: {counted(len(broken), 'picture')} that can't be read; nothing was uploaded")


def _agree(checked: Checked, ask_above: Decimal, yes: bool) -> None:
    """Ends the command where somebody says no."""
    question = _question(checked, ask_above)
    if question and not confirmed(question, yes):
        raise typer.Exit(1)


def _question(checked: Checked, ask_above: Decimal) -> str | None:
    """What is to be agreed to before anything is uploaded; None where nothing is.

    A placeholder is a brief that was begun and not ended. At a terminal a missing picture is asked for, too: whoever
    named it did not want to pay for another one.
    """
    asked = []
    if checked.beside:
        lie = "lies" if len(checked.beside) == 1 else "lie"
        asked.append(f"upload {counted(len(checked.beside), 'picture')} that {lie} beside the brief")
    if any(note.text == PLACEHOLDER for note in checked.notes):
        asked.append("set a text that looks like a placeholder")
    if checked.cost > ask_above or (checked.missing and sys.stdin.isatty()):
        asked.append(f"spend {checked.cost:.2f} USD")
    question = " and ".join(asked)
    return f"{question[0].upper()}{question[1:]}?" if asked else None


def _submitted(target: Target, checked: Checked, data: bytes, filename: str, chosen_id: str | None, wait: float) -> str:
    """Uploads, and waits for the campaign's id."""
    if checked.read is None:
        raise ValueError("a brief that is refused is not uploaded")
    submission = Submission(target.client("s3"), target.bucket)
    brief, name = with_paths(data, checked.read, filename, checked.renamed)
    try:
        with if_interrupted("no campaign was started; pictures may have been uploaded, which costs nothing"):
            submission.upload_pictures(checked.uploads)
        with if_interrupted("the brief may have been uploaded: `creative list` shows whether a campaign goes on"):
            if chosen_id:
                chosen = ChosenId(chosen_id, checked.read.brief.campaign_name)
                reference = submission.upload_under(chosen, _rows(target), brief, name)
            else:
                reference = submission.upload_brief(brief, name)
        told = f" and {counted(len(checked.uploads), 'asset')}" if checked.uploads else ""
        hint(f"uploaded {reference.key}{told}")
        with if_interrupted(f"the campaign goes on: `creative status {id_start(reference)}` names it"):
            return submission.campaign(reference, wait)
    except (NotSubmitted, NotAnswered) as failure:
        raise CommandFailed(str(failure)) from None


def _rows(target: Target) -> BriefRows:
    return BriefRows(target.client("dynamodb"), target.table)


def _follow(target: Target, campaign_id: str, watch: bool) -> None:
    if watch:
        watch_to_end(target, campaign_id)
        return
    rejected = rejection(target.client("s3"), target.bucket, campaign_id)
    if rejected:
        say_rejected(rejected, complain)
        raise typer.Exit(1)
    hint(f"next: creative status {campaign_id} --watch")
