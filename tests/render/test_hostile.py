"""What cannot be a picture is refused at once, for a reason that a marketer understands, and in little memory."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from rendering.filekind import READABLE
from rendering.picture import open_picture
from rendering.unusable import UnusablePicture
from tests.render.confined import Confined
from tests.render.hostile import BOMBS, DAMAGED, NOT_PICTURES, png
from tests.render.pictures import file, photograph
from tests.render.samples import samples

_SECONDS, _MEGABYTES = 1.0, 100.0


@pytest.fixture(scope="module")
def opener() -> Iterator[Confined]:
    with Confined(render=False) as process:
        yield process


@pytest.mark.parametrize("case", [*BOMBS, *NOT_PICTURES])
def test_it_is_refused_at_once_and_says_why(case: str, opener: Confined) -> None:
    data, code, words = {**BOMBS, **NOT_PICTURES}[case]
    outcome = opener.take(data)
    assert outcome.result == code
    assert words in outcome.reason
    assert outcome.seconds < _SECONDS
    assert outcome.megabytes < _MEGABYTES


@pytest.mark.parametrize("case", NOT_PICTURES)
def test_a_reason_says_what_would_be_right(case: str) -> None:
    with pytest.raises(UnusablePicture) as refused:
        open_picture(NOT_PICTURES[case][0])
    reason = refused.value.reason
    assert reason.startswith("The ")
    assert reason.endswith(".")
    assert any(hint in reason for hint in ("upload", "export", READABLE)), reason
    assert not any(jargon in reason for jargon in ("Error", "cannot identify", "PIL", "byte ")), reason


_FIRST_FRAME_IS_WHOLE = {"png, animated", "gif, animated", "mpo"}


@pytest.mark.parametrize("kind", sorted(samples().keys() - _FIRST_FRAME_IS_WHOLE))
def test_a_file_that_was_cut_off_is_refused(kind: str) -> None:
    data = samples()[kind]
    for share in (0.02, 0.1, 0.5, 0.8):
        with pytest.raises(UnusablePicture) as refused:
            open_picture(data[: max(1, int(share * len(data)))])
        assert refused.value.code in (DAMAGED, "picture_format"), share


def test_a_12_megapixel_photograph_takes_little_memory(opener: Confined) -> None:
    photo = photograph(4000, 3000)
    sixteen = Image.fromarray(np.asarray(photo.convert("L"), np.uint16) * 257)
    for name, data in {
        "jpeg": file(photo, "JPEG"),
        "progressive jpeg": file(photo, "JPEG", progressive=True),
        "png": file(photo, compress_level=1),
        "transparent png": file(photo.convert("RGBA"), compress_level=1),
        "16-bit png": file(sixteen, compress_level=1),
        "gif": file(photo, "GIF"),
    }.items():
        outcome = opener.take(data)
        assert outcome.result == "opened", name
        assert outcome.megabytes < 150, (name, outcome)


def test_the_largest_picture_that_is_read_stays_within_bounds(opener: Confined) -> None:
    outcome = opener.take(png(8000, 8000, pixels=bytes(8000 * 24001)))
    assert outcome.result == "opened"
    assert outcome.megabytes < 400


def test_the_confinement_notices_what_it_is_for() -> None:
    """A process that is gone, and one that never answers, are told apart and started again."""
    with Confined(render=False, seconds=1.0) as process:
        os.kill(process.pid, signal.SIGKILL)
        assert process.take(samples()["png"]).result == "crash"
        os.kill(process.pid, signal.SIGSTOP)
        assert process.take(samples()["png"]).result == "hang"
        assert process.take(samples()["png"]).result == "opened"
