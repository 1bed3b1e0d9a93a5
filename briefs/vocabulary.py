"""The words that people use in briefs. To have one more understood, write it behind its meaning.

A meaning has one string of words per rank. Where only one value can be used (a name, a message), a later rank stands in
for an earlier one that is missing; where values are joined (a description, colours, pictures), ranks are the order.
Words are compared without blanks, hyphens, underscores and case, and without plural s; what stands before or behind
them by rule (`campaign_`, `product_`, `target_`, `_text`, `_path`, `_localized`, `_de`, `_2`) is taken off
by briefs/words.py: so "Campaign Name", productImagePath and headline_fr need no words of their own.
"""

from __future__ import annotations

from typing import Final

Words = dict[str, tuple[str, ...]]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Understood everywhere: in the campaign, a product, the brand, a market, a language, and in any section below them.
EVERYWHERE: Final[Words] = {
    "message": (
        "message campaign_message msg key_message main_message primary_message default_message core_message"
        " hero_message campaign_text message_line marketing_text",
        "headline header heading slogan tagline copy ad_copy main_copy text overlay_text overlay"
        " caption claim hook creative_copy post_copy primary_text title_text on_image_text text_overlay",
    ),
    "subline": (
        "subline sub subheadline subhead subheading subtitle"
        " secondary_message supporting_message supporting_text supporting_copy supporting_line sub_message sub_text"
        " secondary_line second_line secondary_text secondary_headline sub_copy",
        "body body_copy body_text body_line",
    ),
    "offer": (
        "offer promo promotion discount deal special_offer badge badge_text sticker price_offer promotional_offer"
        " incentive savings promo_label offer_label promotion_label flash",
    ),
    "call_to_action": (
        "call_to_action cta cta_label cta_button button button_label button_copy call2action action_text"
        " call_to_action_button call_to_action_label action_button",
    ),
    "disclaimer": (
        "disclaimer small_print fine_print disclosure",
        "legal legal_line legal_notice legal_disclaimer legal_note legal_info footnote footer_text mandatory",
        "terms terms_and_conditions t_and_c tnc conditions terms_conditions",
    ),
    "scene": (
        "scene setting environment background backdrop scenery scene_direction scene_description scene_hint"
        " background_description background_hint surroundings scene_setting location_setting",
    ),
    "style": (
        "style visual_style visual_direction art_direction creative_direction look look_and_feel mood lighting light"
        " composition aesthetic photography photography_style photo_style image_style visual_tone tone theme"
        " atmosphere camera camera_angle angle visual visual_note visual_hint styling image_direction prop texture"
        " color_mood color_grading image_description visual_description creative_style design_style vibe",
        "prompt image_prompt generation_prompt prompt_hint hero_prompt ai_prompt base_prompt prompt_template"
        " visual_prompt generation_hint image_generation_prompt prompt_suffix prompt_prefix style_prompt",
        "prompt_keyword style_keyword keyword visual_keyword palette_hint generation_palette_hint style_hint",
    ),
    "brand": ("brand", "company client advertiser"),
    "brand_colors": (
        "primary_color brand_color main_color color_primary",
        "brand_colors colors palette color_palette color_scheme hex_colors palette_hex brand_colors_hex",
        "secondary_color color_secondary",
        "tertiary_color color_tertiary",
        "accent_color highlight_color color_accent",
        "background_color bg_color color_background",
    ),
    "logo": ("logo logo_asset logo_image logo_img brandmark wordmark logotype",),
    "target_audience": (
        "target_audience audience audience_description target_demographic demographic target_group target_segment"
        " customer_segment audience_segment segment persona target_persona target_customer consumer",
    ),
    "target_regions": (
        "region geo_region",
        "market geo geography territory region_market",
        "country country_code",
        "location city state",
    ),
    "by_market": (
        "regional_adaptation market_adaptation regional_variation regional_copy by_market by_region regional"
        " market_override regional_override regional_message market_message per_market per_region market_copy"
        " regional_text market_text market_specific region_specific",
    ),
    "prohibited_words": (
        "prohibited_words forbidden_words banned_words blocked_words words_to_avoid do_not_say avoid_words"
        " restricted_words banned_terms prohibited_terms forbidden_terms disallowed_words prohibited_phrases"
        " forbidden_phrases banned_phrases blocklist word_blacklist blacklisted_words never_say",
    ),
    "formats": (
        "formats",
        "aspect_ratio ratio size image_size dimension format creative_format ad_format ad_size image_format"
        " output_formats target_formats required_formats aspect canvas_size creative_size social_format",
    ),
    "max_cost": ("max_cost maximum_cost cost_limit budget budget_limit max_budget maximum_budget cost_cap budget_cap",),
    "currency": ("currency budget_currency currency_code",),
    "language": (
        "language lang locale default_language default_locale primary_language source_language campaign_language"
        " main_language base_language language_code locale_code source_locale primary_locale",
    ),
    "locales": ("locales languages",),
    "translations": (
        "translation messages campaign_messages",
        "messaging localization localisation localized localised localized_content localized_version language_version"
        " by_language by_locale per_language per_locale i18n l10n localized_variant language_variant",
    ),
    "products": ("products product_list product_line items product_range product_catalog skus articles",),
    # Another object of the campaign itself.
    "campaign": ("campaign brief creative_brief campaign_brief campaign_detail campaign_info",),
    # Their fields are those of what they stand in.
    "section": (
        "requirement creative_requirement output deliverable creative content target"
        " targeting detail info overview guideline brand_guideline visual_guideline visual_identity identity"
        " creative_guideline meta metadata",
    ),
}

# Understood only directly in the object of the thing itself (or behind its name: `campaign_title`).
OWN: Final[dict[str, Words]] = {
    "campaign": {
        "campaign_name": ("name title project project_name brief_name", "id slug code brief_id project_id"),
        "description": ("description",),
    },
    "brand": {
        "brand": ("name title brand_name", "id slug"),
        "brand_colors": ("primary main", "", "secondary", "tertiary", "accent highlight", "background"),
    },
    "market": {"target_regions": ("", "name title market area label", "code id")},
    "product": {
        "name": ("name title label product product_name", "id sku slug code handle"),
        "description": ("description desc detail details summary about",),
    },
}

# Understood in one kind of place only, before what is understood everywhere.
WITHIN: Final[dict[str, Words]] = {
    "campaign": {"message": ("", "")},
    "brand": {"message": ("", "", "tagline slogan motto claim")},
    "market": {},
    "product": {
        "name": (
            "model_name item_name display_name article_name",
            "model_id item_id article_number article_no ean upc gtin asin model",
        ),
        "description": (
            "short_description long_description product_detail product_copy",
            "feature key_feature benefit key_benefit highlight selling_point key_selling_point usp attribute"
            " key_attribute product_attribute characteristic property",
            "color colors colorway finish material flavor scent ingredient shape packaging pattern fabric size"
            " dimension",
            "",  # from here on: scene and style
            "",
            "tag",
            "category type subcategory",
            "tagline tagline_hint",
        ),
        "existing_assets": (
            "cutout packshot cutout_image image_cutout",
            "hero_asset hero_image hero main_image primary_image key_visual hero_photo hero_shot",
            "existing_asset image asset photo picture product_image img visual_asset asset_image source_image",
            "assets images gallery photos pictures thumbnail image_map asset_map additional_image",
            "asset_folder image_folder folder assets_folder asset_dir assets_dir image_dir asset_directory folder_path",
        ),
        "variants": ("variant variation option product_variant color_variant",),
        "formats": ("formats", "aspect_ratio ratio image_size creative_format ad_format ad_size"),
        "target_regions": ("region", "market", "country"),
    },
}
# The rank of a product's tagline among the words of its description.
TAGLINE: Final = 7
# At the campaign, pictures are those of its only product, or of the one that they are named after.
WITHIN["campaign"]["existing_assets"] = (
    "cutout packshot cutout_image",
    "hero_asset hero_image main_image key_visual",
    "existing_asset image asset photo product_image",
    "assets images photos product_photos",
    "asset_folder image_folder assets_folder",
)

_BY_FORMATS = "not used: `formats` chooses the pictures"
_OWN_TYPE = "not used: the texts are set in the system's own typefaces"
_OWN_NEGATIVE = "not used: what pictures must not show is set by the platform"
_NOT_SET = "not used: it is none of the texts of a picture"
_NO_DATE = "not used: a campaign starts when its brief is uploaded"
_AS_WRITTEN = "not used: texts are set as they are written"

# Words without effect, and what is told of them.
UNUSED: Final[dict[str, str]] = {
    "channel platform placement network social_platform social_channel media_channel": _BY_FORMATS,
    "font font_family font_name typography typeface font_size font_style font_weight": _OWN_TYPE,
    "font_color text_color headline_color message_color button_color cta_color": "not used: colours of texts are chosen"
    " for contrast",
    "logo_required logo_placement logo_position": "not used: a logo is drawn where `logo` names one",
    "negative_prompt prompt_avoid avoid exclude do_not_show dont donts negative must_not_show negatives": _OWN_NEGATIVE,
    "price price_range sale_price list_price msrp rrp promo_code coupon_code discount_code": _NOT_SET,
    "hashtag url link landing_page website destination_url cta_url cta_link button_url button_link link_url"
    " product_url landing_page_url offer_url": _NOT_SET,
    "start_date end_date date launch_date flight_date campaign_date deadline due_date duration schedule timeline"
    " valid_until valid_from created_at updated_at start end offer_end offer_start expiry_date": _NO_DATE,
    "voice brand_voice tone_of_voice copy_tone writing_style personality brand_personality": _AS_WRITTEN,
}

# Sections about something else: what is in them is not the campaign's.
FOREIGN: Final = (
    "contact approval competitor previous_campaign history kpi tracking analytics team owner author reference example"
    " layout layout_template template grid positioning agency stakeholder reviewer email newsletter landing_page_copy"
    " changelog audit seo"
)

# What may stand before a word without changing it, and names of things that say whose word it is.
MODIFIERS: Final = _words("target required requested desired output existing input source reference final default")
THINGS: Final = {
    "campaign": "campaign ad marketing",
    "brand": "brand company client advertiser",
    "product": "product item",
    "market": "market",
}
TEXT_ENDINGS: Final = _words("text copy line label string message")
PATH_ENDINGS: Final = _words("path url uri file filename key src location")
LANGUAGE_ENDINGS: Final = _words(
    "localized localised translated translation localization bylocale bylanguage perlocale perlanguage i18n"
)

# Keys that hold the text, the path, the colour or the amount, where an object stands for one.
TEXT_KEYS: Final = _words("text value label title message default main primary fallback all copy content")
PATH_KEYS: Final = _words("path key url uri src file filename location href")
COLOR_KEYS: Final = _words("hex value color code hexcode")
AMOUNT_KEYS: Final = _words("amount value max total limit")

# What people write where there is nothing.
NOTHING: Final = frozenset(
    _words("n/a n.a. n.a na none null nil tbd tba tbc t.b.d. todo undefined nothing (none) <none> #n/a")
) | {"not applicable", "to be defined", "to be determined", "to be confirmed", "not available"}
NO_PICTURE: Final = frozenset({"generate", "new", "false", "no"})
# Words for a shape, beside the names, sizes and ratios of the catalogue.
SHAPES: Final = {
    "square": "1:1",
    **dict.fromkeys(("vertical", "story", "stories", "reel", "reels", "tiktok", "shorts"), "9:16"),
    "landscape": "16:9",
    "horizontal": "16:9",
    "widescreen": "16:9",
    "portrait": "4:5",
    "pin": "2:3",
}
FILE_TYPES: Final = _words("png jpg jpeg webp gif pdf svg tiff psd mp4 mov")
