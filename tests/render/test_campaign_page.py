"""What people read of a finished campaign in a browser, and in a spreadsheet."""

from __future__ import annotations

import base64
import csv
import hashlib
import re

import pytest

from infra.page_styles import PAGE_STYLES
from rendering.campaign_page.page import campaign_page, style
from rendering.campaign_page.variants_table import variants_table
from shared.campaigns.records import accepted
from shared.manifest import Manifest, manifest_of
from shared.pictures import Variant
from shared.texts import Texts
from tests.unit.campaign_samples import LATER, new_campaign, new_products, variant


def _variant(locale: str | None, contrast: float = 7.2) -> Variant:
    return variant(contrast).model_copy(update={"locale": locale, "key": f"output/x/{locale}.jpg"})


def _manifest(*variants: Variant, offer: str = "30% off") -> Manifest:
    new = new_campaign(1)
    texts = {"locales": ("de-DE",), "translations": {"de-DE": Texts(message="Bleib kühl")}}
    campaign = accepted(new.model_copy(update={"context": new.context.model_copy(update=texts)}))
    [product] = new_products(1)
    plan = product.plan.model_copy(update={"texts": Texts(offer=offer)})
    ready = {"plan": plan, "status": "ready", "variants": variants, "ready_at": LATER}
    return manifest_of(campaign, [product.model_copy(update=ready)])


def _rows(manifest: Manifest) -> list[dict[str, str]]:
    text = variants_table(manifest)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))


def test_pictures_stand_by_language_each_under_its_own_message() -> None:
    page = campaign_page(_manifest(_variant(None), _variant("de-DE")))
    headings = re.findall(r'<h3 class="language">([^<]*) <span[^>]*>([^<]*)</span>', page)
    assert headings == [("Original language", "Stay cool"), ("de-DE", "Bleib kühl")]


def test_the_language_of_the_default_texts_is_named_where_the_brief_tells_it() -> None:
    manifest = _manifest(_variant(None), _variant("de-DE"))
    told = manifest.model_copy(update={"campaign": manifest.campaign.model_copy(update={"language": "en"})})
    assert '<h3 class="language">en <span dir="auto" lang="en">Stay cool</span></h3>' in campaign_page(told)


def test_a_missed_check_is_told_in_words_at_its_picture_and_at_the_top() -> None:
    page = campaign_page(_manifest(_variant(None), _variant("de-DE", contrast=3.1)))
    assert '1 picture misses a check:\n<a href="#' in page
    told = "Some text hardly stands out from what lies behind it: it is hard to read"
    assert page.count(f'<p class="missed">{told}</p>') == 1
    assert f"{told} (measured 3.1, wanted at least 4.5)" in page


def test_no_style_stands_outside_of_the_one_style_sheet_that_all_pages_share() -> None:
    page = campaign_page(_manifest(_variant(None)), ["variants.csv"])
    assert page.count(f"<style>{style()}</style>") == 1
    assert "style=" not in page
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    assert PAGE_STYLES[0] == digest, f"{digest} is the new style: put it first in infra/page_styles.py"
    assert '<a href="variants.csv">' in page


def test_the_table_has_each_picture_with_the_texts_in_its_language() -> None:
    first, second = _rows(_manifest(_variant(None), _variant("de-DE", contrast=3.1)))
    assert (first["language"], first["message"], first["offer"]) == ("", "Stay cool", "30% off")
    assert (second["language"], second["message"], second["offer"]) == ("de-DE", "Bleib kühl", "30% off")
    assert (first["missed_checks"], second["missed_checks"]) == ("", "contrast")


@pytest.mark.parametrize(
    ("offer", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+cmd|' /C calc'!A0", "'-2+cmd|' /C calc'!A0"),
        ("-20 %", "-20 %"),
        ("+5", "+5"),
        ("Summer", "Summer"),
    ],
)
def test_no_text_of_a_brief_becomes_a_formula_in_a_spreadsheet(offer: str, cell: str) -> None:
    [row] = _rows(_manifest(_variant(None), offer=offer))
    assert row["offer"] == cell
