"""A brief chooses a typeface by name or by kind, in any spelling; what is none of ours is noted with the nearest."""

from __future__ import annotations

import pytest

from shared.typefaces import TYPEFACES, nearest_typeface, typeface_of
from tests.unit.brief.reading import MINIMAL, accepted, notes_at


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Playfair Display", "playfair-display"),
        ("playfair_display", "playfair-display"),
        ("Inter Bold", "inter"),
        ("Montserrat SemiBold Italic", "montserrat"),
        ("'Brandon Grotesque', Nunito, sans-serif", "nunito"),
        ("Sans-Serif", "inter"),
        ("Slab Serif", "bitter"),
        ("hand-written", "caveat"),
        ("a condensed typeface", None),
        ("Helvetica", None),
        ("", None),
    ],
)
def test_a_typeface_is_known_by_name_and_kind(written: str, meant: str | None) -> None:
    assert typeface_of(written) == meant


def test_every_name_and_kind_means_its_own_typeface() -> None:
    for name, kinds in TYPEFACES.items():
        assert {typeface_of(called) for called in (name, name.title(), *kinds)} == {name}


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("Helvetica Neue", "inter"), ("Futura PT", "montserrat"), ("Intre", "inter"), ("Georgia", "playfair-display")],
)
def test_the_nearest_is_named_for_another(written: str, nearest: str) -> None:
    assert nearest_typeface(written) == nearest


@pytest.mark.parametrize(
    "fields",
    [
        {"typeface": "Oswald"},
        {"font": "oswald"},
        {"brand": {"name": "Acme", "typography": {"heading": {"family": "Oswald", "weight": "Bold"}, "body": "Inter"}}},
        {"brand_guidelines": {"font_family": "Oswald, sans-serif", "font_size": "24px"}},
        {"visual_identity": {"fonts": ["Oswald", "Inter"]}},
        {"headline": {"text": "Stay cool", "font": "Oswald"}},
    ],
)
def test_a_typeface_is_found_wherever_a_brand_or_a_look_names_it(fields: dict[str, object]) -> None:
    assert accepted({**MINIMAL, **fields}).brief.typeface == "oswald"


def test_a_typeface_that_is_not_ours_is_noted_with_the_nearest() -> None:
    read = accepted({**MINIMAL, "font": "Helvetica Neue"})
    assert read.brief.typeface is None
    assert notes_at(read, "/font")[0].endswith("nearest is inter")
