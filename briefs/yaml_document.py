"""YAML text to a tree: safe, bounded, and text stays text (no YAML 1.1 surprises: NO, 1.10, 2024-01-01).

Built on the parser's events, not on PyYAML's loader: the loader recurses with the document's nesting,
resolves `NO` to false, keeps the last of two equal keys, and hands out aliases unbounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from briefs.indentation import plain_blanks_in_yaml
from briefs.json_document import MAX_DEPTH
from briefs.located import Number, Tree, child, describe, object_of, speakable
from shared.problems import BriefRefused, Note, refused

MAX_NODES = 50_000

# libyaml where the wheel brings it (about ten times as fast), else pure Python: the events are the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
# Not what is a comment by its blanks, as most write them: "text  # comment".
_CUT_WHOLE = re.compile(r"[ \t]+#[^\s#].*")
_CUT = re.compile(rf"{_CUT_WHOLE.pattern}|[ \t]#.+")
_TAGS = (None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


@dataclass(frozen=True, slots=True)
class _Node:
    """`nodes` and `height` count what an alias to it would add to the document."""

    value: Tree
    nodes: int = 1
    height: int = 0
    text: str | None = None  # a scalar as written: what it is as a key
    merge: bool = False  # the plain scalar <<


@dataclass(slots=True)
class _Open:
    """A list or an object whose end has not come yet; an object's nodes alternate between key and value."""

    is_object: bool
    anchor: str | None
    nodes: list[_Node] = field(default_factory=list)


def read_yaml(text: str) -> tuple[Tree, list[Note]]:
    """The tree, and what was made of the usual slips. Raises BriefRefused."""
    text, notes = plain_blanks_in_yaml(text)
    builder = _Builder(text.splitlines() if " #" in text else [])
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.YAMLError as error:
        raise _syntax_problem(error) from None
    return builder.root, notes + builder.notes


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_LOADER)


class _Builder:
    def __init__(self, lines: list[str]) -> None:
        self.root: Tree = None
        self.notes: list[Note] = []
        self._lines = lines
        self._documents = 0
        self._open: list[_Open] = []
        self._anchors: dict[str, _Node] = {}
        self._nodes = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise refused("syntax", f"a second document ({_line(event)})", "one brief per file")
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._begin(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._end()
            case yaml.ScalarEvent():
                _check_tag(event)
                self._note_cut(event)
                self._add(_scalar(event), event, event.anchor)
            case yaml.AliasEvent():
                self._add(self._aliased(event), event, None)

    def _begin(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        _check_tag(event)
        if len(self._open) >= MAX_DEPTH:
            raise _too_deep(event)
        self._open.append(_Open(isinstance(event, yaml.MappingStartEvent), event.anchor))

    def _end(self) -> None:
        done = self._open.pop()
        parts = done.nodes
        value = _object(parts) if done.is_object else [part.value for part in parts]
        height = 1 + max((part.height for part in parts), default=0)
        self._place(_Node(value, 1 + sum(part.nodes for part in parts), height), done.anchor)

    def _aliased(self, event: yaml.AliasEvent) -> _Node:
        node = self._anchors.get(event.anchor or "")
        if node is None:
            expected = f"an anchor &{event.anchor} that ends before it"
            raise refused("syntax", f"the alias *{event.anchor} ({_line(event)})", expected)
        if len(self._open) + node.height > MAX_DEPTH:
            raise _too_deep(event)
        return node

    def _note_cut(self, event: yaml.ScalarEvent) -> None:
        """A # after a blank starts a comment: in the midst of a text it takes the rest away."""
        mark = event.end_mark
        if event.style or not mark or mark.line >= len(self._lines):
            return
        cut = (_CUT if event.value else _CUT_WHOLE).match(self._lines[mark.line], mark.column)
        if cut:
            said = f"{describe(cut[0].strip())} is lost: in YAML, # starts a comment; write the whole text in quotes"
            self.notes.append(Note(pointer=self._pointer(), text=said))

    def _pointer(self) -> str:
        """Where the next value goes."""
        pointer = ""
        for each in self._open:
            pointer = child(
                pointer, str((each.nodes[-1].text or "") if each.is_object and each.nodes else len(each.nodes))
            )
        return pointer

    def _add(self, node: _Node, event: yaml.Event, anchor: str | None) -> None:
        self._nodes += node.nodes
        if self._nodes > MAX_NODES:
            found = f"more than {MAX_NODES:,} values once its aliases are followed ({_line(event)})"
            raise refused("too_large", found, f"a brief of at most {MAX_NODES:,} values")
        self._place(node, anchor)

    def _place(self, node: _Node, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = node
        if self._open:
            self._open[-1].nodes.append(node)
        else:
            self.root = node.value


def _scalar(event: yaml.ScalarEvent) -> _Node:
    text = event.value
    if event.style or event.tag:
        return _Node(text, text=text)
    if text in _NULL:
        return _Node(None, text=text)
    if text in _BOOLEANS:
        return _Node(_BOOLEANS[text], text=text)
    return _Node(Number(text) if _NUMBER.fullmatch(text) else text, text=text, merge=text == "<<")


def _object(parts: list[_Node]) -> Tree:
    """Keys and values in turn; what `<<` merges in stands behind the object's own fields."""
    own: list[tuple[str, Tree]] = []
    merged: dict[str, Tree] = {}
    for key, node in zip(parts[::2], parts[1::2], strict=True):
        if key.merge:
            for base in node.value if isinstance(node.value, list) else [node.value]:
                if not isinstance(base, dict):
                    raise refused("syntax", "<< with something that is no object", "<<: *name_of_an_object")
                merged = {**base, **merged}
        elif key.text is None:
            raise refused("syntax", "a list or object as a field's name", "text as a field's name")
        else:
            own.append((key.text, node.value))
    names = {name for name, _ in own}
    return object_of(own + [(name, value) for name, value in merged.items() if name not in names])


def _check_tag(event: yaml.NodeEvent) -> None:
    tag = getattr(event, "tag", None)
    if tag not in _TAGS:
        shown = speakable(str(tag)).replace("tag:yaml.org,2002:", "!!")
        raise refused("syntax", f"the tag {shown[:60]} ({_line(event)})", "plain YAML without tags")


def _too_deep(event: yaml.Event) -> BriefRefused:
    expected = f"a brief of at most {MAX_DEPTH} levels"
    return refused("too_deep", f"more than {MAX_DEPTH} nested levels ({_line(event)})", expected)


def _line(event: yaml.Event) -> str:
    return f"line {event.start_mark.line + 1}" if event.start_mark else "somewhere"


_HINTS = (
    ("mapping values are not allowed", 'quotes around a text that contains ": ", and the same indentation as above'),
    ("a tab character", "spaces for indentation, no tabs"),
    ("cannot start any token", "spaces for indentation (no tabs), and quotes around a text that starts with @, ` or %"),
    ("expected <block end>", "the same indentation for all fields of one object, and quotes closed where they open"),
    ("could not find expected ':'", "a colon after the field's name"),
    ("found unexpected end of stream", "a closing quote or bracket"),
    ("while scanning an alias", "quotes around a text that starts with *"),
    ("while scanning an anchor", "quotes around a text that starts with &"),
    ("while parsing a flow", "a closing bracket and commas between the elements"),
    ("escape", "a backslash doubled in double quotes, or single quotes around the text"),
    ("special characters are not allowed", "text without control characters"),
)


def _syntax_problem(error: yaml.YAMLError) -> BriefRefused:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "something that is not YAML"
    where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    text = f"{getattr(error, 'context', None) or ''} {said}"
    hint = next((hint for sign, hint in _HINTS if sign in text), "valid YAML")
    return refused("syntax", f"{speakable(str(said)).removeprefix('found ')}{where}", hint)
