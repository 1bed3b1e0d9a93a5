"""The studio's light, baked per material: since camera and lamps stand still, a normal alone decides the shade.

World: x right, y up, z to the camera. A large softbox stands left, a narrow strip right, a panel overhead, and the
white cove reflects from below. Seen in a mirror (direction R = 2(n.v)n - v) each is a soft-edged rectangle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from local.imagemodel.studio.arrays import Floats, floats, smoothstep

SIZE = 512  # of a table over (nx, ny), each -1..1


@dataclass(frozen=True, slots=True)
class Material:
    """`roughness` 0 (mirror) .. 1; `metal` replaces body colour by reflection; `sheen` lightens edges, as fibres do."""

    roughness: float
    reflectance: float = 0.04
    metal: bool = False
    sheen: float = 0.0
    wrap: float = 0.25


MATTE = Material(0.75, 0.02)
PAPER = Material(0.9, 0.012)
SATIN = Material(0.38, 0.045)
GLOSS = Material(0.10, 0.06)
RUBBER = Material(0.6, 0.03)
FABRIC = Material(0.95, 0.01, sheen=0.16, wrap=0.4)
LEATHER = Material(0.42, 0.035, wrap=0.3)
METAL = Material(0.12, 0.9, metal=True)
BRUSHED = Material(0.36, 0.85, metal=True)
GLASS = Material(0.05, 0.07)


@dataclass(frozen=True, slots=True)
class Shading:
    """`diffuse` multiplies the colour, `specular` adds to it (metal: is multiplied by it). Indexed [ny, nx]."""

    diffuse: Floats
    specular: Floats


def index(nx: Floats, ny: Floats) -> np.typing.NDArray[np.int32]:
    """Where in a flattened table the normals lie."""
    column = ((nx + 1) * ((SIZE - 1) / 2) + 0.5).astype(np.int32)
    row = ((ny + 1) * ((SIZE - 1) / 2) + 0.5).astype(np.int32)
    return np.clip(row, 0, SIZE - 1) * SIZE + np.clip(column, 0, SIZE - 1)


@cache
def shading(material: Material) -> Shading:
    axis = np.linspace(-1, 1, SIZE, dtype=np.float32)
    nx, ny = np.meshgrid(axis, axis)
    nz = np.sqrt(np.clip(1 - nx * nx - ny * ny, 0, 1))
    fresnel = material.reflectance + (1 - material.reflectance) * (1 - nz) ** 5
    dull = 1 - 0.75 * material.roughness
    mirrored = _environment(2 * nz * nx, 2 * nz * ny, 2 * nz * nz - 1, material.roughness)
    if material.metal:
        return Shading(np.zeros_like(nz).ravel(), (mirrored * 0.62).astype(np.float32).ravel())
    diffuse = _diffuse(nx, ny, nz, material.wrap) + material.sheen * (1 - nz) ** 2
    return Shading(diffuse.astype(np.float32).ravel(), (mirrored * fresnel * dull * 1.6).astype(np.float32).ravel())


def _diffuse(nx: Floats, ny: Floats, nz: Floats, wrap: float) -> Floats:
    key = _lambert(nx, ny, nz, (-0.62, 0.42, 0.66), wrap)
    fill = _lambert(nx, ny, nz, (0.85, 0.10, 0.52), wrap)
    top = _lambert(nx, ny, nz, (0.0, 0.98, 0.20), wrap)
    cove = 0.5 - 0.5 * ny
    return floats(0.66 * key + 0.20 * fill + 0.22 * top + 0.12 * cove + 0.10)


def _lambert(nx: Floats, ny: Floats, nz: Floats, to_lamp: tuple[float, float, float], wrap: float) -> Floats:
    x, y, z = to_lamp
    facing = (nx * x + ny * y + nz * z) / np.sqrt(x * x + y * y + z * z)
    return floats(np.clip((facing + wrap) / (1 + wrap), 0, 1))


def _environment(x: Floats, y: Floats, z: Floats, roughness: float) -> Floats:
    azimuth = np.degrees(np.arctan2(x, z))
    height = np.degrees(np.arcsin(np.clip(y, -1, 1)))
    soft = 3 + 42 * roughness
    room = 0.42 + 0.30 * smoothstep(-10 - soft, -55, height) + 0.26 * smoothstep(95, 165, np.abs(azimuth))
    room = room - 0.20 * np.exp(-((np.abs(azimuth) - 92) ** 2) / (2 * (12 + soft) ** 2))  # black flags beside the set
    key = _panel(azimuth, height, (-78, -34), (-38, 62), soft) * 3.4
    strip = _panel(azimuth, height, (62, 78), (-45, 55), soft) * 2.2
    overhead = _panel(azimuth, height, (-70, 70), (58, 88), soft) * 1.3
    return floats(room + (key + strip + overhead) / (1 + 1.6 * roughness))


def _panel(
    azimuth: Floats, height: Floats, across: tuple[float, float], up: tuple[float, float], soft: float
) -> Floats:
    sides = smoothstep(across[0] - soft, across[0] + soft, azimuth) * smoothstep(
        -across[1] - soft, -across[1] + soft, -azimuth
    )
    ends = smoothstep(up[0] - soft, up[0] + soft, height) * smoothstep(-up[1] - soft, -up[1] + soft, -height)
    return floats(sides * ends)
