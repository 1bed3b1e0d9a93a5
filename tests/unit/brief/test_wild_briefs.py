"""Briefs as they were found in the wild. They are no part of this repository: see test_translation.py for the like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefs.read import read_brief

FOLDER = Path(__file__).parents[4] / "shared" / "briefs"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/briefs is not beside this repository")

RATIOS = ("instagram-square", "instagram-story", "twitter-card")  # 1:1, 9:16, 16:9
DEFAULT = ("instagram-square", "instagram-story", "facebook-feed", "twitter-card", "linkedin-post")

# File -> name, message, products, formats at least, colours, and what else is worth it.
FACTS: dict[str, tuple[str, str, int, tuple[str, ...], tuple[str, ...], dict[str, Any]]] = {
    "wild-01.json": (
        "US Summer Refresh 2025",
        "Stay cool, stay hydrated.",
        3,
        DEFAULT,
        ("#E60023", "#6E56CF"),
        {"brand": "Unnanu", "logo": None, "target_regions": ("US West Coast",)},
    ),
    "wild-02.json": (
        "Indian Monsoon Refresh 2024",
        "Healthy skin, healthy you",
        2,
        DEFAULT,
        ("#E60023", "#6E56CF"),
        {"target_audience": "All adults", "target_regions": ("India",)},
    ),
    "wild-03.yaml": (
        "Summer Refresh 2025",
        "Refresh your summer, naturally.",
        3,
        DEFAULT,
        (),
        {
            "brand": "aquacorp_global",
            "target_regions": ("LATAM", "US"),
            "messages": {
                "en": "Refresh your summer, naturally.",
                "es": "Refresca tu verano, naturalmente.",
                "pt": "Renove seu ver\u00e3o, naturalmente.",
            },
        },
    ),
    "wild-04.yaml": (
        "French Summer Collection",
        "Pr\u00e9parez-vous pour l'aventure estivale parfaite",
        3,
        RATIOS,
        (),
        {"target_audience": "Passionn\u00e9s d'activit\u00e9s de plein air, 25-45 ans", "target_regions": ("FR",)},
    ),
    "wild-05.yaml": ("Summer Essentials", "Gear up for the perfect summer adventure", 3, RATIOS, (), {}),
    "wild-06.json": (
        "Summer Sale 2026",
        "Summer Sale \u2014 Up to 50% Off!",
        3,
        DEFAULT,
        ("#FF6B35", "#004E89"),
        {"call_to_action": None, "target_regions": ("North America",)},
    ),
    "wild-07.yaml": (
        "Summer Refresh 2026",
        "Feel the Fresh. Own Your Summer.",
        2,
        DEFAULT,
        ("#0057B8", "#FFD100"),
        {"logo": "assets/brand/logo.png", "target_regions": ("Mexico",)},
    ),
    "wild-08.json": (
        "Spring Refresh",
        "Make your home greener this Spring!",
        2,
        RATIOS,
        ("#2E8B57",),
        {"logo": "assets/brand/logo.png", "messages": {}, "target_regions": ("UK",)},
    ),
    "wild-09.json": ("Sustainable Living", "Live green, live better", 2, DEFAULT, (), {"brand": "ecohome"}),
    "wild-10.json": (
        "New Year Fitness Goals",
        "Transform your body, transform your life",
        3,
        DEFAULT,
        (),
        {"brand": "fitlife", "target_regions": ("Global",)},
    ),
    "wild-11.yaml": (
        "Spring Product Launch Campaign",
        "Shop now and save 20%!",
        2,
        ("instagram-square", "instagram-story", "facebook-feed"),
        (),
        {
            "target_regions": ("US", "UK", "DE"),
            "messages": {
                "en-US": "Shop now and save 20%!",
                "en-GB": "Order today - Limited stock!",
                "de-DE": "Jetzt bestellen und sparen!",
            },
        },
    ),
    "wild-12.json": (
        "spring-sportswear-2026",
        "Train stronger with lightweight sportswear built for everyday performance.",
        2,
        RATIOS,
        ("#0057B8", "#00A3E0"),
        {"target_regions": ("NA", "US")},
    ),
    "wild-13.json": (
        "Spring Transformation Campaign",
        "Transform Your Spring Routine",
        2,
        RATIOS,
        ("#FF5733", "#3498DB"),
        {"logo": "input_assets/brand/brand_logo.png"},
    ),
    "wild-14.yaml": (
        "Summer Launch 2026",
        "Level Up Your Morning",
        2,
        DEFAULT,
        ("#FF5733", "#1A1A1A", "#F5F5F0"),
        {"brand": "Morning Co.", "logo": "assets/brands/morning-co/logo.png"},
    ),
    "wild-15.json": (
        "Spring Fashion Collection",
        "Elevate your style with timeless elegance",
        2,
        RATIOS,
        ("#2C3E50", "#ECF0F1", "#E74C3C"),
        {"target_audience": "Fashion-conscious consumers with high purchasing power"},
    ),
    "wild-16.json": (
        "superman_japan_2024",
        "\u30d2\u30fc\u30ed\u30fc\u304c\u65e5\u672c\u306b\u6765\u308b\uff01",
        2,
        DEFAULT,
        (),
        {"target_regions": ("Japan",)},
    ),
    "wild-17.yaml": (
        "Summer Refresh Launch",
        "Refresh your summer with bright, feel-good flavor.",
        3,
        DEFAULT,
        ("#F8FAFC", "#111827"),
        {"brand": "Brightside", "call_to_action": "Shop now", "messages": {}},
    ),
    "wild-18.json": (
        "Summer Refresh 2025",
        "Stay Fresh This Summer",
        2,
        RATIOS,
        ("#00A86B", "#FFFFFF", "#1B1B1B"),
        {"brand": "FreshCo", "logo": "input-assets/freshco-logo.png"},
    ),
    "wild-19.json": (
        "spring_beauty_2025",
        "Discover nature's beauty secret - Pure ingredients, Pure results",
        1,
        DEFAULT,
        ("#2E7D32", "#FFFFFF"),
        {"logo": "assets/brands/logo.png", "target_regions": ("Quebec",)},
    ),
    "wild-20.json": (
        "Spring_fmcg_2025",
        "Nevia whitening cream and Crest toothpaste: Discover nature's secret - Pure ingredients, Pure results.",
        2,
        DEFAULT,
        ("#2E7D32", "#FFFFFF"),
        {},
    ),
}


@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_brief_from_the_wild_is_accepted_as_its_author_meant_it(name: str) -> None:
    campaign_name, message, products, formats, colors, others = FACTS[name]
    read = read_brief((FOLDER / name).read_bytes(), name)
    brief = read.brief
    assert (brief.campaign_name, brief.campaign_message) == (campaign_name, message)
    assert len(brief.products) == products
    assert set(formats) <= set(brief.formats)
    assert brief.brand_colors == colors
    assert {field: getattr(brief, field) for field in others} == others


def test_every_brief_of_the_folder_is_among_them() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(FACTS)


def test_pictures_and_descriptions_of_wild_products_are_kept() -> None:
    def products(name: str) -> list[tuple[str, tuple[str, ...]]]:
        read = read_brief((FOLDER / name).read_bytes(), name)
        return [(product.description, product.existing_assets) for product in read.brief.products]

    assert [assets for _, assets in products("wild-14.yaml")] == [
        ("assets/products/solar-flask/hero.jpg",),
        ("assets/products/dawn-brew/packaging.jpg",),
    ]
    assert products("wild-06.json")[0] == (
        "40h battery life, Active noise cancellation, Bluetooth 5.3",
        ("sample_product.png",),
    )
    assert products("wild-01.json")[2] == ("", ())  # its picture lies in someone's Dropbox
    assert products("wild-11.yaml")[0][0] == "Skincare. Radiance from nature."
    assert "amber glass candle jar" in products("wild-03.yaml")[2][0]
