"""Brings a campaign's output to this machine, with a page that shows it: as a folder, or as a ZIP."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from cli.campaign_output import PAGE, SHEET, TABLE, CampaignOutput
from cli.failures import CommandFailed
from cli.files import part_of, whole_file
from rendering.campaign_page.page import campaign_page
from rendering.campaign_page.variants_table import variants_table

_AT_ONCE = 8
_CHUNK_BYTES = 1 << 20
_READABLE_BY_ALL = 0o644 << 16


def into_folder(output: CampaignOutput, folder: Path) -> Path:
    """The page, beside every object and the table. Raises CommandFailed where the folder can't be written."""
    try:
        places = {name: _place(folder, name) for name in output.names}
        _fetch_all(output, places)
        for name, text in _overviews(output).items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise CommandFailed(f"{error.filename or folder}: can't be written ({error.strerror})") from None
    return folder / PAGE


def into_zip(output: CampaignOutput, path: Path) -> None:
    """Every object, the page and the table, in a folder that is named like the campaign.

    `path` has the old file or the new one, never half of it. Raises CommandFailed where it can't be written.
    """
    for name in output.names:
        if ".." in PurePosixPath(name).parts:
            raise _outside(name, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            _zip(output, file)
    except OSError as error:
        raise CommandFailed(f"{error.filename or path}: can't be written ({error.strerror})") from None


def _zip(output: CampaignOutput, file: BinaryIO) -> None:
    """Pictures are compressed already: they are stored as they are."""
    changed = output.manifest.updated_at.timetuple()[:6]

    def entry(name: str) -> ZipInfo:
        info = ZipInfo(f"{output.manifest.campaign_id}/{name}", changed)
        info.external_attr = _READABLE_BY_ALL
        return info

    with ZipFile(file, "w") as archive:
        own = _overviews(output)
        for name, data in _read_ahead(output, [name for name in output.names if name not in own]):
            archive.writestr(entry(name), data)
        for name, text in own.items():
            archive.writestr(entry(name), text)


def _overviews(output: CampaignOutput) -> dict[str, str]:
    """Page and table by name, made here: those in the bucket show more than was asked for, or less than there is."""
    beside = [TABLE, *(name for name in output.names if name == SHEET)]
    return {PAGE: campaign_page(output.manifest, beside), TABLE: variants_table(output.manifest)}


def _read_ahead(output: CampaignOutput, names: list[str]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes, in their order; no more than a few wait in memory."""
    waiting: deque[tuple[str, Future[bytes]]] = deque()
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        for name in names:
            waiting.append((name, pool.submit(lambda name: b"".join(_chunks(output, name)), name)))
            if len(waiting) > _AT_ONCE:
                oldest, read = waiting.popleft()
                yield oldest, read.result()
        for oldest, read in waiting:
            yield oldest, read.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # Ctrl-C waits for nobody


def _fetch_all(output: CampaignOutput, places: Mapping[str, Path]) -> None:
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        list(pool.map(lambda name: _fetch(output, name, places[name]), output.names))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # Ctrl-C waits for nobody, and leaves no half file
        for place in places.values():
            part_of(place).unlink(missing_ok=True)


def _place(folder: Path, name: str) -> Path:
    """Raises CommandFailed for a key that would leave the folder."""
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise _outside(name, folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _outside(name: str, where: Path) -> CommandFailed:
    return CommandFailed(f"the object {name!r} would be written outside of {where}: nothing was downloaded")


def _fetch(output: CampaignOutput, name: str, place: Path) -> None:
    with whole_file(place) as file:
        for chunk in _chunks(output, name):
            file.write(chunk)


def _chunks(output: CampaignOutput, name: str) -> Iterator[bytes]:
    found = output.s3.get_object(Bucket=output.bucket, Key=output.prefix + name)
    yield from found["Body"].iter_chunks(_CHUNK_BYTES)
