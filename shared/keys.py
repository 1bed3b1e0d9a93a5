"""Where everything lies in the bucket: the only place that knows the layout."""

from __future__ import annotations

BRIEFS_PREFIX = "input/campaign-briefs/"
BRIEF_SUFFIXES = (".json", ".yaml", ".yml")
ASSETS_PREFIX = "existing-assets/"
CACHE_PREFIX = "cache/generated/"
OUTPUT_PREFIX = "output/"
REJECTED_PREFIX = "output/rejected/"


def cached_picture(recipe: str) -> str:
    return f"{CACHE_PREFIX}{recipe}.png"


def generated_picture(campaign_id: str, product_id: str) -> str:
    return f"{OUTPUT_PREFIX}{campaign_id}/generated/{product_id}.png"


def variant(campaign_id: str, product_id: str, format_name: str, locale: str | None) -> str:
    """`locale` is None for the campaign's default message."""
    folder = f"{locale}/" if locale else ""
    return f"{OUTPUT_PREFIX}{campaign_id}/variants/{folder}{product_id}-{format_name}.jpg"


def manifest(campaign_id: str) -> str:
    return f"{OUTPUT_PREFIX}{campaign_id}/manifest.json"


def rejection(campaign_id: str) -> str:
    return f"{REJECTED_PREFIX}{campaign_id}.json"
