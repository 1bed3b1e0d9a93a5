"""Finds the pictures of a brief on its author's machine: beside the brief, under the paths as they are written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from briefs.assets import differing_in_case, is_picture
from shared import keys


class PicturesBeside:
    """Files below some folders, as if each of these were existing-assets/; of two at one path, the first folder's.

    Names are compared by case on every machine: what is found on a Mac as Bottle.PNG must be found in S3, too.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._names: dict[Path, dict[str, Path]] = {}

    @classmethod
    def of(cls, brief: Path, assets: Path | None = None) -> PicturesBeside:
        """Those of `assets`, which mirrors existing-assets/, before those beside the brief."""
        beside = brief.resolve().parent
        return cls(*([assets.resolve()] if assets else []), beside, beside / keys.ASSETS_PREFIX)

    def find(self, path: str) -> tuple[str, ...]:
        found = (self._pictures(place, path) for folder in self._folders if (place := self._at(folder, path)))
        return next(filter(None, found), ())

    def alike(self, path: str) -> str | None:
        found = (differing_in_case(path, partial(self._below, folder)) for folder in self._folders)
        return next(filter(None, found), None)

    def content(self, path: str, limit: int) -> bytes | None:
        place = self.file(keys.ASSETS_PREFIX + path)
        if place is None:
            return None
        with place.open("rb") as file:
            return file.read(limit)

    def version(self, key: str) -> None:
        """Files have none."""

    def file(self, key: str) -> Path | None:
        """The file that `find` gave this key."""
        places = (self._at(folder, key.removeprefix(keys.ASSETS_PREFIX)) for folder in self._folders)
        return next((place for place in places if place and place.is_file()), None)

    def _pictures(self, place: Path, path: str) -> tuple[str, ...]:
        key = keys.ASSETS_PREFIX + path.strip("/")
        if place.is_file():
            return () if path.endswith("/") else (key,)
        names = [name for name, entry in self._entries(place).items() if is_picture(name) and entry.is_file()]
        return (f"{key}/product.png",) if "product.png" in names else tuple(f"{key}/{name}" for name in sorted(names))

    def _below(self, folder: Path, path: str) -> Iterable[str]:
        place = self._at(folder, path)
        return self._entries(place) if place else ()

    def _at(self, folder: Path, path: str) -> Path | None:
        place: Path | None = folder
        for name in filter(None, path.split("/")):
            place = self._entries(place).get(unicodedata.normalize("NFC", name)) if place else None
        return place

    def _entries(self, folder: Path) -> dict[str, Path]:
        """By their names with composed letters: file systems differ in how they write an umlaut."""
        if folder not in self._names:
            entries = folder.iterdir() if folder.is_dir() else ()
            self._names[folder] = {unicodedata.normalize("NFC", entry.name): entry for entry in entries}
        return self._names[folder]
