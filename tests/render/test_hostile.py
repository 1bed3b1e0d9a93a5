"""What cannot be a picture is refused at once, for a reason that a marketer understands, and in little memory."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from PIL import Image, ImageFile

from rendering.refused_files import READABLE
from rendering.source_picture import open_picture
from shared.problems import GivenUp
from tests.render.confined import Confined
from tests.render.hostile import BOMBS, DAMAGED, NOT_PICTURES, png
from tests.render.pictures import file, photograph
from tests.render.samples import samples

_MEGABYTES = 100.0


@pytest.fixture(scope="module")
def opener() -> Iterator[Confined]:
    with Confined(render=False) as process:
        yield process


def _refusal(data: bytes) -> GivenUp | None:
    try:
        open_picture(data)
    except GivenUp as unusable:
        return unusable
    return None


def test_it_is_refused_says_why_and_unpacks_nothing(opener: Confined) -> None:
    for case, (data, code, words) in {**BOMBS, **NOT_PICTURES}.items():
        outcome = opener.take(data)
        assert outcome.result == code, case
        assert words in outcome.reason, case
        assert outcome.megabytes < _MEGABYTES, case


# Size and tiles are fine: that the strips are not, only the reader finds out.
_SEEN_BY_THE_READER = {"tiff with a strip of 4 billion rows", "tiff with a tag of 4 GB", "tiff with 4 billion strips"}


def test_a_bomb_is_refused_before_a_pixel_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound on work, which no busy machine changes: no decoder is started."""
    started: list[object] = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", started.append)
    for case in BOMBS.keys() - _SEEN_BY_THE_READER:
        assert _refusal(BOMBS[case][0]), case
        assert not started, case


def test_a_reason_says_what_would_be_right() -> None:
    for case, (data, _, _) in NOT_PICTURES.items():
        refused = _refusal(data)
        assert refused, case
        reason = refused.reason
        assert reason.startswith("The "), case
        assert reason.endswith("."), case
        assert any(hint in reason for hint in ("upload", "export", READABLE)), (case, reason)
        assert not any(jargon in reason for jargon in ("Error", "cannot identify", "PIL", "byte ")), (case, reason)


_FIRST_FRAME_IS_WHOLE = {"png, animated", "gif, animated", "mpo"}


def test_a_file_that_was_cut_off_is_refused() -> None:
    for kind, share in product(sorted(samples().keys() - _FIRST_FRAME_IS_WHOLE), (0.02, 0.1, 0.5, 0.8)):
        data = samples()[kind]
        refused = _refusal(data[: max(1, int(share * len(data)))])
        assert refused, (kind, share)
        assert refused.code in (DAMAGED, "picture_format"), (kind, share)


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
        # Of which 300 are the network's, who is asked what stands out of a photograph.
        assert outcome.megabytes < 400, (name, outcome)


def test_the_largest_picture_that_is_read_stays_within_bounds(opener: Confined) -> None:
    outcome = opener.take(png(8000, 8000, pixels=bytes(8000 * 24001)))
    assert outcome.result == "opened"
    assert outcome.megabytes < 400


def test_the_confinement_notices_what_it_is_for() -> None:
    """A process that is gone, and one that never answers, are told apart and started again."""
    with Confined(render=False) as process:
        os.kill(process.pid, signal.SIGKILL)
        assert process.take(samples()["png"]).result == "crash"
        os.kill(process.pid, signal.SIGSTOP)
        assert process.take(samples()["png"], patience=0.5).result == "hang"
        assert process.take(samples()["png"]).result == "opened"
