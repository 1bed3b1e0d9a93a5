"""Solids of revolution, seen from slightly above.

Seen so, the ring of radius r at depth y is an ellipse of half-height r * tilt. In one column of pixels, the
front of ring y reaches down to y + tilt * sqrt(r^2 - x^2); of the rings that reach a pixel we see the highest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from local.imagemodel.studio.arrays import Floats, floats
from local.imagemodel.studio.canvas import Canvas, Surface, Window

Profile = Sequence[tuple[float, float]]  # (y, radius) in units, downward; straight between points


@dataclass(frozen=True, slots=True)
class Solid:
    """Per pixel: the normal, `y` of the ring seen there (units), `around` -1..1 (the angle from left to right edge)."""

    window: Window
    cover: Floats
    nx: Floats
    ny: Floats
    y: Floats
    around: Floats

    def band(self, top: float, bottom: float, pixel: float) -> Surface:
        """The part between two rings; `pixel` is the size of a pixel in units."""
        shown = np.flatnonzero(((self.y > top - pixel) & (self.y < bottom + pixel) & (self.cover > 0)).any(1))
        first, last = (shown[0], shown[-1] + 1) if shown.size else (0, 1)
        part = slice(first, last)
        y = self.y[part]
        edge = np.clip((y - top) / pixel + 0.5, 0, 1) * np.clip((bottom - y) / pixel + 0.5, 0, 1)
        rows, columns = self.window
        window = (slice(rows.start + first, rows.start + last), columns)
        return Surface(window, (self.cover[part] * edge).astype(np.float32), self.nx[part], self.ny[part])

    def rows(self, surface: Surface) -> slice:
        """The rows of this solid's arrays that a band of it covers."""
        start = surface.window[0].start - self.window[0].start
        return slice(start, start + surface.cover.shape[0])


def turn(canvas: Canvas, profile: Profile, *, cx: float = 0.0, tilt: float = 0.10, round_by: float = 0.006) -> Solid:
    """`round_by` softens every edge of the profile, in units."""
    top, bottom, reach = profile[0][0], profile[-1][0], max(r for _, r in profile)
    window = canvas.window(cx - reach, top - reach * tilt, cx + reach, bottom + reach * tilt)
    rows, columns = window
    first = canvas.y(top)
    count = max(2, round(canvas.y(bottom) - first))
    radius = _radii(profile, count, canvas.scale, round_by)
    x = np.arange(columns.start, columns.stop, dtype=np.float32) + 0.5 - np.float32(canvas.x(cx))
    ring, valid = _seen(radius, x, first - rows.start, rows.stop - rows.start, tilt)
    r = np.interp(ring, np.arange(count), radius).astype(np.float32)
    sine = floats(np.clip(x[None, :] / np.maximum(r, 1e-3), -1, 1))
    cover = valid * np.clip(r - np.abs(x)[None, :] + 0.5, 0, 1)
    nx, ny = _normals(radius, ring, sine, tilt)
    y = (ring / canvas.scale + top).astype(np.float32)
    around = (np.arcsin(sine) / (np.pi / 2)).astype(np.float32)
    return Solid(window, cover.astype(np.float32), nx, ny, y, around)


def _radii(profile: Profile, count: int, scale: float, round_by: float) -> Floats:
    at, r = (np.asarray(v, float) for v in zip(*profile, strict=True))
    depth = np.linspace(at[0], at[-1], count)
    radius = np.interp(depth, at, r) * scale
    kernel = np.hanning(max(3, int(round_by * scale) * 2 + 1))
    padded = np.pad(radius, len(kernel) // 2, "edge")
    return np.convolve(padded, kernel / kernel.sum(), "valid")[:count].astype(np.float32)


def _seen(radius: Floats, x: Floats, first: float, rows: int, tilt: float) -> tuple[Floats, Floats]:
    """The ring (fractional index) seen at each pixel, and whether there is one."""
    count, width = len(radius), len(x)
    ring = np.arange(count, dtype=np.float32)[:, None]
    inside = np.abs(x)[None, :] <= radius[:, None] + 0.5
    lift = tilt * np.sqrt(np.maximum(radius[:, None] ** 2 - x[None, :] ** 2, 0))
    reach = np.maximum.accumulate(np.where(inside, ring + lift + np.float32(first), -1e6), axis=0)
    bins = np.clip(np.ceil(reach - 0.5), 0, rows).astype(np.int64)
    hits = np.bincount((bins * width + np.arange(width)).ravel(), minlength=(rows + 1) * width)
    below = np.cumsum(hits.reshape(rows + 1, width), axis=0)[:rows]  # rings that end above each pixel
    owner = np.minimum(below, count - 1)
    y = np.arange(rows, dtype=np.float32)[:, None] + 0.5
    at = np.take_along_axis(reach, owner, 0)
    before = np.take_along_axis(reach, np.maximum(owner - 1, 0), 0)
    step = np.where(before > -1e5, np.clip((at - y) / np.maximum(at - before, 1e-3), 0, 1), 0)
    back = first + owner - np.take_along_axis(lift, owner, 0)
    valid = np.clip(y - back + 0.5, 0, 1) * np.clip(reach[-1][None, :] - y + 0.5, 0, 1) * (below <= count)
    seen = np.maximum(owner - step, 0)
    seen = np.where((owner == 0) & (y < at), 0, seen)
    return seen.astype(np.float32), valid.astype(np.float32)


def _normals(radius: Floats, ring: Floats, sine: Floats, tilt: float) -> tuple[Floats, Floats]:
    slope = np.gradient(radius)
    slope[0] = 50.0 if radius[0] > 2 else slope[0]  # the lid: its disc faces up
    long = np.sqrt(1 + slope**2)
    at = np.arange(len(radius))
    upward = np.interp(ring, at, slope / long)
    outward = np.interp(ring, at, 1 / long)
    forward = outward * np.sqrt(1 - sine**2)
    nx = outward * sine
    ny = upward * np.sqrt(1 - tilt * tilt) - forward * tilt
    return nx.astype(np.float32), ny.astype(np.float32)
