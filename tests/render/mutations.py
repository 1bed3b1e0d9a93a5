"""Damaged picture files without end, each told by its number: the same number gives the same file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from random import Random

from tests.render.samples import samples

_EXTREMES = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_HEADER = 400  # bytes: where sizes, offsets and tables are


def mutated(number: int) -> tuple[str, bytes]:
    """The kind of file it was, and what is left of it."""
    rng = Random(number)
    kinds = samples()
    kind = rng.choice(sorted(kinds))
    data = bytearray(kinds[kind])
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        rng.choice(_MUTATIONS)(data, rng)
    if kind.startswith("png") and rng.random() < 0.7:
        return kind, _with_valid_checksums(bytes(data))
    return kind, bytes(data)


def _place(data: bytearray, rng: Random, room: int = 1) -> int:
    """Half of them in the header, because there they hurt."""
    end = max(1, len(data) - room)
    return rng.randrange(min(end, _HEADER) if rng.random() < 0.5 else end)


def _flip_bits(data: bytearray, rng: Random) -> None:
    for _ in range(rng.choice((1, 3, 20))):
        if data:
            data[_place(data, rng)] ^= 1 << rng.randrange(8)


def _overwrite(data: bytearray, rng: Random) -> None:
    at = _place(data, rng)
    data[at : at + rng.choice((1, 4, 30))] = rng.randbytes(rng.choice((1, 4, 30)))


def _set_field(data: bytearray, rng: Random) -> None:
    layout = rng.choice(("<H", ">H", "<I", ">I"))
    size = struct.calcsize(layout)
    at = _place(data, rng, size)
    data[at : at + size] = struct.pack(layout, rng.choice(_EXTREMES) & (256**size - 1))


def _truncate(data: bytearray, rng: Random) -> None:
    del data[rng.randrange(len(data) + 1) :]


def _cut_out(data: bytearray, rng: Random) -> None:
    at = _place(data, rng)
    del data[at : at + rng.choice((1, 12, 100, 1000))]


def _repeat(data: bytearray, rng: Random) -> None:
    at = _place(data, rng)
    data[at:at] = data[at : at + rng.choice((4, 40, 400))] * rng.choice((1, 1, 50))


def _splice(data: bytearray, rng: Random) -> None:
    """Part of another kind of file."""
    other = rng.choice(sorted(samples().items()))[1]
    start = rng.randrange(len(other))
    part = other[start : start + rng.choice((8, 80, 800))]
    at = _place(data, rng)
    data[at : at + (len(part) if rng.random() < 0.5 else 0)] = part


_MUTATIONS: tuple[Callable[[bytearray, Random], None], ...] = (
    *(_flip_bits, _flip_bits, _overwrite, _set_field, _set_field),
    *(_truncate, _cut_out, _repeat, _splice),
)


def _with_valid_checksums(data: bytes) -> bytes:
    """Right checksums: the PNG reader would turn nearly all of these files away at the first wrong one."""
    at, parts = 8, [data[:8]]
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 8 + length
        if end + 4 > len(data):
            break
        parts += [data[at:end], struct.pack(">I", zlib.crc32(data[at + 4 : end]))]
        at = end + 4
    return b"".join([*parts, data[at:]])
