from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cli.commands.requesting import Asking, ordered, request
from cli.failures import CommandFailed
from cli.translations_file import read_translations
from operations.render import DEFAULT_LANGUAGE, RenderOrder, prepared_render
from shared.texts import locale_tag


def render(
    campaign_id: str,
    asking: Asking,
    products: Sequence[str] | None,
    formats: Sequence[str] | None,
    locales: Sequence[str] | None,
    texts: Mapping[str, str | None],
    translations: Path | None,
    picture: int | None,
) -> None:
    """Texts that are None stay as they are; "" takes one off. They are in the languages that `locales` names."""
    given = {name: text for name, text in texts.items() if text is not None}
    tags = [_tag(name) for name in locales or ()]
    order = ordered(
        RenderOrder,
        {
            "products": products or (),
            "formats": [name.strip().casefold().replace("_", "-") for name in formats or ()],
            "locales": [tag or DEFAULT_LANGUAGE for tag in tags],
            "texts": given if None in tags or not tags else {},
            "translations": _by_language(translations, tags, given),
            "picture": picture,
        },
    )
    request(campaign_id, asking, order, prepared_render)


def _by_language(
    file: Path | None, tags: Sequence[str | None], texts: Mapping[str, str]
) -> dict[str, dict[str, object]]:
    """Those of the file, and over them those of the command line."""
    read = read_translations(file) if file else {}
    by_language: dict[str, dict[str, object]] = {tag: each.model_dump(exclude_none=True) for tag, each in read.items()}
    for tag in tags:
        if texts and tag:
            by_language[tag] = {**by_language.get(tag, {}), **texts}
    return by_language


def _tag(name: str) -> str | None:
    """None for the default language. Raises CommandFailed."""
    if name.strip().casefold() == DEFAULT_LANGUAGE:
        return None
    try:
        return locale_tag(name.strip())
    except ValueError as error:
        raise CommandFailed(f"--locale {name}: {error} is expected, or {DEFAULT_LANGUAGE}") from None
