"""Formats by name, by shape, by size and by word."""

from __future__ import annotations

from typing import Any

import pytest

from shared.formats import DEFAULT_FORMATS
from tests.unit.brief.reading import MINIMAL, accepted, notes_at


@pytest.mark.parametrize(
    ("ratios", "names"),
    [
        (["1:1", "9:16"], {"instagram-square", "instagram-story"}),
        ("1x1, 9x16", {"instagram-square", "instagram-story"}),
        ([{"name": "instagram_square", "width": 1080, "height": 1080}], {"instagram-square"}),
        ([{"name": "facebook_feed", "width": 1200, "height": 628}], {"facebook-feed"}),
        ([{"name": "my own", "width": 1080, "height": 1920}], {"instagram-story"}),
        ([{"ratio": "1:1"}], {"instagram-square"}),
        ({"1:1": True, "9:16": False}, {"instagram-square"}),
        (["1200x627"], {"linkedin-post"}),
        (["1:1 (feed)", "Instagram Story"], {"instagram-square", "instagram-story"}),
        (["default"], set(DEFAULT_FORMATS)),
    ],
)
def test_shapes_become_the_formats_that_have_them(ratios: Any, names: set[str]) -> None:
    read = accepted({**MINIMAL, "aspect_ratios": ratios})
    assert set(read.brief.formats) == names
    assert notes_at(read, "/aspect_ratios")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("16:9", {"twitter-card"}),
        ("1.91:1", {"facebook-feed", "linkedin-post"}),
        ("1.91 : 1", {"facebook-feed", "linkedin-post"}),
        ("4:5", {"instagram-portrait"}),
        ("2:3", {"pinterest-pin"}),
        ("1280x720", {"youtube-thumbnail"}),
        ("youtube", {"youtube-thumbnail"}),
        ("pin", {"pinterest-pin"}),
        ("instagram", {"instagram-square", "instagram-story"}),
        ("Instagram Reels", {"instagram-story"}),
        ("TikTok", {"instagram-story"}),
        ("LinkedIn Post", {"linkedin-post"}),
        ("Facebook 1.91:1", {"facebook-feed"}),
    ],
)
def test_a_ratio_means_the_usual_formats_that_have_it_and_others_only_where_none_does(
    written: str, names: set[str]
) -> None:
    assert set(accepted({**MINIMAL, "aspect_ratios": [written]}).brief.formats) == names


def test_a_shape_that_no_format_has_is_left_out_with_a_note() -> None:
    read = accepted({**MINIMAL, "aspect_ratios": ["1:1", "3:7", "0:0"]})
    assert read.brief.formats == ("instagram-square",)
    assert notes_at(read, "/aspect_ratios/1")
    nothing_left = accepted({**MINIMAL, "output_formats": ["png"]})
    assert nothing_left.brief.formats == DEFAULT_FORMATS
    assert "default formats" in notes_at(nothing_left, "/output_formats")[0]


def test_shapes_from_several_places_add_up_and_file_types_are_noted() -> None:
    read = accepted({**MINIMAL, "output": {"formats": ["jpg"], "sizes": ["1080x1080"]}, "aspect_ratios": "9:16"})
    assert set(read.brief.formats) == {"instagram-square", "instagram-story"}
    assert notes_at(read, "/output/formats/0") == ['not made: "jpg", variants are JPEG files']


def test_formats_by_name_come_before_shapes() -> None:
    read = accepted({**MINIMAL, "formats": "Twitter Card, linkedin", "aspect_ratios": ["1:1"]})
    assert read.brief.formats == ("twitter-card", "linkedin-post")
    assert notes_at(read, "/aspect_ratios") == ["not used: formats is given"]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ({"platform": "Facebook", "size": "1200x630"}, "facebook-feed"),
        ({"platform": "instagram", "placement": "story"}, "instagram-story"),
        ({"network": "LinkedIn", "width": 1200, "height": 627}, "linkedin-post"),
    ],
)
def test_a_format_may_be_a_network_with_a_size_or_placement(wanted: dict[str, object], name: str) -> None:
    read = accepted({**MINIMAL, "formats": [wanted]})
    assert read.brief.formats == (name,)
    assert not [note for note in read.notes if note.pointer.startswith("/formats")]


def test_a_network_beside_words_that_name_no_shape_is_taken_and_told() -> None:
    read = accepted({**MINIMAL, "formats": ["instagram-billboard", "Instagram story ad", "facebook feed", "linkedin"]})
    assert set(read.brief.formats) == {"instagram-square", "instagram-story", "facebook-feed", "linkedin-post"}
    (told,) = [note for note in read.notes if note.pointer.startswith("/formats")]
    assert told.text == '"instagram-billboard" is read as instagram-square, instagram-story: it names no shape'
