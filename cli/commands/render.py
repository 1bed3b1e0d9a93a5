from __future__ import annotations

from pathlib import Path

from cli.commands.requesting import Asking, ordered, request
from cli.failures import CommandFailed
from cli.translations_file import read_translations
from operations.render import DEFAULT_LANGUAGE, RenderOrder, prepared_render
from shared.texts import Texts, locale_tag


def render(
    campaign_id: str,
    asking: Asking,
    *,
    products: list[str],
    formats: list[str],
    locales: list[str],
    texts: dict[str, str],
    translations: Path | None,
    picture: int | None,
) -> None:
    by_language: dict[str, dict[str, object]] = {}
    for locale, read in (read_translations(translations) if translations else {}).items():
        by_language[locale] = read.model_dump(exclude_none=True)
    # The texts on the command line are in the languages that are named there.
    tags = [_tag(name) for name in locales]
    for tag in tags:
        if texts and tag:
            by_language[tag] = {**by_language.get(tag, {}), **texts}
    order = ordered(
        RenderOrder,
        {
            "products": products,
            "formats": [name.strip().casefold().replace("_", "-") for name in formats],
            "locales": [tag or DEFAULT_LANGUAGE for tag in tags],
            "texts": texts if texts and (None in tags or not tags) else Texts(),
            "translations": by_language,
            "picture": picture,
        },
    )
    request(campaign_id, asking, order, prepared_render)


def _tag(name: str) -> str | None:
    """None for the default language. Raises CommandFailed."""
    if name.strip().casefold() == DEFAULT_LANGUAGE:
        return None
    try:
        return locale_tag(name.strip())
    except ValueError as error:
        raise CommandFailed(f"--locale {name}: {error} is expected, or {DEFAULT_LANGUAGE}") from None
