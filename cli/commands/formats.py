from __future__ import annotations

import json
from dataclasses import asdict

import typer

from cli.terminal import hint, say
from shared.formats import DEFAULT_FORMATS, FORMATS, Format

_HEADINGS = ("format", "pixels", "ratio", "top", "foot", "sides", "for")


def formats(*, as_json: bool) -> None:
    """One line for each, the name first; those that a brief gets by itself are marked."""
    if as_json:
        typer.echo(json.dumps([_plain(each) for each in FORMATS.values()], indent=2))
        return
    say(_line(*_HEADINGS), "bold")
    for each in FORMATS.values():
        zone = each.safe_zone
        name = each.name + ("*" if each.name in DEFAULT_FORMATS else "")
        top, foot, sides = (f"{share:.0%}" for share in (zone.top, zone.bottom, zone.sides))
        say(_line(name, f"{each.width}x{each.height}", each.ratio, top, foot, sides, each.used_for))
    hint("* made for a brief that names no formats; any others: formats: [instagram-story, pinterest-pin]")
    hint("top, foot, sides: what the network's own controls may cover; words stay clear of it")


def _line(name: str, pixels: str, ratio: str, top: str, foot: str, sides: str, used_for: str) -> str:
    return f"{name:<19} {pixels:<9} {ratio:<6} {top:>4} {foot:>4} {sides:>5}  {used_for}"


def _plain(shape: Format) -> dict[str, object]:
    return {
        "name": shape.name,
        "width": shape.width,
        "height": shape.height,
        "ratio": shape.ratio,
        "used_for": shape.used_for,
        "default": shape.name in DEFAULT_FORMATS,
        "max_bytes": shape.max_bytes,
        "safe_zone": asdict(shape.safe_zone),
        "text_box": dict(zip(("left", "top", "right", "bottom"), shape.text_box, strict=True)),
    }
