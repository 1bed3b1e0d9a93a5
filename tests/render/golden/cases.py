"""Fourteen typical campaigns: what marketers really send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageEnhance

from rendering.render import Branding
from shared.texts import Texts
from tests.render.logos import emblem, on_paper, wordmark
from tests.render.pictures import cutout, file, studio

# coffee.jpg: Rachel Michetti, CC0; rocket.jpg: SpaceX, public domain. Both from the sample data of scikit-image.
_PHOTOS = Path(__file__).with_name("photos")


@dataclass(frozen=True, slots=True)
class Case:
    """`picture` gives the source file's bytes."""

    picture: Callable[[], bytes]
    texts: Texts
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

_LONG = (
    "Our mineral sunscreen protects the whole family for six hours, leaves no white cast, and is kind to reefs. "
    "Tested by dermatologists on sensitive skin. Until 31 August every second tube is half price in all stores "
    "and online; members of the Daylight club get free delivery and a sample of the new after-sun balm."
)

CASES: dict[str, Case] = {
    "bottle": Case(
        _shot("insulated steel bottle in teal"),
        Texts(message="Made for long, bright days.", call_to_action="Shop the launch"),
        "en",
        Branding(("#0E6E73", "#F2705B", "#FFF4E3"), "Trail Flask", "Solvane", file(_WORDMARK)),
    ),
    "box-short": Case(
        _shot("carton of herbal tea, green"),
        Texts(message="Slow down."),
        "en",
        Branding(("#2E5E4E", "#D9B26F"), "Evening Tea", "Herbaria", None),
    ),
    "shoe": Case(
        _shot("mustard trail runner shoe with a navy flash"),
        Texts(message="Train stronger. Recover faster. Run further than yesterday.", call_to_action="Find your size"),
        "en",
        Branding(("#E4572E", "#17324D"), "Ridge Runner", None, file(emblem((228, 87, 46)))),
    ),
    "headphones": Case(
        _shot("charcoal headphones"),
        Texts(message="Hear every detail, and nothing else", call_to_action="Pre-order now"),
        "en",
        Branding(("#6C3CF0",), "Halo One", "Auralis", None),
    ),
    "cutout-garish": Case(
        _cutout("coffee mug, white"),
        Texts(message="Good morning, sunshine!", call_to_action="Get yours"),
        "en",
        Branding(("#FF00C8", "#00FF66", "#FFF500"), "Big Mug", "POP!", None),
    ),
    "all-texts": Case(
        _photo("coffee.jpg"),
        Texts(
            message="The best part of the morning",
            subline="Slowly roasted in small batches, ground when you order",
            offer="2 for 1 until noon",
            call_to_action="Order now",
            disclaimer="Until 30 June in participating cafés, while stocks last. Not to be combined with other offers.",
        ),
        "en",
        Branding(("#0E6E73", "#F2705B", "#FFF4E3"), "House Blend", "Pikolo", None),
    ),
    "photo-landscape": Case(
        _photo("coffee.jpg"),
        Texts(message="The best part of the morning", call_to_action="Order now"),
        "en",
        Branding(("#5B3A29", "#F3E3C8"), "House Blend", "Pikolo", file(on_paper(wordmark("pikolo")), "JPEG")),
    ),
    "photo-portrait": Case(
        _photo("rocket.jpg"),
        Texts(message="Tickets for the night launch are on sale now", call_to_action="Book a seat"),
        "en",
        Branding(("#0B1D3A", "#F5B700"), "Night Launch", None, file(_WHITE_WORDMARK)),
    ),
    "dark": Case(
        _dark("black wrist watch with gold"),
        Texts(message="Time, refined.", call_to_action="Discover"),
        "en",
        Branding(("#C9A24B", "#111111"), "Meridian", "Nord", file(_WHITE_WORDMARK)),
    ),
    "long": Case(
        _shot("sunscreen tube coral"),
        Texts(
            message=_LONG,
            call_to_action="Find a store",
        ),
        "en",
        Branding(("#F2705B", "#0E6E73"), "Daylight Sunscreen SPF 50", "Solvane", file(_WORDMARK)),
    ),
    "typeface-emoji": Case(
        _shot("sunscreen tube coral"),
        Texts(
            message="Sun all day ☀️ in 🇳🇴 and 🇯🇵",
            subline="Kind to skin, sea and reef 🐠",
            offer="20 % off",
            call_to_action="Shop 🛒 now →",
        ),
        "en",
        Branding(("#F2705B", "#0E6E73"), "Daylight SPF 50", "Solvane", None, "fraunces"),
    ),
    "arabic": Case(
        _shot("perfume bottle amber"),
        Texts(message="عطر يروي حكاية الشرق في كل قطرة", call_to_action="تسوق الآن"),
        "ar",
        Branding(("#7B2D43", "#E9C7A5"), "عود الليل", None, file(emblem((123, 45, 67)))),
    ),
    "japanese-light": Case(
        _cutout("cosmetic jar of cream, pink"),
        Texts(message="毎日の肌に、やさしい潤いを。", call_to_action="詳しく見る"),
        "ja",
        Branding(("#FBEFEA", "#E7B7B0"), "モイストクリーム", "ハナ", None),
    ),
    "german-dark": Case(
        _cutout("navy backpack with tan leather"),
        Texts(message="Wochenendausflüge beginnen mit dem richtigen Rucksack"),
        "de",
        Branding(("#10131A", "#C29A6B"), "Drift 18 l", "Solvane", file(wordmark(color=(16, 19, 26)))),
    ),
}
