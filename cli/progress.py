"""Shows how far work has come: redrawn in place on a terminal, one line per change everywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count

from rich.console import Console, ConsoleOptions, RenderResult
from rich.live import Live
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from cli.board import Board, Row, unsettled_first
from cli.terminal import clean, console, hint, is_interactive, say
from shared.frozen import now

_STYLES = {"pending": "dim", "picture": "yellow", "variants": "green", "failed": "bold red"}
_SOURCES = {"generate": "new picture", "existing": "existing asset"}
_OTHER_LINES = 8  # header, border, summary and prompt: what a terminal shows besides the rows
_NAME_WIDTH = 40
_WIDE = 80  # columns, from which everything of a product stands on one line


@contextmanager
def progress() -> Iterator[Callable[[Board], None]]:
    """A function that shows a board, for as long as the block lasts."""
    if not is_interactive():
        yield _Lines().show
        return
    table = LiveTable()
    # It is drawn again four times a second, so that the seconds of a quiet product go on.
    with Live(table, console=console(), refresh_per_second=4, transient=False) as live:

        def show(board: Board) -> None:
            table.board = board
            live.refresh()

        yield show


@contextmanager
def silent() -> Iterator[Callable[[Board], None]]:
    """Shows nothing: who reads the answer is a program."""
    yield lambda _: None


@contextmanager
def steps(total: int, what: str) -> Iterator[Callable[[str], None]]:
    """A function that is told what is begun next, for as long as the block lasts; `what` is done in `total` steps."""
    if not is_interactive():
        yield lambda name: hint(f"{what} {name}")
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(), transient=True) as bar:
        task = bar.add_task(what, total=total)
        begun = count()

        def step(name: str) -> None:
            bar.update(task, completed=next(begun), description=f"{what} {escape(clean(name))}")

        yield step


class _Lines:
    """A line for each state that a product reaches."""

    def __init__(self) -> None:
        self._shown: Board = {}

    def show(self, board: Board) -> None:
        for index, row in board.items():
            known = self._shown.get(index)
            if known is None or known.state != row.state:
                remark = f" ({row.remark})" if row.remark else ""
                say(f"  {row.seconds(row.since):5.1f} s  {row.name}: {row.state}{remark}")
        self._shown = dict(board)


class LiveTable:
    """The board, drawn for the moment, the terminal's height and its width: no name is cut."""

    def __init__(self) -> None:
        self.board: Board = {}

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        narrow = options.max_width < _WIDE
        room = max(3, ((options.max_height or 40) - _OTHER_LINES) // (2 if narrow else 1))
        rows = list(self.board.values())
        if len(rows) > room:
            rows = list(unsettled_first(self.board))[:room]
        yield from _stacked(rows) if narrow else [_table(rows)]
        yield Text(_summary(self.board, len(rows)), "dim")


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("product", max_width=_NAME_WIDTH, overflow="fold")
    for heading in ("source", "state"):
        table.add_column(heading, no_wrap=True)
    table.add_column("seconds", justify="right")
    table.add_column("", overflow="fold")
    for row in rows:
        name, *cells, remark = _cells(row)
        table.add_row(name, Text(_SOURCES[row.source], "dim"), *cells, remark)
    return table


def _stacked(rows: Sequence[Row]) -> Iterator[Text]:
    """Each product's state under its name."""
    for row in rows:
        name, state, seconds, remark = _cells(row)
        yield name
        yield Text("  ") + Text("  ").join(part for part in (state, seconds + Text(" s"), remark) if part)


def _cells(row: Row) -> tuple[Text, Text, Text, Text]:
    """Name, state, seconds, remark."""
    return (
        Text(clean(row.name)),
        Text(row.state, _STYLES[row.state]),
        Text(f"{row.seconds(now()):.1f}"),
        Text(clean(row.remark), "red" if row.state == "failed" else "dim"),
    )


def _summary(board: Board, shown: int) -> str:
    if not board:
        return "waiting for the parser"
    settled = sum(row.settled for row in board.values())
    more = f" ({len(board) - shown} not shown)" if shown < len(board) else ""
    return f"{settled} of {len(board)} products settled{more}"
