"""Twelve typical campaigns: what marketers really send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageEnhance

from rendering.render import Branding
from tests.render.logos import emblem, on_paper, wordmark
from tests.render.pictures import cutout, file, studio

# coffee.jpg: Rachel Michetti, CC0; rocket.jpg: SpaceX, public domain. Both from the sample data of scikit-image.
_PHOTOS = Path(__file__).with_name("photos")


@dataclass(frozen=True, slots=True)
class Case:
    """`picture` gives the source file's bytes."""

    picture: Callable[[], bytes]
    message: str
    locale: str | None
    look: Branding


def _shot(prompt: str) -> Callable[[], bytes]:
    return lambda: file(studio(prompt, 1024).image)


def _cutout(prompt: str) -> Callable[[], bytes]:
    return lambda: file(cutout(prompt, 1024))


def _photo(name: str) -> Callable[[], bytes]:
    return (_PHOTOS / name).read_bytes


def _dark(prompt: str) -> Callable[[], bytes]:
    return lambda: file(ImageEnhance.Brightness(studio(prompt, 1024).image).enhance(0.22), "JPEG", quality=90)


_WORDMARK, _WHITE_WORDMARK = wordmark(), wordmark("NORD", (255, 255, 255))

CASES: dict[str, Case] = {
    "bottle": Case(
        _shot("insulated steel bottle in teal"),
        "Made for long, bright days.",
        "en",
        Branding(("#0E6E73", "#F2705B", "#FFF4E3"), "Trail Flask", "Shop the launch", "Solvane", file(_WORDMARK)),
    ),
    "box-short": Case(
        _shot("carton of herbal tea, green"),
        "Slow down.",
        "en",
        Branding(("#2E5E4E", "#D9B26F"), "Evening Tea", None, "Herbaria", None),
    ),
    "shoe": Case(
        _shot("mustard trail runner shoe with a navy flash"),
        "Train stronger. Recover faster. Run further than yesterday.",
        "en",
        Branding(("#E4572E", "#17324D"), "Ridge Runner", "Find your size", None, file(emblem((228, 87, 46)))),
    ),
    "headphones": Case(
        _shot("charcoal headphones"),
        "Hear every detail, and nothing else",
        "en",
        Branding(("#6C3CF0",), "Halo One", "Pre-order now", "Auralis", None),
    ),
    "cutout-garish": Case(
        _cutout("coffee mug, white"),
        "Good morning, sunshine!",
        "en",
        Branding(("#FF00C8", "#00FF66", "#FFF500"), "Big Mug", "Get yours", "POP!", None),
    ),
    "photo-landscape": Case(
        _photo("coffee.jpg"),
        "The best part of the morning",
        "en",
        Branding(
            ("#5B3A29", "#F3E3C8"), "House Blend", "Order now", "Pikolo", file(on_paper(wordmark("pikolo")), "JPEG")
        ),
    ),
    "photo-portrait": Case(
        _photo("rocket.jpg"),
        "Tickets for the night launch are on sale now",
        "en",
        Branding(("#0B1D3A", "#F5B700"), "Night Launch", "Book a seat", None, file(_WHITE_WORDMARK)),
    ),
    "dark": Case(
        _dark("black wrist watch with gold"),
        "Time, refined.",
        "en",
        Branding(("#C9A24B", "#111111"), "Meridian", "Discover", "Nord", file(_WHITE_WORDMARK)),
    ),
    "long": Case(
        _shot("sunscreen tube coral"),
        "Our mineral sunscreen protects the whole family for six hours, leaves no white cast, and is kind to reefs. "
        "Tested by dermatologists on sensitive skin. Until 31 August every second tube is half price in all stores "
        "and online; members of the Daylight club get free delivery and a sample of the new after-sun balm.",
        "en",
        Branding(("#F2705B", "#0E6E73"), "Daylight Sunscreen SPF 50", "Find a store", "Solvane", file(_WORDMARK)),
    ),
    "arabic": Case(
        _shot("perfume bottle amber"),
        "عطر يروي حكاية الشرق في كل قطرة",
        "ar",
        Branding(("#7B2D43", "#E9C7A5"), "عود الليل", "تسوق الآن", None, file(emblem((123, 45, 67)))),
    ),
    "japanese-light": Case(
        _cutout("cosmetic jar of cream, pink"),
        "毎日の肌に、やさしい潤いを。",
        "ja",
        Branding(("#FBEFEA", "#E7B7B0"), "モイストクリーム", "詳しく見る", "ハナ", None),
    ),
    "german-dark": Case(
        _cutout("navy backpack with tan leather"),
        "Wochenendausflüge beginnen mit dem richtigen Rucksack",
        "de",
        Branding(("#10131A", "#C29A6B"), "Drift 18 l", None, "Solvane", file(wordmark(color=(16, 19, 26)))),
    ),
}
