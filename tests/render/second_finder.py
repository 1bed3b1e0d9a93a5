"""Whether the network can be asked (rendering/salience.py)."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

HAS_SECOND_FINDER = bool(find_spec("onnxruntime") and find_spec("rembg"))
needs_second_finder = pytest.mark.skipif(
    not HAS_SECOND_FINDER,
    reason="services/variants/requirements-subject.txt is not installed",
)
