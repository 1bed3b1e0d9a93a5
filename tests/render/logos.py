"""Brand marks as marketers upload them: on transparent ground, or as an opaque file with a white border."""

from __future__ import annotations

from PIL import Image, ImageDraw

from rendering.text import faces

Color = tuple[int, int, int]


def wordmark(text: str = "solvane", color: Color = (14, 74, 80), height: int = 160) -> Image.Image:
    """A wide one: a ring and a word, transparent around."""
    font = faces.load(faces.SANS, height, faces.BOLD)
    length = round(font.getlength(text))
    image = Image.new("RGBA", (length + round(1.5 * height), round(1.3 * height)), (*color, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((0.05 * height, 0.25 * height, 0.95 * height, 1.15 * height), outline=(*color, 255), width=height // 6)
    pen.text((1.2 * height, height), text, fill=(*color, 255), font=font, anchor="ls")
    return image


def emblem(color: Color = (14, 74, 80), side: int = 400) -> Image.Image:
    """A square one: a filled disc with a bite."""
    image = Image.new("RGBA", (side, side), (*color, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((0, 0, side - 1, side - 1), fill=(*color, 255))
    pen.ellipse((side * 0.45, side * 0.2, side * 0.95, side * 0.7), fill=(*color, 0))
    return image


def on_paper(logo: Image.Image, paper: Color = (255, 255, 255), border: int = 80) -> Image.Image:
    """The same as an opaque file: paper around it, none of it transparent."""
    sheet = Image.new("RGB", (logo.width + 2 * border, logo.height + 2 * border), paper)
    sheet.paste(logo, (border, border), logo)
    return sheet
