"""The spellings that are understood. To add one, add it to its entry here: a test goes through the tables.

A key is compared squashed (letters and digits only, colour = color): "Campaign Name", campaignName and
CAMPAIGN-NAME need no entry of their own.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefs.spellings import Entry, Table


def _entry(name: str, spellings: str, *, becomes: str | None = None) -> Entry:
    return Entry(name, becomes or name, tuple(spellings.split()))


def _join(*groups: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for group in groups for entry in group)


_MESSAGES = (
    _entry(
        "campaign_message",
        "campaign_message message campaign_msg marketing_message key_message main_message primary_message"
        " default_message ad_message message_text campaign_text",
    ),
    _entry(
        "headline",
        "headline slogan tagline copy ad_copy campaign_copy main_copy text overlay_text caption",
        becomes="campaign_message",
    ),
)
_TRANSLATIONS = (
    _entry(
        "messages",
        "messages campaign_messages campaign_message_localized campaign_messages_localized localized_campaign_message"
        " localized_campaign_messages localized_messages localized_message message_localized messages_by_locale"
        " message_by_locale translations message_translations campaign_message_translations",
    ),
)
_LANGUAGES = (
    _entry(
        "language",
        "language lang locale default_language default_locale primary_language source_language campaign_language",
        becomes="messages",
    ),
    _entry(
        "locales",
        "locales languages output_locales output_languages target_locales target_languages",
        becomes="messages",
    ),
)
_COLOR_PARTS = (
    _entry("primary_color", "primary_color primary_colors brand_color main_color", becomes="brand_colors"),
    _entry("secondary_color", "secondary_color secondary_colors", becomes="brand_colors"),
    _entry("tertiary_color", "tertiary_color tertiary_colors", becomes="brand_colors"),
    _entry("accent_color", "accent_color accent_colors", becomes="brand_colors"),
    _entry("background_color", "background_color background_colors", becomes="brand_colors"),
)
_BRAND_COLORS = _entry(
    "brand_colors", "brand_colors brand_palette brand_color_palette colors palette color_palette color_scheme"
)
_LOGO = _entry("logo", "logo logo_path logo_url logo_file logo_image logo_asset brand_logo brand_logo_path")
_CALL_TO_ACTION = _entry("call_to_action", "call_to_action call_to_action_text cta cta_text cta_label button_text")
_AUDIENCE = _entry(
    "target_audience",
    "target_audience audience audience_description target_demographic target_demographics demographic demographics"
    " target_group target_segment customer_segment",
)
_REGIONS = (
    _entry("target_regions", "target_regions target_region region regions"),
    _entry(
        "markets",
        "markets market target_market target_markets geo geography territory territories",
        becomes="target_regions",
    ),
    _entry("countries", "country countries target_country target_countries", becomes="target_regions"),
)
_FORMATS = (
    _entry("formats", "formats"),
    _entry(
        "aspect_ratios",
        "aspect_ratios aspect_ratio ratios target_aspect_ratios required_aspect_ratios output_aspect_ratios"
        " sizes output_sizes image_sizes dimensions format output_formats creative_formats",
        becomes="formats",
    ),
)
_MAX_COST = _entry(
    "max_cost", "max_cost max_cost_usd maximum_cost cost_limit budget budget_usd budget_limit max_budget"
)

_OWN_FONT = "not used: the message is set in the system's own typefaces"
_OWN_NEGATIVE = "not used: what pictures must not show is set by the platform"

CAMPAIGN = Table(
    entries=_join(
        [
            _entry("campaign_name", "campaign_name name title campaign_title campaign"),
            _entry("campaign_id", "campaign_id id brief_id campaign_slug", becomes="campaign_name"),
        ],
        _MESSAGES,
        _TRANSLATIONS,
        _LANGUAGES,
        [
            _entry("products", "products product product_list items"),
            _entry("brand", "brand brand_name company company_name client client_name advertiser"),
            _entry("brand_id", "brand_id brand_slug", becomes="brand"),
            _BRAND_COLORS,
        ],
        _COLOR_PARTS,
        [_LOGO, _CALL_TO_ACTION, _AUDIENCE],
        _REGIONS,
        _FORMATS,
        [_MAX_COST],
    ),
    sections={
        "campaign": "campaign",
        "brief": "campaign",
        "campaign_brief": "campaign",
        "requirements": "details",
        "creative_requirements": "details",
        "output": "details",
        "deliverables": "details",
        "creative": "details",
        "content": "details",
        "messaging": "details",
        "localization": "details",
        "localisation": "details",
        "target": "details",
        "targeting": "details",
        "brand": "brand",
        "brand_config": "brand",
        "brand_guidelines": "brand",
        "branding": "brand",
        "market": "market",
        "target_market": "market",
    },
    unused={
        "channels": "not used: `formats` chooses the pictures",
        "platforms": "not used: `formats` chooses the pictures",
        "font": _OWN_FONT,
        "font_family": _OWN_FONT,
        "font_color": "not used: the colour of the message is chosen for contrast",
        "text_color": "not used: the colour of the message is chosen for contrast",
        "negative_prompt": _OWN_NEGATIVE,
    },
)

# Inside a section, a bare `name` or `id` is not the campaign's.
DETAILS = Table(
    entries=tuple(entry for entry in CAMPAIGN.entries if entry.name not in ("campaign_name", "campaign_id")),
    sections={key: table for key, table in CAMPAIGN.sections.items() if table in ("brand", "market")},
    unused=CAMPAIGN.unused,
)

BRAND = Table(
    entries=_join(
        [
            _entry("brand", "brand brand_name name title company company_name"),
            _entry("brand_id", "id brand_id slug", becomes="brand"),
            _BRAND_COLORS,
        ],
        [Entry(part.name, part.becomes, (*part.spellings, part.name.removesuffix("_color"))) for part in _COLOR_PARTS],
        [_LOGO, _CALL_TO_ACTION],
    ),
    sections={"guidelines": "brand", "brand_guidelines": "brand", "identity": "brand", "visual_identity": "brand"},
    unused={
        **dict.fromkeys(("font", "fonts", "font_family", "font_name", "typography"), _OWN_FONT),
        "font_color": CAMPAIGN.unused["font_color"],
        "text_color": CAMPAIGN.unused["text_color"],
        "logo_required": "not used: a logo is drawn where `logo` names one",
    },
)

MARKET = Table(
    entries=_join(
        [
            _entry("markets", "region regions name market area", becomes="target_regions"),
            _entry("countries", "country countries country_code", becomes="target_regions"),
        ],
        [
            Entry("market_message", "messages", tuple(word for entry in _MESSAGES for word in entry.spellings)),
        ],
        _TRANSLATIONS,
        _LANGUAGES,
        [_AUDIENCE],
    ),
)

PRODUCT = Table(
    entries=_join(
        [
            _entry("name", "name title product_name product_title product label"),
            _entry("product_id", "id product_id sku slug product_code", becomes="name"),
            _entry("description", "description product_description desc details summary about short_description"),
            _entry(
                "features",
                "features key_features benefits key_benefits highlights selling_points key_selling_points",
                becomes="description",
            ),
            _entry(
                "visual_notes",
                "visual_notes visual_description visuals image_description visual_style styling",
                becomes="description",
            ),
            _entry(
                "prompt_hint",
                "prompt_hint prompt_hints prompt image_prompt generation_prompt hero_prompt ai_prompt",
                becomes="description",
            ),
            _entry("prompt_keywords", "prompt_keywords keywords style_keywords tags", becomes="description"),
            _entry("category", "category product_category type product_type", becomes="description"),
            _entry("tagline", "tagline product_tagline", becomes="description"),
            _entry(
                "hero_asset",
                "hero_asset hero_image hero hero_path main_image primary_image",
                becomes="existing_assets",
            ),
            _entry(
                "existing_assets",
                "existing_assets existing_asset existing_asset_path existing_image image image_path image_file"
                " image_url image_key asset asset_path product_image product_image_path picture photo input_image"
                " input_asset source_image",
            ),
            _entry(
                "assets",
                "assets asset_paths images image_paths product_images pictures photos",
                becomes="existing_assets",
            ),
        ],
        [
            _entry("product_message", "campaign_message message headline slogan copy text", becomes="campaign_message"),
            Entry("product_call_to_action", "call_to_action", _CALL_TO_ACTION.spellings),
            Entry("product_audience", "target_audience", _AUDIENCE.spellings),
            _entry("product_colors", "brand_colors brand_palette palette", becomes="brand_colors"),
        ],
    ),
    unused={
        "price": "not used: the message is the only text on the pictures",
        "negative_prompt": _OWN_NEGATIVE,
        "prompt_avoid": _OWN_NEGATIVE,
    },
)

TABLES: dict[str, Table] = {
    "campaign": CAMPAIGN,
    "details": DETAILS,
    "brand": BRAND,
    "market": MARKET,
    "product": PRODUCT,
}
