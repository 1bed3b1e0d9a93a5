"""Whether the network can be asked (rendering/salience.py)."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

needs_second_finder = pytest.mark.skipif(
    not (find_spec("onnxruntime") and find_spec("rembg")),
    reason="services/variants/requirements-subject.txt is not installed",
)
