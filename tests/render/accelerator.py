"""Rendering with and without the accelerator (rendering/accelerator.py)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from unittest.mock import patch

import pytest

from rendering.accelerator import resampler

HAS_ACCELERATOR = find_spec("cykooz_resizer") is not None
needs_accelerator = pytest.mark.skipif(not HAS_ACCELERATOR, reason="cykooz-resizer has no wheel for this machine")


@contextmanager
def pillow_alone() -> Iterator[None]:
    """Renders as on a machine for which there is no accelerator."""
    resampler.cache_clear()
    with patch.dict(sys.modules, {"cykooz_resizer": None}):
        assert resampler() is None
        yield
    resampler.cache_clear()
