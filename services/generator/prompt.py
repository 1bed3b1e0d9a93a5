"""The prompt for a product's picture, as the original system wrote it, fitted to the model's limit."""

from __future__ import annotations

# No model writes legible text: the campaign message is set by the variants stage, not by the model.
NEGATIVE_PROMPT = "text, words, letters, watermark, people, hands, cropped product, several products, clutter"


def prompt(name: str, description: str, message: str, limit: int) -> str:
    """At most `limit` characters. The product's name is never cut: first the message goes, then the description's end.

    Raises ValueError where not even the name and the style fit.
    """
    whole = _written(name, description, message)
    if len(whole) <= limit:
        return whole
    without_message = _written(name, description, "")
    if len(without_message) <= limit:
        return without_message
    room = limit - len(_written(name, "-", "")) + 1
    shortest = _written(name, _cut(description, room), "")
    if len(shortest) > limit:
        raise ValueError(f"a prompt of {limit} characters has no room for the product name {name!r}")
    return shortest


def _written(name: str, description: str, message: str) -> str:
    lines = [
        f"Professional product photography of {name.rstrip('.')}.",
        f"{description.rstrip('. ')}." if description else "",
        "High quality, studio lighting, white background, commercial advertising style.",
        f"Marketing campaign: {message.rstrip('. ')}." if message else "",
        "Photorealistic, 4K quality, centered composition.",
    ]
    return "\n".join(line for line in lines if line)


def _cut(text: str, room: int) -> str:
    """At the last word that fits; empty where none does."""
    if len(text) <= room:
        return text
    return text[: max(0, room)].rpartition(" ")[0].rstrip(" ,;:.")
