from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import typer

from cli.brief_check import ASSUMED, BriefCheck, check, estimate, only_translated, refusal
from cli.failures import CommandFailed
from cli.terminal import complain, say
from shared.brief import Brief
from shared.problems import Problem
from shared.texts import Texts

_SHOWN = 5


def validate(paths: list[Path], *, as_json: bool) -> None:
    """Exit code 1 where a brief is refused or can't be read: the others are told of all the same."""
    checks, unread = [], False
    for path in paths:
        try:
            checks.append(check(path))
        except CommandFailed as failure:
            unread = True
            if as_json:
                checks.append(BriefCheck(path, None, (), (_unreadable(failure),)))
            else:
                complain(str(failure))
    if as_json:
        plain = [_plain(one) for one in checks]
        typer.echo(json.dumps(plain if len(plain) > 1 else plain[0], ensure_ascii=False, indent=2))
    else:
        for one in checks:
            _say(one)
    if unread or any(one.problems for one in checks):
        raise typer.Exit(1)


def _unreadable(failure: CommandFailed) -> Problem:
    return Problem(pointer="", code="missing", found=str(failure), expected="a file that can be read")


def _plain(one: BriefCheck) -> dict[str, object]:
    return {
        "accepted": one.brief is not None,
        "brief": one.brief.model_dump(mode="json") if one.brief else None,
        "notes": [note.model_dump(mode="json") for note in one.notes],
        "problems": [problem.model_dump(mode="json") for problem in one.problems],
        "estimate": estimate(one.brief) if one.brief else None,
    }


def _say(one: BriefCheck) -> None:
    if one.brief is None:
        say(refusal(one.path, one.problems), "bold red")
        for problem in one.problems:
            say(f"  {problem}", "red")
    else:
        say(f"{one.path}: accepted", "bold green")
        for label, text in _summary(one.brief):
            say(f"  {label:<10}{text}")
    for note in sorted(one.notes, key=only_translated):
        say(f"  {'read' if only_translated(note) else 'note':<10}{note}", "dim")


def _summary(brief: Brief) -> Iterator[tuple[str, str]]:
    yield "campaign", brief.campaign_name
    yield "texts", _texts(brief.texts)
    for tag, texts in brief.translations.items():
        yield "", f"{tag}: {_texts(texts)}"
    yield "products", _products(brief)
    for product in brief.products[:_SHOWN]:
        yield "", product.name + (f": {_texts(product.texts)}" if _texts(product.texts) else "")
        for tag, texts in product.translations.items():
            yield "", f"  {tag}: {_texts(texts)}"
    if len(brief.products) > _SHOWN:
        yield "", f"and {len(brief.products) - _SHOWN} more"
    yield from ((label, text) for label, text in _look(brief) if text)
    yield "formats", ", ".join(brief.formats)
    yield "cost", _cost(brief)


def _texts(texts: Texts) -> str:
    """The texts of a picture on one line, the button in brackets."""
    parts = [texts.message, texts.subline, texts.offer]
    parts += [f"[{texts.call_to_action}]" if texts.call_to_action else None, texts.disclaimer]
    return " / ".join(" ".join(part.split()) for part in parts if part)


def _products(brief: Brief) -> str:
    made = estimate(brief)
    new, reused = made["new_pictures"], made["reused_pictures"]
    return f"{len(brief.products)}: {new} with a new picture, {reused} with existing assets"


def _look(brief: Brief) -> Iterator[tuple[str, str | None]]:
    brand = [brief.brand, ", ".join(brief.brand_colors), f"logo {brief.logo}" if brief.logo else None]
    yield "brand", "; ".join(part for part in brand if part)
    yield "typeface", brief.typeface
    yield "scene", brief.scene
    yield "style", brief.style
    yield "audience", brief.target_audience
    yield "regions", ", ".join(brief.target_regions)
    yield "never say", ", ".join(brief.prohibited_words)


def _cost(brief: Brief) -> str:
    made = estimate(brief)
    pictures = "1 picture" if made["variants"] == 1 else f"{made['variants']} pictures"
    text = f"{made['cost']:.2f} USD for {pictures} {ASSUMED}"
    return text if brief.max_cost is None else f"{text}; the brief allows {brief.max_cost} USD"
