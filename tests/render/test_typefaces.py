"""A brand's own typeface: drawn, measured, and left for Noto where it lacks a letter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

from rendering.product_variants import product_variants
from rendering.render import Branding, open_picture
from rendering.text import faces
from rendering.text.characters import faces_of
from rendering.text.faces import Face, covers
from rendering.text.measure import Ruler, measure
from rendering.text.scripts import SCRIPTS
from rendering.text.typefaces import FACES, in_typeface
from shared.context import CampaignContext, ProductPlan
from shared.texts import Texts
from shared.typefaces import TYPEFACES
from tests.render.pictures import studio_file
from tests.render.variants import ORIGIN, SQUARE, STORY, misses, opened, variants

_NAMES = sorted(FACES)
_TEXTS = Texts(
    message="Made for long, bright days",
    subline="Keeps cold for 24 hours",
    offer="20 % off",
    call_to_action="Shop the launch",
    disclaimer="Until 30 June",
)


def set_in(text: str, typeface: str, locale: str | None = None) -> list[Face]:
    return [face for face, _ in faces_of(text, measure(text, locale, typeface=typeface).script)]


def _x_height(face: Face) -> float:
    with TTFont(faces.path(face), fontNumber=face.index) as font:
        return float(font["OS/2"].sxHeight / font["head"].unitsPerEm)


def test_what_a_brief_may_choose_can_be_set() -> None:
    assert FACES.keys() == TYPEFACES.keys()


@pytest.mark.parametrize("name", _NAMES)
def test_a_typeface_has_all_of_ascii_and_looks_as_large_as_noto(name: str) -> None:
    with TTFont(faces.path(FACES[name])) as font:
        assert set(range(0x20, 0x7F)) <= font.getBestCmap().keys()
    assert _x_height(FACES[name]) * FACES[name].scale == pytest.approx(_x_height(faces.SANS), rel=0.09)


def test_each_typeface_is_its_own() -> None:
    widths = sorted(measure("Hamburgefonstiv", None, typeface=name).widest for name in (None, *_NAMES))
    assert all(wider - narrower > 1e-3 for narrower, wider in pairwise(widths))


@pytest.mark.parametrize("name", _NAMES)
def test_every_weight_of_a_typeface_differs(name: str) -> None:
    script = in_typeface(SCRIPTS["Latn"], name, "Save")
    widths = {Ruler(script, "en", weight).width("Save the day") for weight in (faces.MEDIUM, faces.BOLD)}
    assert len(widths) == 2


def test_a_script_that_the_typeface_lacks_is_set_in_noto_and_its_latin_words_are_not() -> None:
    own = FACES["playfair-display"]
    assert set_in("Καλημέρα", "playfair-display", "el") == [faces.SANS] * 8
    assert set_in("Nike", "playfair-display", "el") == [own] * 4
    assert {own, SCRIPTS["Arab"].face} == set(set_in("اشتر Nike", "playfair-display", "ar"))
    assert {own, SCRIPTS["Jpan"].face} == set(set_in("今すぐ Nike", "playfair-display", "ja"))


def test_one_letter_that_is_lacking_sets_all_of_its_alphabet_in_noto() -> None:
    """Or a word would be of two faces."""
    assert not covers(FACES["caveat"], "ễ")
    assert set(set_in("Miễn phí hôm nay", "caveat", "vi")) == {faces.SANS}
    assert set(set_in("x\u0331 marks", "caveat")) == {faces.SANS}
    assert set(set_in("Café au lait", "caveat", "fr")) == {FACES["caveat"]}


def test_a_sign_that_is_lacking_is_set_in_noto_alone() -> None:
    assert not covers(FACES["playfair-display"], "₽")
    assert set_in("20 ₽", "playfair-display") == [*[FACES["playfair-display"]] * 3, faces.SANS]


@pytest.mark.parametrize("name", _NAMES)
def test_variants_in_a_typeface_reach_every_bar(name: str) -> None:
    style = Branding(("#0E6E73", "#F2705B"), "Trail Flask", "Solvane", None, name)
    for texts, locale in (
        (_TEXTS, None),
        (_TEXTS.model_copy(update={"message": "Jäger off, fly by yf", "subline": "jff yf fjf"}), "de"),
        (_TEXTS.model_copy(update={"message": "Tận hưởng mùa hè rực rỡ với ưu đãi 50%"}), "vi"),
        (_TEXTS.model_copy(update={"message": "اشتر Nike Air الآن واحصل على خصم 50%!"}), "ar"),
    ):
        made = variants(studio_file(), texts, locale, [SQUARE, STORY], style)
        assert misses(made.values()) == {}, locale


def test_the_typeface_of_a_campaign_is_seen_on_its_pictures() -> None:
    pictures = set()
    for typeface in (None, "caveat", "unheard-of"):  # the last: of an event that a later version wrote
        campaign = CampaignContext(
            campaign_id="typeface",
            campaign_name="Typeface",
            campaign_message="Slow down.",
            product_count=1,
            formats=(SQUARE,),
            typeface=typeface,
        )
        product = ProductPlan(product_id="tea", index=0, name="Tea", image_source="generate")
        ((_, made),) = product_variants(campaign, product, open_picture(studio_file()), None, ORIGIN)
        pictures.add(opened(made).tobytes())
    assert len(pictures) == 2
