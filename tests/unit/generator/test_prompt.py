from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.generator.prompt import prompt


def test_the_prompt_reads_as_the_original_system_wrote_it() -> None:
    assert prompt("Solar Flask", "A copper-lined bottle.", "Level up your morning", 10_000).splitlines() == [
        "Professional product photography of Solar Flask.",
        "A copper-lined bottle.",
        "High quality, studio lighting, white background, commercial advertising style.",
        "Marketing campaign: Level up your morning.",
        "Photorealistic, 4K quality, centered composition.",
    ]


def test_a_product_without_description_has_no_empty_sentence() -> None:
    assert "\n\n" not in prompt("Solar Flask", "", "Level up", 10_000)


def test_a_tight_limit_drops_the_message_before_it_touches_the_description() -> None:
    fitted = prompt("Solar Flask", "A copper-lined bottle.", "m" * 400, 512)
    assert "A copper-lined bottle." in fitted
    assert "Marketing campaign" not in fitted


@given(
    name=st.text(min_size=1, max_size=120).filter(lambda text: text.rstrip(".")),
    description=st.text(max_size=2000),
    message=st.text(min_size=1, max_size=500),
    limit=st.integers(420, 3000),
)
def test_any_prompt_fits_its_limit_and_keeps_the_whole_name(
    name: str, description: str, message: str, limit: int
) -> None:
    fitted = prompt(name, description, message, limit)
    assert len(fitted) <= limit
    assert name.rstrip(".") in fitted


def test_a_limit_without_room_for_the_name_is_an_error_that_names_the_product() -> None:
    with pytest.raises(ValueError, match="Solar Flask"):
        prompt("Solar Flask", "", "m", 100)
