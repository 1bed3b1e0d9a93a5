"""The texts of the pictures: the campaign's, each product's, and in each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefs.located import Located, Number
from briefs.places import OF_A_MARKET, Leaf
from briefs.report import Report
from briefs.text_languages import Given, Languages
from briefs.values import Canonical, Path, choose, text, whole
from briefs.walk import Walk
from briefs.words import TEXTS

_TAGLINE = 7  # its rank among the words of a product's description
_LONGEST_OFFER, _LONGEST_SUBLINE = 24, 160
_SENTENCE_ENDS = (".", "!", "?", "\u3002")

Text = tuple[Located, str]


@dataclass(slots=True)
class TextReader:
    """`given` has the campaign's texts at None, those of a product at its index in the walk."""

    walk: Walk
    report: Report
    given: dict[int | None, Given] = field(default_factory=dict)
    _absent: dict[str, Located] = field(default_factory=dict)

    def read(self, canonical: Canonical, products: Sequence[int]) -> None:
        """Puts the texts of the campaign and its `products` into the canonical brief."""
        self.given = {owner: {} for owner in (None, *products)}
        self._gather()
        languages = Languages(self.report, self.given)
        languages.read_stated(self._leaves("language"))
        for owner in self.given:
            languages.choose_default(owner)
        if "message" not in self.given[None][None]:
            self._use_products_messages(canonical)
        languages.keep_wanted(self._leaves("locales"))
        languages.tell_of_gaps()
        for number, owner in enumerate(self.given):
            _put(canonical, self.given[owner], () if owner is None else ("products", number - 1))

    def _leaves(self, meaning: str) -> list[Leaf]:
        return [leaf for leaf in self.walk.leaves if leaf.word.meaning == meaning]

    def _gather(self) -> None:
        groups: dict[tuple[int | None, str | None, str], list[Leaf]] = {}
        of_markets: list[Leaf] = []
        for leaf in self.walk.leaves:
            if leaf.word.meaning in TEXTS and leaf.place.level >= OF_A_MARKET and not leaf.place.locale:
                of_markets.append(leaf)
            elif leaf.word.meaning in TEXTS and leaf.place.product in self.given:
                groups.setdefault((leaf.place.product, leaf.place.locale, leaf.word.meaning), []).append(leaf)
        if not any(owner is None and name == "message" for owner, _, name in groups):
            of_message = [leaf for leaf in of_markets if leaf.word.meaning == "message"]
            of_markets = [leaf for leaf in of_markets if leaf not in of_message]
            groups |= {(None, None, "message"): of_message} if of_message else {}
        for leaf in of_markets:
            said = leaf.word.meaning.replace("_", " ")
            self.report.note(leaf.at, f"not used: which language this market's {said} is in is not said")
        for (owner, locale, name), leaves in groups.items():
            if chosen := self._joined(leaves) if name == "disclaimer" else self._chosen(name, leaves, owner, locale):
                self.given[owner].setdefault(locale, {})[name] = chosen
        for given in self.given.values():
            for texts in given.values():
                self._read_long_offer(texts)

    def _chosen(self, name: str, leaves: Sequence[Leaf], owner: int | None, locale: str | None) -> Text | None:
        shown = canonical_name(name, owner)
        short = [first for leaf in leaves if (first := self._first(leaf))]
        chosen = choose(short, f"{shown} in {locale}" if locale else shown, self._text, self.report)
        if chosen is None or chosen[1] is not None:
            return chosen and (chosen[0], chosen[1])  # type: ignore[return-value]
        if locale and chosen[0].absent:
            self.report.tell(chosen[0], f"no text: no {name} in {locale}")
        self._absent.setdefault(shown, chosen[0])
        return None

    def _text(self, here: Located) -> str | None:
        return text(here, self.report, "text")

    def _first(self, leaf: Leaf) -> Leaf | None:
        """Of a list the first text that is one; too long a stand-in for a subline is none."""
        first, *others = [item for item in leaf.at.items() if not item.absent] or [leaf.at]
        for other in others:
            self.report.note(other, f"not used: {first.pointer} is the first of them")
        length = len(first.value) if isinstance(first.value, str) else 0
        if leaf.word.meaning == "subline" and leaf.key != "subline" and length > _LONGEST_SUBLINE:
            self.report.note(first, f"not used: too long for a subline ({length} of {_LONGEST_SUBLINE} characters)")
            return None
        if isinstance(first.value, Number) and leaf.word.meaning != "message":
            self.report.note(first, "not used: a number alone is no text")
            return None
        return replace(leaf, at=first)

    def _joined(self, leaves: Sequence[Leaf]) -> Text | None:
        """All the small print, the disclaimer's own first."""
        parts: dict[str, Located] = {}
        for leaf in sorted(leaves, key=lambda leaf: leaf.word.rank):
            for item in leaf.at.items():
                if read := self._text(item):
                    parts.setdefault(read, item)
                    if leaf.key != "disclaimer":
                        self.report.tell(item, "read as disclaimer, the small print")
        *sentences, last = parts or [""]
        ended = [part if part.endswith(_SENTENCE_ENDS) else part + "." for part in sentences]
        return (next(iter(parts.values())), " ".join([*ended, last])) if parts else None

    def _read_long_offer(self, texts: dict[str, Text]) -> None:
        """A longer offer still is a second line where there is none."""
        if "offer" in texts and "subline" not in texts:
            here, said = texts["offer"]
            if _LONGEST_OFFER < len(said) <= _LONGEST_SUBLINE:
                texts["subline"] = texts.pop("offer")
                self.report.tell(here, f"longer than the {_LONGEST_OFFER} characters of an offer: read as subline")

    def _use_products_messages(self, canonical: Canonical) -> None:
        """Without a campaign's message, each product's own, its tagline, its offer."""
        own = [(owner, given[None]) for owner, given in self.given.items() if owner is not None]
        for owner, texts in own:
            if "message" not in texts and (found := self._stand_in(owner, texts)):
                texts["message"] = found
                self.report.tell(found[0], "stands in for the message, which is missing")
        first = next((texts["message"] for _, texts in own if "message" in texts), None)
        if first is None:
            absent = self._absent.get("campaign_message")
            canonical.put("campaign_message", (absent, None) if absent else None)
            return
        self.given[None][None]["message"] = first
        self.report.tell(first[0], "there is no campaign_message: each product shows its own message")
        for number, (_, texts) in enumerate(own):
            if "message" not in texts:
                place = Located(canonical.origins["products", number].pointer + "/message", None)
                expected = "a message for this product, or a campaign_message for all"
                self.report.problem(place, "missing", expected, "nothing")

    def _stand_in(self, product: int, texts: dict[str, Text]) -> Text | None:
        for leaf in self._leaves("description"):
            if leaf.place.product == product and leaf.word.rank == _TAGLINE and not leaf.at.absent:
                return leaf.at, " ".join(str(leaf.at.value).split())
        return texts.pop("offer", None) or texts.pop("subline", None)


def canonical_name(name: str, owner: int | None) -> str:
    return "campaign_message" if owner is None and name == "message" else name


def _put(canonical: Canonical, given: Given, at: Path) -> None:
    owner = int(at[1]) if at else None
    target: Any = canonical.values if owner is None else canonical.values["products"]
    target = target if owner is None else target[owner]
    for name, (here, said) in given[None].items():
        target[canonical_name(name, owner)] = said
        canonical.origins[*at, canonical_name(name, owner)] = here
    translations = {tag: texts for tag, texts in given.items() if tag and texts}
    for tag, texts in translations.items():
        target.setdefault("translations", {})[tag] = {name: said for name, (_, said) in texts.items()}
        canonical.origins[*at, "translations", tag] = next(iter(texts.values()))[0]
        canonical.origins |= {(*at, "translations", tag, name): here for name, (here, _) in texts.items()}
    if translations:
        canonical.origins[*at, "translations"] = whole([next(iter(t.values()))[0] for t in translations.values()])
