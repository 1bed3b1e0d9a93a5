"""YAML text to a tree: text stays text (no YAML 1.1 surprises: NO, 1.10, 2024-01-01).

Built on the parser's events, not on PyYAML's loader: it resolves `NO` to false and keeps the last of two equal keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

import yaml

from briefs.decoding import MAX_VALUES, hint
from briefs.located import Number, Tree, child, describe, object_of, speakable
from shared.problems import BriefRefused, Code, Note, refused

# libyaml where the wheel brings it (about ten times as fast), else pure Python: the events are the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_PLAIN |= dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
# A # after a blank starts a comment: in the midst of a text it takes the rest away.
# Not what is a comment by its blanks, as most write them: "text  # comment".
_CUT_WHOLE = re.compile(r"[ \t]+#[^\s#].*")
_CUT = re.compile(rf"{_CUT_WHOLE.pattern}|[ \t]#.+")
_TAGS = (None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
# YAML has no place for what may be left of letters in a wrong encoding: it is read as what is no character at all.
_AS_NONE = dict(zip(range(0x80, 0xA0), range(0xFDD0, 0xFDF0), strict=True))
_AS_IT_WAS = {none: control for control, none in _AS_NONE.items()}
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
    ("", "valid YAML"),
)


def read_yaml(text: str) -> tuple[Tree, list[Note]]:
    """The tree, and what was lost to comments. Raises BriefRefused, RecursionError."""
    reader = _Reader(text.translate(_AS_NONE))
    try:
        return reader.document(), reader.cuts
    except yaml.MarkedYAMLError as error:
        mark, said = error.problem_mark, str(error.problem)
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        expected = hint(f"{error.context} {said}", _HINTS)
        raise refused("syntax", speakable(said).removeprefix("found ") + where, expected) from None


class _Reader:
    """`cuts` tell of texts that a # has cut; an alias stands for the very value that its anchor marks."""

    def __init__(self, text: str) -> None:
        self.cuts: list[Note] = []
        self._text = text
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._anchors: dict[str, Tree] = {}
        self._merged = 0

    def document(self) -> Tree:
        starts = (event for event in self._events if isinstance(event, yaml.DocumentStartEvent))
        tree = self._value(next(self._events), "") if next(starts, None) else None
        if second := next(starts, None):
            raise _refused("a second document", second, "one brief per file")
        return tree

    def _value(self, event: yaml.Event, pointer: str) -> Tree:
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise _refused(f"the alias *{event.anchor}", event, f"an anchor &{event.anchor} that ends before it")
            return self._anchors[event.anchor]
        _check_tag(event)
        if isinstance(event, yaml.ScalarEvent):
            made = self._scalar(event, pointer)
        elif isinstance(event, yaml.SequenceStartEvent):
            elements = enumerate(self._until(yaml.SequenceEndEvent))
            made = [self._value(element, f"{pointer}/{index}") for index, element in elements]
        else:
            made = self._object(pointer)
        if anchor := getattr(event, "anchor", None):
            self._anchors[anchor] = made
        return made

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        return takewhile(lambda event: not isinstance(event, end), self._events)

    def _scalar(self, event: yaml.ScalarEvent, pointer: str) -> Tree:
        text = event.value.translate(_AS_IT_WAS)
        if event.style:
            return text
        if event.end_mark and (cut := (_CUT if text else _CUT_WHOLE).match(self._text, event.end_mark.index)):
            said = f"{describe(cut[0].strip())} is lost: in YAML, # starts a comment; write the whole text in quotes"
            self.cuts.append(Note(pointer=pointer, text=said))
        if event.tag:
            return text
        return _PLAIN[text] if text in _PLAIN else Number(text) if _NUMBER.fullmatch(text) else text

    def _object(self, pointer: str) -> Tree:
        """What `<<` merges in stands behind the object's own fields."""
        own: list[tuple[str, Tree]] = []
        merged: dict[str, Tree] = {}
        for key in self._until(yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise _refused("a list, an object or an alias as a field's name", key, "text as a field's name")
            _check_tag(key)
            name = key.value.translate(_AS_IT_WAS)
            value = self._value(next(self._events), child(pointer, name))
            if name == "<<" and not key.style:
                merged = self._merge(value, key) | merged
            else:
                own.append((name, value))
        for name, _ in own:
            merged.pop(name, None)
        return object_of([*own, *merged.items()])

    def _merge(self, value: Tree, key: yaml.Event) -> dict[str, Tree]:
        """The fields of an object, or of several: the first of them that has a field gives it."""
        merged: dict[str, Tree] = {}
        for base in value if isinstance(value, list) else [value]:
            if not isinstance(base, dict):
                raise _refused("<< with something that is no object", key, "<<: *name_of_an_object")
            self._merged += len(base)
            if self._merged > MAX_VALUES:
                raise _refused(f"more than {MAX_VALUES:,} values merged by <<", key, "fewer", code="too_large")
            merged = base | merged
        return merged


def _check_tag(event: yaml.Event) -> None:
    tag = getattr(event, "tag", None)
    if tag not in _TAGS:
        shown = speakable(str(tag)).replace("tag:yaml.org,2002:", "!!")
        raise _refused(f"the tag {shown[:60]}", event, "plain YAML without tags")


def _refused(found: str, event: yaml.Event, expected: str, code: Code = "syntax") -> BriefRefused:
    where = f" (line {event.start_mark.line + 1})" if event.start_mark else ""
    return refused(code, found + where, expected)
