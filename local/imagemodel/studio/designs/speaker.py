"""A loudspeaker."""

from __future__ import annotations

import numpy as np

from local.imagemodel.studio.canvas import Canvas
from local.imagemodel.studio.designs.turned import TILT, band, groove
from local.imagemodel.studio.lathe import turn
from local.imagemodel.studio.light import FABRIC, METAL, RUBBER
from local.imagemodel.studio.look import Look
from local.imagemodel.studio.outline import rounded
from local.imagemodel.studio.palette import STEEL, scale
from local.imagemodel.studio.relief import raised


def speaker(look: Look) -> Canvas:
    """A cylinder of woven fabric between a rubber top and foot."""
    base, r = 0.54, 0.172
    canvas = Canvas(2 * r + 0.04, base + r * TILT, look.scale)
    p = look.palette
    shape = [
        (0.018, r * 0.90),
        (0.030, r * 0.98),
        (0.050, r),
        (base - 0.045, r),
        (base - 0.015, r * 0.95),
        (base, r * 0.86),
    ]
    solid = turn(canvas, shape, tilt=TILT, round_by=0.016)
    band(canvas, solid, 0, base + 0.01, RUBBER, scale(p.body, 0.35))
    cloth = solid.band(0.062, base - 0.048, 1 / canvas.scale)
    rows = solid.rows(cloth)
    weave = np.sin(solid.around[rows] * np.float32(420)) * np.sin(solid.y[rows] * np.float32(1300))
    canvas.paint(cloth, FABRIC, p.body, (0.90 + 0.14 * weave).astype(np.float32))
    groove(canvas, solid, 0.062, 0.004)
    groove(canvas, solid, base - 0.048, 0.004)
    patch = raised(canvas, rounded(-0.020, 0.27, 0.020, 0.31, 0.02), soft=0.004)
    canvas.paint(patch, METAL, STEEL)
    return canvas
