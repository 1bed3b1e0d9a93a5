"""Which design a product gets, by the words of its name and description."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What the thing is. The last such word of a name decides: a "coffee mug" is a mug, a "phone box" a box.
_THINGS = {
    "flask": "flask|thermos|tumbler|insulated bottle|water bottle|sports bottle|drinking bottle|steel bottle|bouteille "
    "d'eau|trinkflasche|botella de agua|水筒",
    "bottle": "bottle|bottles|iced tea|carafe|decanter|bouteille|botella|botellas|flasche|garrafa|bottiglia|ボトル",
    "can": "can|cans|seltzer|lata|dose|canette|lattina|缶",
    "jar": "jar|jars|pot|tub|balm|tiegel|tarro|creme|crème|crema|moisturizer|moisturiser|cream|mask|クリーム",
    "tube": "tube|tubes|sunscreen|sunblock|toothpaste|zahnpasta|sonnencreme|tubo|crème solaire|protector solar|"
    "チューブ",
    "pump": "pump|dispenser|soap|lotion|shampoo|conditioner|body wash|hand wash|shower gel|detergent|seife|jabón|savon",
    "dropper": "dropper|serum|essence|face oil|beard oil|essential oil|tincture|sérum",
    "mug": "mug|mugs|cup|cups|tasse|taza|tazza|becher|マグ",
    "carton": "box|carton|cereal|granola|muesli|chocolate|cookies|biscuits|crackers|schachtel|caja|boîte|箱",
    "gift": "gift|gift box|gift set|hamper|present|bundle|geschenk|regalo|cadeau|ギフト",
    "pouch": "pouch|sachet|beutel|bolsita|袋",
    "backpack": "backpack|rucksack|daypack|knapsack|mochila|zaino|sac à dos|リュック",
    "bag": "bag|bags|tote|handbag|purse|satchel|shopper|tasche|bolso|sac|borsa|バッグ",
    "shoe": "shoe|shoes|sneaker|sneakers|trainer|trainers|runner|runners|boots|footwear|schuh|schuhe|"
    "zapatilla|zapatillas|chaussure|chaussures|スニーカー|靴",
    "headphones": "headphones|headphone|headset|earphones|kopfhörer|auriculares|casque|ヘッドホン",
    "earbuds": "earbuds|earbud|earpods|wireless buds|in-ears",
    "watch": "watch|watches|smartwatch|timepiece|chronograph|uhr|armbanduhr|reloj|montre|orologio|腕時計",
    "phone": "phone|smartphone|handset|tablet|e-reader|telefon|teléfono|téléphone|スマホ|スマートフォン",
    "power bank": "power bank|powerbank|charger|battery pack|portable charger|ladegerät|cargador",
    "speaker": "speaker|speakers|soundbar|lautsprecher|altavoz|enceinte|スピーカー",
    "candle": "candle|candles|kerze|vela|bougie|candela|キャンドル",
    "towel": "towel|towels|blanket|throw|linen|sheets|handtuch|toalla|serviette|タオル",
    "cap": "cap|caps|hat|hats|visor|mütze|kappe|gorra|casquette|帽子|キャップ",
    "shirt": "shirt|t-shirt|tee shirt|tshirt|jersey|hoodie|sweater|sweatshirt|camiseta|tシャツ",
    "lipstick": "lipstick|lip stick|lip colour|lip color|lippenstift|rouge à lèvres|口紅",
    "spray": "spray|aerosol|mist|deodorant|hairspray|air freshener|dry shampoo",
}

# What it holds or does, where no word says what it is.
_HINTS = {
    "bottle": "water|juice|wine|oil|drink|beverage|kombucha|lemonade|iced tea|sauce|syrup|perfume|eau|agua|wasser",
    "can": "soda|beer|energy|sparkling|cola|tonic|pre-workout",
    "jar": "honey|jam|supplement|supplements|vitamins|vitamin|skincare|cosmetic|skin|face|peanut butter|butter",
    "tube": "spf|sun|gel|toothbrush",
    "shoe": "running|tennis|sole|outsole|footbed",
    "phone": "app|screen|mobile|device",
    "headphones": "audio|noise cancelling|noise cancellation|bluetooth",
    "power bank": "battery|usb|solar|mah|charging",
    "bag": "leather|fashion|travel",
    "candle": "scented|wick|soy",
    "pouch": "coffee|tea|beans|snack|snacks|nuts|chips|protein|powder|roasted|roast|blend|kaffee|café|thé|té|tee|"
    "caffè|茶|コーヒー",
    "towel": "cotton|microfiber|absorbent",
}

_PACKED = re.compile(
    r"\b(?:in|inside|within) an? [^.;]{0,50}?\b(?P<thing>bottle|can|jar|tube|pump|box|carton|pouch|bag)\b"
)


@dataclass(frozen=True, slots=True)
class ProductText:
    """In lower case; `name` is "" where the prompt doesn't set it apart."""

    name: str
    description: str

    @property
    def words(self) -> str:
        return f"{self.name}. {self.description}"


def product_text(prompt: str) -> ProductText:
    """The product's part of a prompt: "... photography of NAME. DESCRIPTION. High quality, ... white background"."""
    text = re.sub(r"\s+", " ", prompt).strip().lower()
    text = re.split(r"\bhigh quality\b|\bmarketing campaign\b|\bstudio lighting\b|\bphotorealistic\b", text)[0]
    text = re.split(r"\b(?:photography|photograph|photo|picture|image|shot) of (?:an? |the )?", text, maxsplit=1)[-1]
    text = text.replace("white background", "")
    name, _, description = text.partition(". ")
    return ProductText(name.strip(" ."), description.strip())


def kind_of(text: ProductText) -> str:
    """A key of DESIGNS; a gift box for what no word gives away."""
    packed = _PACKED.search(text.description)
    return (
        _last(_THINGS, text.name)
        or (packed and _last(_THINGS, packed["thing"]))
        or _last(_HINTS, text.name)
        or _first(_THINGS, text.description)
        or _first(_HINTS, text.description)
        or "gift"
    )


def _found(table: dict[str, str], text: str) -> list[tuple[int, int, str]]:
    """(end, length, kind) of each phrase that occurs; scripts without spaces match anywhere."""
    hits = []
    for kind, phrases in table.items():
        for phrase in phrases.split("|"):
            pattern = rf"(?<!\w){re.escape(phrase)}(?!\w)" if phrase[0] < "\u3000" else re.escape(phrase)
            hits += [(hit.end(), len(phrase), kind) for hit in re.finditer(pattern, text)]
    return hits


def _last(table: dict[str, str], text: str) -> str | None:
    hits = _found(table, text)
    return max(hits)[2] if hits else None


def _first(table: dict[str, str], text: str) -> str | None:
    hits = _found(table, text)
    return min((end - length, -length, kind) for end, length, kind in hits)[2] if hits else None
