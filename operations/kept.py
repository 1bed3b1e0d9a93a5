"""Texts that a request does not mean, and that go on to be shown where somebody might expect the change."""

from __future__ import annotations

from collections.abc import Iterator

from operations.requesting import Prepared
from shared.frozen import Frozen


class Kept(Frozen):
    """Names of texts that stay as they are: a language's own, or those of the product with this name (else null).

    `without`: the product has had them taken off, and goes on without them.
    """

    locale: str | None = None
    product: str | None = None
    texts: tuple[str, ...]
    without: bool = False


def kept(made: Prepared) -> Iterator[Kept]:
    request = made.request
    off: list[str] = [taken.text for taken in request.taken_off if taken.locale is None]
    for locale, texts in made.context.translations.items():
        if names := [name for name in off if getattr(texts, name)]:
            yield Kept(locale=locale, texts=tuple(names))
    if request.texts_are_own:
        return
    for product in made.products:
        own = product.plan.texts
        if names := [name for name in request.changes if getattr(own, name, None)]:
            yield Kept(product=product.plan.name, texts=tuple(names))
        if without := [name for name in request.changes if name in own.taken_off]:
            yield Kept(product=product.plan.name, texts=tuple(without), without=True)
