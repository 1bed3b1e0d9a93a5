"""Where everything lies in the bucket: the only place that knows the layout."""

from __future__ import annotations

BRIEFS_PREFIX = "input/campaign-briefs/"
# Uploads whose campaign has the id that their key names: whoever writes there asks for a key that is new.
CHOSEN_PREFIX = f"{BRIEFS_PREFIX}by-id/"
# S3 matches suffixes by case: a BRIEF.JSON must not lie there unseen.
BRIEF_SUFFIXES = (".json", ".yaml", ".yml", ".csv", ".JSON", ".YAML", ".YML", ".CSV")
ASSETS_PREFIX = "existing-assets/"
UPLOADED_ASSETS_PREFIX = f"{ASSETS_PREFIX}uploads/"
CACHE_PREFIX = "cache/generated/"
MASKS_PREFIX = "cache/masks/"
OUTPUT_PREFIX = "output/"
REJECTED_PREFIX = "output/rejected/"
PLANS_PREFIX = "output/plans/"

# How long briefs, cache and output are kept, and with them the campaigns' state and the archived events.
RETENTION_DAYS = 90

# How long the console's CDN and browsers show a picture without asking for it: so long after its deletion, at most.
SHOWN_MINUTES = 5


def chosen_brief(campaign_id: str, suffix: str) -> str:
    return f"{CHOSEN_PREFIX}{campaign_id}{suffix}"


def cached_picture(recipe: str) -> str:
    return f"{CACHE_PREFIX}{recipe}.png"


def picture_order(recipe: str) -> str:
    """What was asked of the image model, kept before it was asked."""
    return f"{CACHE_PREFIX}{recipe}.json"


def cached_mask(sha256: str) -> str:
    """Where the product of a picture is; `sha256` of the picture's file, in hex."""
    return f"{MASKS_PREFIX}{sha256}.png"


def uploaded_asset(sha256: str, name: str) -> str:
    """A picture that came with a brief, by the hash of its bytes in hex: two people's product.png never meet."""
    return f"{UPLOADED_ASSETS_PREFIX}{sha256}/{name}"


def generated_picture(campaign_id: str, product_id: str, rendition: int = 1) -> str:
    return f"{OUTPUT_PREFIX}{campaign_id}/generated/{_of(rendition)}{product_id}.png"


def variant(campaign_id: str, product_id: str, format_name: str, locale: str | None, rendition: int = 1) -> str:
    """`locale` is None for the campaign's default message."""
    folder = f"{locale}/" if locale else ""
    return f"{OUTPUT_PREFIX}{campaign_id}/variants/{_of(rendition)}{folder}{product_id}-{format_name}.jpg"


def thumbnails(campaign_id: str, product_id: str, rendition: int = 1) -> str:
    """All variants of a product in one small picture."""
    return f"{OUTPUT_PREFIX}{campaign_id}/thumbnails/{_of(rendition)}{product_id}.jpg"


def _of(rendition: int) -> str:
    """A folder of its own from the second on: nothing is written over. No language is called so."""
    return f"r{rendition}/" if rendition > 1 else ""


def campaign_output(campaign_id: str) -> str:
    """The folder of all that a campaign has made."""
    return f"{OUTPUT_PREFIX}{campaign_id}/"


def manifest(campaign_id: str) -> str:
    return f"{OUTPUT_PREFIX}{campaign_id}/manifest.json"


def plan(campaign_id: str) -> str:
    """What was decided for a brief, before it is accepted as a whole. No campaign's id is `plans`."""
    return f"{PLANS_PREFIX}{campaign_id}.json"


def contact_sheet(campaign_id: str) -> str:
    return f"{OUTPUT_PREFIX}{campaign_id}/contact-sheet.jpg"


def campaign_page(campaign_id: str) -> str:
    return f"{OUTPUT_PREFIX}{campaign_id}/index.html"


def variants_table(campaign_id: str) -> str:
    return f"{OUTPUT_PREFIX}{campaign_id}/variants.csv"


def rejection(campaign_id: str) -> str:
    return f"{REJECTED_PREFIX}{campaign_id}.json"
