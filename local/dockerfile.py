"""The part of a Dockerfile that decides what a function finds in its image: COPY, WORKDIR and CMD.

`RUN` is not executed (dependencies come from the virtual environment); an instruction of the last stage that changes
the contents in a way this reader can't follow is refused by name.
"""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from string import Template
from typing import NamedTuple

from local.failure import LocalAwsFailed

# Where Lambda looks for the code; AWS's base images set it.
TASK_ROOT = "/var/task"

_NO_CONTENT = {"FROM", "RUN", "LABEL", "EXPOSE", "USER", "STOPSIGNAL", "HEALTHCHECK", "SHELL"}


@dataclass(frozen=True)
class Copy:
    """`sources` are relative to the build context, `target` is absolute; a target that ends in / is a folder."""

    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True)
class Contents:
    """What the last stage copies from the build context, and the function that its CMD names."""

    copies: tuple[Copy, ...]
    handler: str


class _Instruction(NamedTuple):
    line: int
    name: str
    rest: str


def contents(dockerfile: Path) -> Contents:
    """Raises LocalAwsFailed for a Dockerfile that is missing, has no CMD, or can't be followed."""
    try:
        text = dockerfile.read_text()
    except OSError as error:
        raise LocalAwsFailed(f"the Dockerfile {dockerfile} can't be read: {error.strerror}") from None
    try:
        return _contents(_last_stage(_instructions(text)))
    except LocalAwsFailed as problem:
        raise LocalAwsFailed(f"{dockerfile}: {problem}") from None


def _instructions(text: str) -> list[_Instruction]:
    """Instructions with continued lines joined, comments left out."""
    found: list[_Instruction] = []
    pending, start = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        start = start or number
        if stripped.endswith("\\"):
            pending += stripped[:-1] + " "
            continue
        name, _, rest = (pending + stripped).partition(" ")
        found.append(_Instruction(start, name.upper(), " ".join(rest.split())))
        pending, start = "", 0
    return found


def _last_stage(instructions: list[_Instruction]) -> list[_Instruction]:
    starts = [position for position, each in enumerate(instructions) if each.name == "FROM"]
    names = {name for start in starts[:-1] for name in re.findall(r"(?i) as (\S+)", instructions[start].rest)}
    if starts and names.intersection(instructions[starts[-1]].rest.split()):
        raise LocalAwsFailed(f"line {instructions[starts[-1]].line}: the last stage must not start from another one")
    return instructions[starts[-1] :] if starts else []


def _contents(stage: list[_Instruction]) -> Contents:
    copies: list[Copy] = []
    handler, workdir = "", PurePosixPath(TASK_ROOT)
    for line, name, rest in stage:
        try:
            match name:
                case "WORKDIR":
                    workdir /= _expand(rest)
                case "COPY":
                    copies += _copy(rest, workdir)
                case "CMD":
                    handler = _command(rest)
                case _ if name not in _NO_CONTENT:
                    raise LocalAwsFailed("the local AWS does not know what this puts into the image")
        except LocalAwsFailed as problem:
            raise LocalAwsFailed(f"line {line}: {name} {rest}: {problem}") from None
    if not handler:
        raise LocalAwsFailed("the last stage has no CMD with the function's handler")
    return Contents(tuple(copies), handler)


def _copy(rest: str, workdir: PurePosixPath) -> list[Copy]:
    words = shlex.split(_expand(rest))
    flags = [word for word in words if word.startswith("--")]
    if any(flag.startswith("--from=") for flag in flags):
        return []  # another stage's files: dependencies, which the virtual environment has
    if flags or rest.startswith("[") or "<<" in rest or re.search(r"[*?\[]", rest):
        raise LocalAwsFailed("write it as COPY source... target, without options, patterns or here-documents")
    *sources, target = words
    folder = "/" if target.endswith(("/", ".")) else ""
    return [Copy(tuple(sources), f"{workdir / target}{folder}")]


def _command(rest: str) -> str:
    try:
        (handler,) = json.loads(_expand(rest))
    except ValueError:
        raise LocalAwsFailed('write it as CMD ["package.module.function"]') from None
    return str(handler)


def _expand(text: str) -> str:
    return Template(text).safe_substitute(LAMBDA_TASK_ROOT=TASK_ROOT)
