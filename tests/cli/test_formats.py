from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared.formats import DEFAULT_FORMATS, FORMATS
from tests.cli.conftest import Run, write_brief


def test_every_format_has_its_line_that_fits_a_terminal_of_80_columns(run: Run) -> None:
    listed = run("formats").out.splitlines()
    assert [line.split()[0].rstrip("*") for line in listed[1:]] == list(FORMATS)
    assert [line.split()[0].rstrip("*") for line in listed if "*" in line] == list(DEFAULT_FORMATS)
    assert max(map(len, listed)) <= 80
    story = next(line for line in listed if line.startswith("instagram-story"))
    assert story.split()[1:6] == ["1080x1920", "9:16", "14%", "35%", "6%"]
    assert story.endswith("stories, full screen")


def test_a_ratio_is_said_as_networks_name_it(run: Run) -> None:
    ratios = {each["name"]: each["ratio"] for each in json.loads(run("formats", "--json").out)}
    assert ratios["instagram-portrait"] == "4:5"
    assert ratios["twitter-card"] == "16:9"
    assert ratios["linkedin-post"] == "1.91:1"


def test_programs_get_the_box_that_words_keep_to_in_pixels(run: Run) -> None:
    [pin] = [each for each in json.loads(run("formats", "--json").out) if each["name"] == "pinterest-pin"]
    assert pin["text_box"] == {"left": 70, "top": 90, "right": 930, "bottom": 1320}
    assert (pin["default"], pin["max_bytes"]) == (False, 20_000_000)


@pytest.mark.parametrize("name", FORMATS)
def test_a_brief_understands_a_format_by_the_pixels_and_the_ratio_that_are_listed(
    name: str, run: Run, tmp_path: Path
) -> None:
    for shape in (f"{FORMATS[name].width}x{FORMATS[name].height}", FORMATS[name].ratio):
        brief = write_brief(tmp_path, formats=[shape])
        assert "accepted" in run("validate", str(brief)).out, shape
