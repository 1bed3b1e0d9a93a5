"""Single values as people write them: each reader makes of what stands at a leaf the values of its field.

A reader claims what it uses, notes what has no effect, and reports what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefs import vocabulary
from briefs.colors import hex_of
from briefs.located import Located, Tree, describe
from briefs.report import Report
from briefs.words import TEXTS, Leaf, Level, squash
from shared.brief import MAX_REGION, Brief, Product, wanted
from shared.keys import ASSETS_PREFIX
from shared.texts import Texts
from shared.typefaces import TYPEFACES, nearest_typeface, typeface_of

_LONGEST_SUBLINE = 160
_FOLDER = 4  # the rank of words for a folder of pictures
_SEPARATOR = re.compile(r"[,;|\n\u3001\uff0c](?![^()\[\]]{0,60}[)\]])")  # none inside brackets: "Mug (large, blue)"
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013]|\d{1,2}[.)])\s+")
_SIGNED = re.compile(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3,4})\b")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")
PERCENT = re.compile("%|percent|pct", re.IGNORECASE)
PLACEHOLDER: Final = "looks like a placeholder: it stands on the pictures as it is written"  # told of each such text
_PLACEHOLDER = re.compile(
    r"\{\{?[^{}]+\}?\}|\[[A-Z][A-Z0-9 _-]+\]|<[A-Z][A-Z0-9 _-]+>|^[A-Z0-9]+(_[A-Z0-9]+)+$|^[xX]{3,}$|(?i:lorem ipsum)"
)
_ADDRESS = re.compile(
    r"(\.{0,2}|~)/.*|[a-z0-9+]+://.*|(arn|urn|mailto):.*|www\..*|.*\\.*|(?=.*[a-z0-9_.-]{4})[a-z0-9_.-]+(/[a-z0-9_.-]*)+"
    r"|[^\s@]+@[^\s@]+\.[^\s@]+|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[A-Za-z]+_\d{3,}"
    r"|.*\.(ya?ml|json|csv|md|txt|docx?|pdf|png|jpe?g|svg|webp|ai|eps)",
    re.DOTALL,
)
_CODE = re.compile(r"[0-9a-f-]{16,}|#?\d+|[A-Za-z]{0,8}[-_#]?\d{2,}[\w-]*", re.IGNORECASE)
_LONGEST_BACKGROUND = 12  # in words
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2}|~")
_S3 = re.compile(rf"s3://[^/]+(/{ASSETS_PREFIX}.*)", re.DOTALL | re.IGNORECASE)
_A_PATH = f"a path below {ASSETS_PREFIX}, such as brand/product/product.png, or null"


def split(text: str) -> list[str]:
    """The parts of "a, b; c" or of lines, without their bullets, but no further inside brackets."""
    return [clean for part in _SEPARATOR.split(text) if (clean := " ".join(_BULLET.sub("", part).split()))]


def expected(leaf: Leaf) -> str:
    """What would be right there, as a problem says it."""
    meaning = leaf.word.meaning
    return wanted(next(model for model in (Brief, Product, Texts) if meaning in model.model_fields), meaning)


def text(leaf: Leaf, report: Report) -> Iterator[str]:
    """Text of one or more lines."""
    here, value = leaf.at, leaf.at.value
    if value is False and leaf.word.meaning in TEXTS - {"message"}:
        report.note(here, "read as nothing")
    elif isinstance(value, str) and not here.absent:
        report.claim(here)
        yield value.replace("\r\n", "\n").replace("\r", "\n").strip()
    elif (
        not isinstance(value, str) and value not in (None, [], {}) and not (leaf.word.meaning in TEXTS and _loose(leaf))
    ):
        report.problem(here, "wrong_type", "text" if leaf.word.meaning in TEXTS else expected(leaf))


def _loose(leaf: Leaf) -> bool:
    return bool(leaf.word.rank) or leaf.word.localized


def drawn(leaf: Leaf, report: Report) -> Iterator[str]:
    """A text of the pictures: no number alone, no body copy as a subline; what looks like a placeholder is noted."""
    for said in text(leaf, report):
        meaning = leaf.word.meaning
        if meaning != "message" and _NUMBER.fullmatch(said):
            if meaning != "offer" or not PERCENT.search(leaf.key):
                report.note(leaf.at, "not used: a number alone is no text")
                continue
            said += "%"
        if meaning == "subline" and leaf.key != "subline" and len(said) > _LONGEST_SUBLINE:
            said = f"not used: too long for a subline ({len(said)} of {_LONGEST_SUBLINE} characters)"
            report.note(leaf.at, said)
            continue
        if _PLACEHOLDER.search(said):
            report.tell(leaf.at, PLACEHOLDER)
        yield said


def line(leaf: Leaf, report: Report) -> Iterator[str]:
    """Text on one line: a line break or tab in a name is the editor's, not the author's."""
    yield from (" ".join(said.split()) for said in text(leaf, report))


def brand_name(leaf: Leaf, report: Report) -> Iterator[str]:
    """A path, an address or an id is no name to print."""
    said = str(leaf.at.value).strip()
    if _ADDRESS.fullmatch(said) or (leaf.word.rank and _CODE.fullmatch(said)):
        report.note(leaf.at, "not used: this is no name of a brand, none is known")
        return
    yield from line(leaf, report)


def prose(leaf: Leaf, report: Report) -> Iterator[str]:
    """Text that steers a picture; it may be written as a list or an object: "a, b" or "age: 18-25; city: Oslo"."""
    if isinstance(leaf.at.value, bool):
        report.problem(leaf.at, "wrong_type", "text")
    elif said := _written(leaf.at.value):
        report.claim(leaf.at)
        yield said.replace("_", " ") if re.fullmatch(r"\w+", said) else said


def _written(value: Tree) -> str:
    match value:
        case str():
            return "" if Located("", value).absent else " ".join(value.split())
        case bool():
            return describe(value)
        case list():
            return ", ".join(part for item in value if (part := _written(item)))
        case dict():
            parts = {key: _written(item) for key, item in value.items() if not key.startswith("_")}
            return "; ".join(f"{key.replace('_', ' ')}: {part}" for key, part in parts.items() if part)
    return ""


def scene(leaf: Leaf, report: Report) -> Iterator[str]:
    """A background may also be a colour, or how the campaign came about."""
    written = str(leaf.at.value)
    if squash(leaf.label or leaf.key) == "background" and not leaf.at.absent:
        in_story = any(squash(section) in vocabulary.STORIES for section in leaf.at.pointer.split("/"))
        of_campaign = leaf.place.product is None and (leaf.place.own or leaf.place.level > Level.KNOWN)
        if hex_of(written):
            report.note(leaf.at, "not used: a colour is no scene")
            return
        if in_story or (of_campaign and len(written.split()) > _LONGEST_BACKGROUND):
            said = "not used: not taken for a picture's background; `scene` says where the products are pictured"
            report.note(leaf.at, said)
            return
    yield from prose(leaf, report)


def colors(leaf: Leaf, report: Report) -> Iterator[str]:
    """ "#FFF, #000" as well as "sea #0057B8 and sand #FFD100": where there are signs, words beside them are names."""
    here = leaf.at
    if here.value is None:
        report.tell(here, 'no colour here (in YAML, # starts a comment: write "#0057B8" in quotes)')
    elif not isinstance(here.value, str) and here.value:
        report.problem(here, "wrong_type", 'a colour as text, such as "#0057B8"')
    elif isinstance(here.value, str) and not here.absent:
        report.claim(here)
        for part in dict.fromkeys(split(here.value)):
            for written in _SIGNED.findall(part) or [part]:
                meant = hex_of(written)
                if meant and re.fullmatch("#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", written):
                    yield meant
                else:
                    wanted_form = "a colour as #RRGGBB or #RGB" + (f", here {meant}" if meant else "")
                    report.problem(here, "unknown_value", wanted_form, describe(written))


def regions(leaf: Leaf, report: Report) -> Iterator[str]:
    """Names; longer than pictures need they are cut with a note."""
    here = leaf.at
    if isinstance(here.value, bool):
        report.problem(here, "wrong_type", "a region, or a list of regions")
    for name in split(here.value) if isinstance(here.value, str) and (here.value == "NA" or not here.absent) else []:
        if name.casefold() in vocabulary.STATUSES:
            report.note(here, "not used: this says how far something is, and is no region")
            continue
        report.claim(here)
        if len(name) > MAX_REGION:
            name = name[: MAX_REGION + 1].rsplit(None, 1)[0][:MAX_REGION]
            report.tell(here, f'longer than {MAX_REGION} characters: cut after "...{name[-20:]}"')
        yield name


def words(leaf: Leaf, report: Report) -> Iterator[str]:
    if isinstance(leaf.at.value, bool):
        report.problem(leaf.at, "wrong_type", expected(leaf))
    elif isinstance(leaf.at.value, str) and not leaf.at.absent:
        report.claim(leaf.at)
        yield from split(leaf.at.value)


def typeface(leaf: Leaf, report: Report) -> Iterator[str]:
    """One of ours; for another the nearest is named."""
    said = leaf.at.value if isinstance(leaf.at.value, str) and not leaf.at.absent else ""
    if name := typeface_of(said):
        report.claim(leaf.at)
        yield name
    elif said:
        near = nearest_typeface(said)
        unknown = f"not used: no typeface of ours ({', '.join(TYPEFACES)})" + (f"; nearest is {near}" if near else "")
        report.note(leaf.at, unknown)


def asset_path(leaf: Leaf, report: Report) -> Iterator[str]:
    """The path below existing-assets/; what lies elsewhere, or is no picture, is noted with what follows from it."""
    here = leaf.at
    instead = "no logo will be drawn" if leaf.word.meaning == "logo" else "without another, the picture is generated"
    written = here.value.strip() if isinstance(here.value, str) else ""
    if isinstance(here.value, bool):
        report.note(here, f"no path: {instead}" if here.value else "read as nothing")
        return
    if here.absent or here.value == [] or written.casefold() in vocabulary.NO_PICTURE:
        if not here.absent:
            report.claim(here)
        return
    in_bucket = _S3.fullmatch(written)
    path = in_bucket[1] if in_bucket else written.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if not in_bucket and _SCHEME.match(written):
        report.note(here, f"not below {ASSETS_PREFIX}: {instead}; copy it there to use it")
    elif ".." in parts:
        report.problem(here, "unsafe_path", _A_PATH + " (without ..)")
    elif not parts or parts == [ASSETS_PREFIX.strip("/")]:
        report.problem(here, "empty", _A_PATH)
    elif (suffix := parts[-1].rpartition(".")[2].casefold()) in vocabulary.NO_PICTURE_TYPES:
        report.note(here, f"not used: {suffix} is no picture (png, jpg, webp ...): {instead}")
    else:
        parts = parts[parts[0] + "/" == ASSETS_PREFIX :]
        relative = "/".join(parts) + ("/" if path.endswith("/") else "")
        report.claim(here)
        if relative != written:
            report.tell(here, f"read as {relative} below {ASSETS_PREFIX}")
        yield relative + (
            "/"
            if leaf.word.meaning == "existing_assets" and leaf.word.rank == _FOLDER and not relative.endswith("/")
            else ""
        )
