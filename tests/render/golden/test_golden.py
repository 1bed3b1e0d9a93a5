"""Fourteen typical campaigns look as they did when a person found them good."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.render.accelerator import pillow_alone
from tests.render.golden import store
from tests.render.golden.cases import CASES
from tests.render.golden.compare import difference
from tests.render.golden.strip import render_case, strip
from tests.render.second_finder import needs_second_finder
from tests.render.variants import misses

REMEDY = "look at it with `python -m tests.render.golden`; if it is right, run that with --update"
_PHOTOGRAPHS = {"all-texts", "photo-landscape", "photo-portrait"}  # whole, where no network says what stands out
_CASES = [pytest.param(case, marks=[needs_second_finder] if case in _PHOTOGRAPHS else []) for case in CASES]
# Every third with every change, all in `make soak`.
_SOME = [
    pytest.param(*case.values, marks=[*case.marks, *([pytest.mark.soak] if at % 3 else [])])
    for at, case in enumerate(_CASES)
]


@pytest.mark.parametrize("case", _CASES)
def test_a_typical_campaign_looks_as_it_did(case: str) -> None:
    rendered = render_case(CASES[case])
    assert misses(rendered) == {}
    golden = store.load(case)
    assert golden is not None, f"{case} has no golden picture: {REMEDY}"
    found = difference(golden, strip(rendered))
    assert not found.seen, f"{case} differs by {found.worst:.1f}: {REMEDY}"


@pytest.mark.parametrize("case", _SOME)
def test_a_typical_campaign_looks_so_without_the_accelerator_too(case: str) -> None:
    golden = store.load(case)
    assert golden is not None
    with pillow_alone():
        rendered = render_case(CASES[case])
    assert misses(rendered) == {}
    assert not difference(golden, strip(rendered)).seen


def _golden() -> Image.Image:
    golden = store.load("bottle")
    assert golden is not None
    return golden


def test_a_line_moved_by_a_few_pixels_is_seen() -> None:
    """1 px on the strip is 4 px of 1080."""
    assert difference(_golden(), ImageChops.offset(_golden(), 1, 0)).seen


def test_another_colour_is_seen() -> None:
    red, green, blue = _golden().split()
    assert difference(_golden(), Image.merge("RGB", (blue, green, red))).seen


def test_softer_letters_are_not_seen() -> None:
    """What another version of the type rasteriser does, exaggerated."""
    assert not difference(_golden(), _golden().filter(ImageFilter.GaussianBlur(0.35))).seen


def test_golden_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in store.EXPECTED.iterdir()) < 3_000_000
