"""Says what a brief would do, before anything is uploaded: how it is read, what it costs, where its pictures are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefs.assets import MAX_KEY_BYTES
from briefs.plan import Plan, plan
from briefs.read import ReadBrief, read_brief
from briefs.word_list import FILE as WORD_LIST
from operations.assets_to_be import AssetsToBe
from operations.pictures_beside import PicturesBeside
from shared import keys
from shared.costs import Rates
from shared.problems import BriefRefused, Note, Problem

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

State = Literal["new", "found", "given", "beside", "several", "missing"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A product's picture, or the logo. `path` is as the brief has it, "" for a picture that it leaves to the model.

    new      the brief asks for no picture of its own
    found    lies in the bucket
    given    is uploaded to the key that its sender chose
    beside   lies beside the brief and is uploaded, or was before
    several  is a folder with several pictures: a problem, or no logo
    missing  lies nowhere: a new picture, or no logo; `alike` is a path that differs in upper and lower case alone
    """

    owner: str
    path: str
    state: State
    key: str | None = None
    alike: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """`read` and `made` are None where there are `problems`; `notes` are those of reading: `pictures` tell the others.

    `uploads` are the files to upload, by key, before the brief; `renamed` the paths that it must have then; `unused`
    those of them that nothing in the brief refers to.
    """

    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: ReadBrief | None = None
    made: Plan | None = None
    pictures: tuple[Picture, ...] = ()
    uploads: Mapping[str, Path] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    @property
    def cost(self) -> Decimal:
        """USD, if every product succeeds."""
        return self.made.estimated_cost if self.made else Decimal(0)

    @property
    def missing(self) -> tuple[Picture, ...]:
        return tuple(picture for picture in self.pictures if picture.state == "missing")

    @property
    def beside(self) -> dict[str, Path]:
        """What is uploaded though nobody has named it but the brief."""
        named = {picture.key for picture in self.pictures if picture.state == "beside"}
        return {key: file for key, file in self.uploads.items() if key in named}


@dataclass(frozen=True, slots=True)
class Checking:
    """The bucket, and what the stack charges."""

    s3: S3Client
    bucket: str
    rates: Rates

    def check(self, data: bytes, filename: str, beside: PicturesBeside, given: Mapping[str, Path]) -> Checked:
        """Reads the bucket, writes nothing. `given` are files to upload, by key."""
        try:
            read = read_brief(data, filename)
        except BriefRefused as refused:
            return Checked(refused.notes, refused.problems)
        assets = AssetsToBe(self.s3, self.bucket, beside, given)
        pictures = tuple(_pictures(read, assets, given))
        uploads, unused = {**given, **assets.uploads}, _unused(pictures, given)
        known = Checked(pictures=pictures, uploads=uploads, renamed=assets.renamed, unused=unused)
        try:
            made = plan(read, assets, self.rates)
        except BriefRefused as refused:
            return replace(known, notes=read.notes, problems=refused.problems)
        return replace(known, notes=read.notes, read=read, made=made)


def _pictures(read: ReadBrief, assets: AssetsToBe, given: Mapping[str, Path]) -> Iterator[Picture]:
    for product in read.brief.products:
        yield _picture(product.name, product.existing_assets, assets, given)
    if read.brief.logo:
        yield _picture("logo", (read.brief.logo,), assets, given)


def _picture(owner: str, paths: Iterable[str], assets: AssetsToBe, given: Mapping[str, Path]) -> Picture:
    """Of the first path at which something lies."""
    alike, last = None, ""
    for path in paths:
        last = last or path
        if len((keys.ASSETS_PREFIX + path).encode()) > MAX_KEY_BYTES:
            continue
        found = assets.find(path)
        if len(found) > 1:
            return Picture(owner, path, "several")
        if found:
            state: State = "given" if found[0] in given else "beside" if path in assets.renamed else "found"
            return Picture(owner, path, state, found[0])
        alike = alike or assets.alike(path)
    return Picture(owner, last, "missing" if last else "new", None, alike)


def _unused(pictures: Iterable[Picture], given: Mapping[str, Path]) -> tuple[str, ...]:
    used = {picture.key for picture in pictures} | {keys.ASSETS_PREFIX + WORD_LIST}
    return tuple(key for key in given if key not in used)
