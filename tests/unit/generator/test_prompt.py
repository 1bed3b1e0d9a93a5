from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.generator.prompt import negative_prompt, prompt
from shared.context import CampaignContext, ProductPlan
from shared.texts import Texts
from tests.unit.campaign_samples import new_campaign, new_products


def _campaign(message: str = "Level up your morning", **fields: Any) -> CampaignContext:
    return new_campaign(1).context.model_copy(update={"campaign_message": message, **fields})


def _product(name: str = "Solar Flask", description: str = "", **fields: Any) -> ProductPlan:
    return new_products(1)[0].plan.model_copy(update={"name": name, "description": description, **fields})


def test_the_prompt_reads_as_the_original_system_wrote_it() -> None:
    written = prompt(_campaign(), _product(description="A copper-lined bottle."), 10_000)
    assert written.splitlines() == [
        "Professional product photography of Solar Flask.",
        "A copper-lined bottle.",
        "High quality, studio lighting, white background, commercial advertising style.",
        "Marketing campaign: Level up your morning.",
        "Photorealistic, 4K quality, centered composition.",
    ]


def test_what_the_brief_says_of_the_picture_reaches_the_model() -> None:
    campaign = _campaign(
        brand="Solvane",
        scene="a sunny terrace by the sea",
        style="warm light, shallow focus",
        brand_colors=("#0057B8", "#FFD700"),
        target_audience="hikers over 40",
        target_regions=("Norway", "Chile"),
    )
    written = prompt(campaign, _product(), 10_000)
    for said in ("Solvane", "a sunny terrace by the sea", "warm light", "#0057B8", "hikers over 40", "Norway, Chile"):
        assert said in written, said
    assert "white background" not in written


def test_people_are_unwanted_only_where_no_scene_is_asked_for() -> None:
    assert "people" in negative_prompt(_campaign())
    assert "people" not in negative_prompt(_campaign(scene="a kitchen with a family"))
    assert all("watermark" in negative_prompt(_campaign(scene=scene)) for scene in (None, "a kitchen"))


def test_a_products_own_message_stands_in_its_prompt() -> None:
    written = prompt(_campaign(), _product(texts=Texts(message="Light as a feather")), 10_000)
    assert "Light as a feather" in written
    assert "Level up" not in written


def test_a_product_without_description_has_no_empty_sentence() -> None:
    assert "\n\n" not in prompt(_campaign(), _product(), 10_000)


def test_a_tight_limit_drops_the_message_before_it_touches_the_description() -> None:
    fitted = prompt(_campaign("m" * 400), _product(description="A copper-lined bottle."), 512)
    assert "A copper-lined bottle." in fitted
    assert "Marketing campaign" not in fitted


@given(
    name=st.text(min_size=1, max_size=120).filter(lambda text: text.rstrip(".")),
    description=st.text(max_size=2000),
    message=st.text(min_size=1, max_size=500),
    scene=st.none() | st.text(min_size=1, max_size=500),
    limit=st.integers(420, 3000),
)
def test_any_prompt_fits_its_limit_and_keeps_the_whole_name(
    name: str, description: str, message: str, scene: str | None, limit: int
) -> None:
    fitted = prompt(_campaign(message, scene=scene), _product(name, description), limit)
    assert len(fitted) <= limit
    assert name.rstrip(".") in fitted


def test_a_limit_without_room_for_the_name_is_an_error_that_names_the_product() -> None:
    with pytest.raises(ValueError, match="Solar Flask"):
        prompt(_campaign("m"), _product(), 60)
