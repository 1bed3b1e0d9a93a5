"""In which languages pictures are made: which one the default texts are in, which are wanted, which say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefs.languages import locale_of, same_language
from briefs.located import Located
from briefs.report import Report
from briefs.words import Leaf
from shared.texts import Texts

# Where a text stands and what it says.
Text = tuple[Located, str]
# Of one thing: language (None: the default) -> name of the text -> the text.
Given = dict[str | None, dict[str, Text]]

_BESIDE = "{} beside the default texts, for all products: if that is their language, say so by `language`"
_NO_LANGUAGE = "not understood as a language such as en, de-DE or German"


@dataclass(slots=True)
class Languages:
    """`given` has the campaign's texts at None, those of a product at its index.

    `main` is the default texts' own, which the brief says at `main_at`, or which is found out.
    """

    report: Report
    given: dict[int | None, Given]
    main: str | None = None
    main_at: Located | None = None

    def read_stated(self, leaves: list[Leaf]) -> None:
        """What the brief says of the language of its default texts, and its markets of theirs."""
        for leaf in sorted(leaves, key=lambda leaf: (leaf.place.kind == "market", leaf.place.level)):
            tag = locale_of(leaf.at.value) if isinstance(leaf.at.value, str) else None
            if tag is None:
                self.report.note(leaf.at, _NO_LANGUAGE)
            elif leaf.place.kind == "market" and tag in self._tags():
                self.report.claim(leaf.at)
            elif self.main is None and (leaf.place.kind != "market" or len(leaves) == 1):
                self.main, self.main_at = tag, leaf.at
                if (leaf.at.pointer, leaf.at.value) == ("/language", tag):
                    self.report.claim(leaf.at)  # as the canonical form has it
                else:
                    self.report.note(leaf.at, f"the language of the default texts: {tag}")
            elif self.main and same_language(tag, self.main):
                self.report.claim(leaf.at)
            else:
                self._tell_of_no_text(leaf.at, tag)

    def choose_default(self, owner: int | None) -> None:
        """Without a default text, the one in the brief's own language is it, or the first."""
        given = self.given[owner]
        default = given.setdefault(None, {})
        same = [tag for tag in given if tag and self._repeats_default(given[tag], default)]
        if len({tag.split("-")[0] for tag in same}) == 1:
            self.main = self.main or same[0]
        for name in Texts.model_fields:
            having = [tag for tag in given if tag and name in given[tag]]
            if name in default or not having:
                continue
            tag = next((tag for tag in having if self.main and same_language(tag, self.main)), None)
            if tag is None and (owner is None or "message" not in self.given[None][None]):
                tag = having[0] if name == "message" or self._speaks_default(given, having) else None
            if tag:
                self.main = self.main or tag
                default[name] = given[tag][name]
                self.report.tell(default[name][0], f"the {name} in {tag} is the default one: there is no other")

    def _repeats_default(self, texts: Mapping[str, Text], default: Mapping[str, Text]) -> bool:
        """Whether a language has the default message, and no other text that differs: then it is the default one."""
        return {"message"} <= texts.keys() & default.keys() and all(
            default[name][1] == said for name, (_, said) in texts.items() if name in default
        )

    def _speaks_default(self, given: Given, having: list[str]) -> bool:
        """Whether the first of several languages can be taken for the default one."""
        first = given[having[0]].get("message")
        return len(having) > 1 if first is None else first == given[None].get("message")

    def keep_wanted(self, leaves: list[Leaf]) -> None:
        wanted = dict(self._wanted(leaves))
        tags = self._tags()
        of_default = wanted and not leaves[0].word.rank  # rather than languages beside it
        if of_default and not self.main and not any(same_language(next(iter(wanted)), tag) for tag in tags):
            self.main, item = next(iter(wanted.items()))
            self.report.tell(item, f"taken for the language of the default texts: {self.main}")
        for tag, item in wanted.items():
            if not any(same_language(tag, known) for known in (*tags, self.main) if known):
                self._tell_of_no_text(item, tag)
        for tag in tags:
            if wanted and not any(same_language(tag, other) for other in (*wanted, self.main) if other):
                for here in self._leave_out(tag):
                    self.report.tell(here, f"left out: {tag} is not among the languages asked for")

    def _wanted(self, leaves: list[Leaf]) -> Iterator[tuple[str, Located]]:
        for item in (item for leaf in leaves for item in leaf.at.items()):
            for word in item.value.split(",") if isinstance(item.value, str) else [""]:
                if tag := locale_of(word):
                    self.report.claim(item)
                    yield tag, item
                else:
                    self.report.note(item, _NO_LANGUAGE)

    def tell_of_gaps(self) -> None:
        """What equals the default in every text is not made twice; what a language lacks is set in the default."""
        defaults = {here.pointer for given in self.given.values() for here, _ in given[None].values()}
        told: dict[str, list[tuple[str, Located]]] = {}
        for tag in self._tags():
            if all(self._equals_default(tag, owner) for owner in self.given):
                for here in self._leave_out(tag):
                    if here.pointer not in defaults:
                        self.report.tell(here, f"{tag} is the same as the default texts: not made twice")
                continue
            here = next(here for given in self.given.values() for here, _ in given.get(tag, {}).values())
            if tag not in self.given[None] and not self.main:
                told.setdefault(_BESIDE, []).append((tag, here))
            missing = [name for name in self.given[None][None] if name not in self.given[None].get(tag, {})]
            of_products = [tag in given for owner, given in self.given.items() if owner is not None]
            if missing and not all(of_products) and not (self.main and same_language(tag, self.main)):
                said = f"no {', '.join(missing).replace('_', ' ')} in {{}}: the default text is set"
                told.setdefault(said, []).append((tag, here))
        for said, languages in told.items():
            self.report.tell(languages[0][1], said.format(", ".join(tag for tag, _ in languages)))

    def _equals_default(self, tag: str, owner: int | None) -> bool:
        default = {**self.given[None][None], **self.given[owner][None]}
        texts = {**self.given[None].get(tag, {}), **self.given[owner].get(tag, {})}
        return all(name in default and default[name][1] == said for name, (_, said) in texts.items())

    def _tags(self) -> list[str]:
        return list(dict.fromkeys(tag for given in self.given.values() for tag in given if tag))

    def _leave_out(self, tag: str) -> list[Located]:
        return [here for given in self.given.values() for here, _ in given.pop(tag, {}).values()]

    def _tell_of_no_text(self, here: Located, tag: str) -> None:
        self.report.note(here, f"no text in {tag} is given: no pictures of its own for {tag}")
