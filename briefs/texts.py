"""The texts of the pictures: the campaign's, each product's, and in each language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefs.canonical import Canonical, Chosen
from briefs.fields import first, joined
from briefs.located import Located
from briefs.report import Report
from briefs.text_languages import Given, Languages, Text
from briefs.walk import Walk
from briefs.words import TEXTS, Leaf, Level, of_meaning

_TAGLINE = 7  # its rank among the words of a product's description
_LONGEST_OFFER, _LONGEST_SUBLINE = 24, 160


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
        languages.read_stated(of_meaning(self.walk.leaves, "language"))
        for owner in self.given:
            languages.choose_default(owner)
        if "message" not in self.given[None][None]:
            self._use_products_messages(canonical)
        languages.keep_wanted(of_meaning(self.walk.leaves, "locales"))
        languages.tell_of_gaps()
        if languages.main_at:
            canonical.put((languages.main_at, languages.main), "language")
        for number, owner in enumerate(self.given):
            _put(canonical, self.given[owner], *(() if owner is None else ("products", number - 1)))

    def _gather(self) -> None:
        leaves = [leaf for leaf in self.walk.leaves if leaf.word.meaning in TEXTS]
        stated = [leaf for leaf in leaves if leaf.place.product is None and not _is_of_some_market(leaf)]
        has_message = any(leaf.word.meaning == "message" for leaf in stated)
        groups: defaultdict[tuple[int | None, str | None, str], list[Leaf]] = defaultdict(list)
        for leaf in leaves:
            if _is_of_some_market(leaf) and (has_message or leaf.word.meaning != "message"):
                said = leaf.word.meaning.replace("_", " ")
                self.report.note(leaf.at, f"not used: which language this market's {said} is in is not said")
            elif leaf.place.product in self.given:
                groups[leaf.place.product, leaf.place.locale, leaf.word.meaning].append(leaf)
        for (owner, locale, name), leaves in groups.items():
            if chosen := self._chosen(name, leaves, owner, locale):
                self.given[owner].setdefault(locale, {})[name] = chosen
        for given in self.given.values():
            for texts in given.values():
                self._read_long_offer(texts)

    def _chosen(self, name: str, leaves: Sequence[Leaf], owner: int | None, locale: str | None) -> Text | None:
        if name == "disclaimer":
            return self._said(joined(leaves, name, self.report))
        shown = canonical_name(name, owner is not None)
        chosen = first(leaves, f"{shown} in {locale}" if locale else shown, self.report)
        if chosen and not chosen[1]:
            self._absent.setdefault(shown, chosen[0])
            if locale and chosen[0].absent:
                self.report.tell(chosen[0], f"no text: no {name} in {locale}")
        return self._said(chosen)

    def _said(self, chosen: Chosen[str]) -> Text | None:
        return (chosen[0], chosen[1]) if chosen and chosen[1] else None

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
            if absent := self._absent.get("campaign_message"):
                canonical.put((absent, None), "campaign_message")
            return
        self.given[None][None]["message"] = first
        self.report.tell(first[0], "there is no campaign_message: each product shows its own message")
        for number, (_, texts) in enumerate(own):
            if "message" not in texts:
                place = Located(canonical.origins["products", number].pointer + "/message", None)
                expected = "a message for this product, or a campaign_message for all"
                self.report.problem(place, "missing", expected, "nothing")

    def _stand_in(self, product: int, texts: dict[str, Text]) -> Text | None:
        for leaf in of_meaning(self.walk.leaves, "description"):
            if leaf.place.product == product and leaf.word.rank == _TAGLINE and not leaf.at.absent:
                return leaf.at, " ".join(str(leaf.at.value).split())
        return texts.pop("offer", None) or texts.pop("subline", None)


def _is_of_some_market(leaf: Leaf) -> bool:
    """Whether which language its market speaks is not said."""
    return leaf.place.level >= Level.OF_A_MARKET and not leaf.place.locale


def canonical_name(name: str, owner: object) -> str:
    return name if owner or name != "message" else "campaign_message"


def _put(canonical: Canonical, given: Given, *at: str | int) -> None:
    for tag, texts in given.items():
        for name, said in texts.items():
            place = ("translations", tag, name) if tag else (canonical_name(name, at),)
            canonical.put(said, *at, *place)
