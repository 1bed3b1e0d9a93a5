"""The default message and the messages by locale, from wherever a brief has them."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefs.aliases import MARKET
from briefs.collect import Fields, collect
from briefs.locales import locale_of, same_language
from briefs.located import Located
from briefs.report import Report
from briefs.spellings import squash
from briefs.values import choose, text
from briefs.words import DEFAULT_MESSAGE
from shared.brief import Brief, wanted

_MESSAGE = wanted(Brief, "campaign_message")
_BY_LANGUAGE = 'an object that names a language for each message, such as {"de": "..."}'
_TAG = "a language tag such as en, de-DE or zh-Hant"


@dataclass(slots=True)
class Messages:
    """`default` is where the default message stands and what it says; `by_locale` has texts, by language tag."""

    report: Report
    default: tuple[Located, str | None] | None = None
    by_locale: dict[str, Located] = field(default_factory=dict)
    _defaults: list[Located] = field(default_factory=list)
    _stand_ins: list[Located] = field(default_factory=list)

    def add_fields(self, fields: Fields) -> None:
        for found in fields.get("campaign_message", []):
            self._add_message(found)
        self._stand_ins += fields.get("headline", [])
        for found in fields.get("messages", []):
            self._add_translations(found)

    def add_market(self, market: Fields) -> None:
        """One element of `markets`, or an object in the place of a message: a message with its language."""
        tag = self._language(market)
        for found in market.get("messages", []):
            self._add_translations(found)
        for found in market.get("market_message", []):
            if tag:
                self.report.note(found, f"read as the message in {tag}")
                self._add(tag, found)
            else:
                self._stand_ins.append(found)

    def settle(self, fields: Fields) -> None:
        """Decides on the default message and on the locales, once everything has been added."""
        self.default = choose(self._defaults, "campaign_message", self._text, self.report)
        has_default = self.default is not None and self.default[1] is not None
        used = self._use_stand_in(has_default)
        language = self._language(fields)
        self._use_first_locale(language, has_default or used)
        self._keep_locales([found for place in fields.get("locales", []) for found in place.items()], language)
        for found in fields.get("language", []):
            if not found.absent:
                self.report.note(found, "no effect of its own: a message is set in the language it is written in")

    def _text(self, found: Located) -> str | None:
        return text(found, self.report, _MESSAGE)

    def _language(self, fields: Fields) -> str | None:
        for found in fields.get("language", []):
            if isinstance(found.value, str) and (tag := locale_of(found.value)):
                return tag
        return None

    def _add_message(self, found: Located) -> None:
        if isinstance(found.value, dict):
            self._add_by_tag(found)
        else:
            self._defaults.append(found)

    def _add_translations(self, found: Located) -> None:
        match found.value:
            case dict():
                self._add_by_tag(found)
            case list():
                for item in found.items():
                    if isinstance(item.value, dict):
                        self.add_market(collect(item, MARKET, self.report))
                    else:
                        self.report.problem(item, "wrong_type", _BY_LANGUAGE)
            case str():
                self._defaults.append(found)
            case bool():
                self.report.problem(found, "wrong_type", _BY_LANGUAGE)

    def _add_by_tag(self, found: Located) -> None:
        for key, place in found.fields():
            tag = locale_of(key)
            if key.startswith("_"):
                self.report.comment(place)
            elif squash(key) in DEFAULT_MESSAGE:
                self._defaults.append(place)
            elif tag:
                self._add(tag, place)
            else:
                self.report.problem(place, "unknown_value", _TAG, said=f'the language "{key[:60]}"')

    def _add(self, tag: str, found: Located) -> None:
        if isinstance(found.value, dict):
            inner = collect(found, MARKET, self.report)
            for place in inner.get("market_message", []):
                self._add_text(tag, place)
        else:
            self._add_text(tag, found)

    def _add_text(self, tag: str, found: Located) -> None:
        message = self._text(found)
        if message is None:
            if found.absent:
                self.report.note(found, f"no text: no pictures in {tag}")
            return
        known = self.by_locale.setdefault(tag, Located(found.pointer, message))
        if known.value != message:
            self.report.conflict(known, found, f"the message in {tag}")

    def _use_stand_in(self, has_default: bool) -> bool:
        stand_ins = [found for found in self._stand_ins if not found.absent]
        if has_default:
            for found in stand_ins:
                self.report.note(found, "not used: campaign_message is given")
            return False
        if not stand_ins or self.default:
            return False
        first, *others = stand_ins
        self.default = first, self._text(first)
        self.report.note(first, "stands in for campaign_message, which is missing")
        for found in others:
            self.report.note(found, f"not used: {first.pointer} is the message")
        return True

    def _use_first_locale(self, language: str | None, has_default: bool) -> None:
        if has_default or not self.by_locale:
            return
        tag = next((tag for tag in self.by_locale if language and same_language(tag, language)), None)
        tag = tag or next(iter(self.by_locale))
        found = self.by_locale[tag]
        self.default = found, str(found.value)
        self.report.note(found, f"the message in {tag} is the default one: there is no campaign_message")

    def _keep_locales(self, places: list[Located], language: str | None) -> None:
        wanted: dict[str, Located] = {}
        for found in places:
            for word in found.value.split(",") if isinstance(found.value, str) else [""]:
                if tag := locale_of(word):
                    wanted[tag] = found
                elif not found.absent:
                    self.report.note(found, f"not understood as a language: {_TAG} was expected")
        for tag, found in wanted.items():
            if not any(same_language(tag, known) for known in [*self.by_locale, *([language] if language else [])]):
                self.report.note(found, f"no message in {tag} is given: no pictures of its own for {tag}")
        for tag in [tag for tag in self.by_locale if wanted and not any(same_language(tag, w) for w in wanted)]:
            left_out = self.by_locale.pop(tag)
            self.report.note(left_out, f"left out: {tag} is not among the languages asked for")
