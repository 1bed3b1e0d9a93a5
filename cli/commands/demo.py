from __future__ import annotations

import time
from pathlib import Path

import typer

from cli.board import Board, board_after
from cli.brief_check import checked
from cli.browser import show
from cli.campaign_output import find_output
from cli.check_report import counted
from cli.console_here import console_here, ending_at_ctrl_c, somebody, stay
from cli.downloading import into_folder
from cli.event_feed import listen
from cli.failures import CommandFailed
from cli.files import ASSETS, DEMO_BRIEF, DEMO_OUTPUT, read_file, readable
from cli.given_assets import assets_below
from cli.local_run import local_run
from cli.progress import progress
from cli.summary import say_manifest
from cli.terminal import hint, say
from local.stack import LocalStack
from operations.submit import Submission
from shared import keys
from shared.events import BriefRejected, BriefRejectedData, CampaignCompleted, CampaignCompletedData

_SHEET_SECONDS = 20
_POLL_SECONDS = 0.2


def demo(brief: Path | None, to: Path | None, timeout: float, open_page: bool) -> None:
    """Exit code 1 unless every product is ready. With `open_page` it goes on until Ctrl-C."""
    path = brief or DEMO_BRIEF
    if checked(path) is None:
        raise typer.Exit(1)
    start = time.monotonic()
    with local_run("demo") as stack:
        completed = _run_campaign(stack, path, timeout)
        campaign_id = completed.campaign_id
        if completed.ready_count:
            _await_contact_sheet(stack, campaign_id)
        output = find_output(stack.client("s3"), stack.outputs["bucket"], campaign_id)
        if output is None:
            raise CommandFailed(f"campaign {campaign_id} has no manifest; see {readable(stack.log)}")
        page = into_folder(output, to or DEMO_OUTPUT / campaign_id)
        say()
        say_manifest(output.manifest)
        say(f"  pictures  {readable(page.parent)}")
        say(f"  page      {readable(page)}")
        hint(f"the whole demo took {time.monotonic() - start:.1f} s")
        if open_page:
            _open(stack, campaign_id, page)
    if output.manifest.status != "completed":
        raise typer.Exit(1)


def _open(stack: LocalStack, campaign_id: str, page: Path) -> None:
    """In the console, until Ctrl-C, for that needs the local AWS; the page of files where there is no console."""
    with ending_at_ctrl_c(), console_here(stack) as console:
        if console is None:
            show(page.resolve().as_uri())
            return
        address, person = f"{console}/#/campaigns/{campaign_id}", somebody(stack)
        say(f"  console   {address}")
        say(f"  sign in   as {person.email} with {person.password}")
        show(address)
        hint("Ctrl-C ends the local AWS, and the console with it; the pictures and their page stay")
        stay(stack)


def _run_campaign(stack: LocalStack, path: Path, timeout: float) -> CampaignCompletedData:
    """Returns once every product is settled."""
    bucket, s3 = stack.outputs["bucket"], stack.client("s3")
    events = listen(stack.client, stack.outputs["busName"])
    assets = assets_below(ASSETS)
    submission = Submission(s3, bucket)
    submission.upload_pictures(assets)
    upload = submission.upload_brief(read_file(path), path.name)
    hint(f"uploaded {readable(path)} and {counted(len(assets), 'asset')}; following the events")
    board: Board = {}
    deadline = time.monotonic() + timeout
    with progress() as show:
        while time.monotonic() < deadline:
            stack.check()
            for event in events():
                if isinstance(event, BriefRejected) and event.data.brief == upload:
                    raise _rejected(event.data)
                board = board_after(board, event)
                show(board)
                if isinstance(event, CampaignCompleted):
                    return event.data
    waiting = ", ".join(row.name for row in board.values() if not row.settled) or "the parser"
    raise CommandFailed(
        f"the campaign did not end within {timeout:.0f} s; waiting for {waiting}; see {readable(stack.log)}"
    )


def _await_contact_sheet(stack: LocalStack, campaign_id: str) -> None:
    """It is drawn after CampaignCompleted, and worth having; the campaign is complete without it."""
    s3, deadline = stack.client("s3"), time.monotonic() + _SHEET_SECONDS
    sheet = {"Bucket": stack.outputs["bucket"], "Prefix": keys.contact_sheet(campaign_id)}
    while not s3.list_objects_v2(**sheet).get("Contents"):
        if time.monotonic() > deadline:
            hint(f"no contact sheet within {_SHEET_SECONDS} s; see {readable(stack.log)}")
            return
        time.sleep(_POLL_SECONDS)


def _rejected(data: BriefRejectedData) -> CommandFailed:
    return CommandFailed("\n".join([f"{data.campaign_id}: rejected", *(f"  {problem}" for problem in data.problems)]))
