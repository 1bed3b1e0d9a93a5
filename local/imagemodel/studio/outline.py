"""Outlines: smooth curves through points, drawn as anti-aliased masks on a canvas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from local.imagemodel.studio.arrays import Floats, floats
from local.imagemodel.studio.canvas import Canvas, Window

Point = tuple[float, float]
_EXTRA = 2  # masks are drawn at twice the canvas's resolution


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 14) -> list[Point]:
    """A centripetal-like Catmull-Rom curve through every point; a point given twice in a row makes a corner."""
    p = np.asarray(points, float)
    before, after = (
        (np.roll(p, 1, 0), np.roll(p, -1, 0)) if closed else (p[[0, *range(len(p) - 1)]], p[[*range(1, len(p)), -1]])
    )
    follow = np.roll(after, -1, 0) if closed else p[[min(i + 2, len(p) - 1) for i in range(len(p))]]
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    a, b, c, d = (q[:, None, :] for q in (before, p, after, follow))
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    flat = curve[: len(p) if closed else len(p) - 1].reshape(-1, 2)
    return [(float(x), float(y)) for x, y in (flat if closed else np.vstack([flat, p[-1:]]))]


def points(text: str, *, sign: int = 1, at: Point = (0.0, 0.0)) -> list[Point]:
    """A drawing's coordinates as text, "x y, x y": a column of tuples would hide the shape.

    `sign` -1 mirrors it, `at` is where its origin lies.
    """
    pairs = (pair.split() for pair in text.split(","))
    return [(at[0] + sign * float(x), at[1] + float(y)) for x, y in pairs]


def curve(text: str, *, sign: int = 1, at: Point = (0.0, 0.0)) -> list[Point]:
    """A smooth open line through `points`."""
    return smooth(points(text, sign=sign, at=at), closed=False)


def rounded(left: float, top: float, right: float, bottom: float, radius: float, steps: int = 10) -> list[Point]:
    """A rectangle with round corners."""
    angle = np.linspace(0, np.pi / 2, steps)
    corners = (
        (right - radius, top + radius, -np.pi / 2),
        (right - radius, bottom - radius, 0.0),
        (left + radius, bottom - radius, np.pi / 2),
        (left + radius, top + radius, np.pi),
    )
    return [
        (float(cx + radius * np.cos(a + start)), float(cy + radius * np.sin(a + start)))
        for cx, cy, start in corners
        for a in angle
    ]


def ellipse(cx: float, cy: float, rx: float, ry: float, steps: int = 96) -> list[Point]:
    angle = np.linspace(0, 2 * np.pi, steps, endpoint=False)
    return [(float(cx + rx * np.cos(a)), float(cy + ry * np.sin(a))) for a in angle]


def stroke(path: Sequence[Point], width: float | Sequence[float]) -> list[Point]:
    """The outline of a ribbon along `path`, its width in units, the same everywhere or one per point."""
    p = np.asarray(path, float)
    along = np.gradient(p, axis=0)
    along /= np.hypot(along[:, 0], along[:, 1])[:, None] + 1e-9
    half = np.broadcast_to(np.asarray(width, float) / 2, len(p))[:, None]
    side = np.stack([-along[:, 1], along[:, 0]], 1) * half
    return [(float(x), float(y)) for x, y in np.vstack([p + side, (p - side)[::-1]])]


def fill(canvas: Canvas, *outlines: Sequence[Point], holes: Sequence[Sequence[Point]] = ()) -> tuple[Window, Floats]:
    """The window that the outlines lie in, and their coverage 0..1 there."""
    every = np.vstack([np.asarray(o, float) for o in outlines])
    (left, top), (right, bottom) = every.min(0), every.max(0)
    window = canvas.window(left, top, right, bottom)
    rows, columns = window
    size = ((columns.stop - columns.start) * _EXTRA, (rows.stop - rows.start) * _EXTRA)
    mask = Image.new("L", (max(_EXTRA, size[0]), max(_EXTRA, size[1])))
    pen = ImageDraw.Draw(mask)
    for outline, ink in [*((o, 255) for o in outlines), *((h, 0) for h in holes)]:
        pen.polygon([_place(canvas, window, point) for point in outline], fill=ink)
    return window, floats(np.asarray(mask.reduce(_EXTRA))) / np.float32(255)


def _place(canvas: Canvas, window: Window, point: Point) -> tuple[float, float]:
    x, y = canvas.x(point[0]) - window[1].start, canvas.y(point[1]) - window[0].start
    return x * _EXTRA, y * _EXTRA
