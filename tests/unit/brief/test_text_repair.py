"""Texts as people type and paste them are put right with a note; paths and what is right are left alone."""

from __future__ import annotations

import json
import time

import pytest

from tests.unit.brief.reading import MINIMAL, accepted, notes_at, only_problem, problems


@pytest.mark.parametrize(
    ("typed", "meant", "kind"),
    [
        ("Fish &amp; chips", "Fish & chips", "HTML"),
        ("Fish &amp;amp; chips", "Fish & chips", "HTML"),
        ("Caf&eacute; &#8364;5 &#x2615;", "Caf\u00e9 \u20ac5 \u2615", "HTML"),
        ("<p><b>Fresh</b> bread</p>", "Fresh bread", "HTML"),
        ("&lt;b&gt;Fresh&lt;/b&gt;", "Fresh", "HTML"),
        ('<span style="color: red">Fresh</span><br />today', "Fresh\ntoday", "HTML"),
        ("Fresh<!-- really? --> bread<script>alert(1)</script>", "Fresh bread", "HTML"),
        ("Caf\u00c3\u00a9 cr\u00c3\u00a8me", "Caf\u00e9 cr\u00e8me", "wrong encoding"),
        ("It\u00e2\u20ac\u2122s", "It\u2019s", "wrong encoding"),
        ("\u00e2\u20ac\u0153Hi\u00e2\u20ac\x9d", "\u201cHi\u201d", "wrong encoding"),
        ("Fresh   \t bread", "Fresh bread", "runs of blanks"),
        ("Fresh\u00a0\u00a0bread", "Fresh bread", "runs of blanks"),
        ("Sale!!!!!", "Sale!", "repeated marks"),
        ("Really?!?!?!", "Really?!", "repeated marks"),
        ("Wait.......", "Wait...", "repeated marks"),
        (r"Fresh\tbread", "Fresh bread", "escapes"),
        (r"Fresh bread\r\nevery \n morning", "Fresh bread\nevery\nmorning", "escapes"),
        (r"Fresh\\nbread", "Fresh\nbread", "escapes"),
        (r"It\'s \"fresh\"", 'It\'s "fresh"', "escapes"),
    ],
)
def test_a_text_is_put_right_with_a_note_where_it_stands(typed: str, meant: str, kind: str) -> None:
    read = accepted({**MINIMAL, "campaign_message": typed})
    assert read.brief.campaign_message == meant
    [note] = notes_at(read, "/campaign_message")
    assert kind in note


@pytest.mark.parametrize(
    "text",
    [
        "I <3 you",
        "2 < 3 > 1",
        "Tom & Jerry; friends",
        "AT&T",
        "Yes!! No... OK",
        "\u00c0 la carte, S\u00e3o Paulo \u2013 na\u00efve \u00dcber",
        "S\u1ea3n ph\u1ea9m m\u1edbi",
        "\u30b5\u30f3\u30d7\u30eb \u65e5\u672c",
        "\u041f\u0440\u0438\u0432\u0435\u0442",
        "50\u00a0% de r\u00e9duction\u202f!",
        "Line one\nLine two",
        "\U0001f525\U0001f525\U0001f525\U0001f525",
        "$$$ ---",
    ],
)
def test_a_text_that_is_right_is_left_alone(text: str) -> None:
    read = accepted({**MINIMAL, "campaign_message": text})
    assert (read.brief.campaign_message, notes_at(read, "/campaign_message")) == (text, [])


@pytest.mark.parametrize("path", ["acme/R&amp;D/caf\u00c3\u00a9.png", "acme  new/a.png", "R&amp;D"])
def test_a_path_is_never_repaired(path: str) -> None:
    read = accepted({**MINIMAL, "products": [{"name": "Bottle", "image": path}]})
    assert read.brief.products[0].existing_assets == (path,)


def test_every_text_is_repaired_and_noted_in_its_place() -> None:
    read = accepted({**MINIMAL, "products": [{"name": "R&amp;B"}, {"name": "R&amp;C"}, "Caf\u00c3\u00a9"]})
    assert [product.name for product in read.brief.products] == ["R&B", "R&C", "Caf\u00e9"]
    assert notes_at(read, "/products/2")


def test_a_letter_that_was_lost_when_the_file_was_saved_is_noted() -> None:
    read = accepted({**MINIMAL, "campaign_message": "Caf\ufffd"})
    assert "U+FFFD" in notes_at(read, "/campaign_message")[0]


@pytest.mark.parametrize(
    ("line", "pointer", "value", "lost"),
    [
        ("campaign_message: Tea #1 in town", "/campaign_message", "Tea", "#1 in town"),
        ("campaign_message: Tea # 1 in town", "/campaign_message", "Tea", "# 1 in town"),
        ("campaign: {x: 1, message: Tea #1}", None, None, None),
        ("a: [b, {c: d}]\ncampaign_message: \u2615 Tea   #1", "/campaign_message", "\u2615 Tea", "#1"),
    ],
)
def test_what_an_unquoted_hash_cut_off_in_yaml_is_noted(
    line: str, pointer: str | None, value: str | None, lost: str | None
) -> None:
    text = f"campaign_name: Summer\nproducts: [Bottle]\n{line}\n"
    if pointer is None:
        assert problems(text, "b.yaml")
        return
    read = accepted(text, "b.yaml")
    assert read.brief.campaign_message == value
    assert [note for note in notes_at(read, pointer) if f'"{lost}"' in note]


def test_what_a_hash_took_away_whole_is_noted_in_lists_and_fields() -> None:
    text = "campaign_name: S\ncampaign_message: m\nproducts:\n  - name: Box\n    description: #1 box\n"
    read = accepted(text, "b.yaml")
    assert any('"#1 box" is lost' in note for note in notes_at(read, "/products/0/description"))


@pytest.mark.parametrize(
    "line", ["campaign_message: Tea  # usual", 'campaign_message: "Tea" #quoted', "# all\ncta: x#y"]
)
def test_a_comment_in_yaml_is_no_lost_text(line: str) -> None:
    text = f"campaign_name: Summer\nproducts: [Bottle]\ncampaign_message: Tea\n{line}\n"
    text = text.replace("campaign_message: Tea\n", "", 1) if "message" in line else text
    assert not [note for note in accepted(text, "b.yaml").notes if "is lost" in note.text]


@pytest.mark.parametrize(
    ("text", "filename", "line"),
    [
        ("campaign_name: A\ncampaign_message: B\nproducts:\n\u00a0\u00a0- name: Box\n", "b.yaml", 4),
        ("campaign_name: A\ncampaign_message: B\nproducts:\n  -\u00a0name: Box\n", "b.yaml", 4),
        ("campaign_name: A\ncampaign_message:\u00a0B\nproducts: [Box]\n", "b.yaml", 2),
        ('{"campaign_name": "A",\n\u00a0 "campaign_message": "B", "products": ["Box"]}', "b.json", 2),
    ],
)
def test_non_breaking_spaces_in_the_indentation_are_named_with_their_line(text: str, filename: str, line: int) -> None:
    read = accepted(text, filename)
    assert (read.brief.campaign_message, read.brief.products[0].name) == ("B", "Box")
    assert notes_at(read, "") == [f"non-breaking spaces in the indentation of line {line}: read as plain ones"]


def test_non_breaking_spaces_in_a_text_stay() -> None:
    text = "campaign_name: A\ncampaign_message: |\n  10\u00a0% off\n  \u00a0and more\nproducts: [Box]\n"
    assert "10\u00a0% off" in accepted(text, "b.yaml").brief.campaign_message
    assert accepted({**MINIMAL, "campaign_message": 'a\u00a0"b'}).brief.campaign_message == 'a\u00a0"b'


@pytest.mark.parametrize("character", ["\ufffe", "\uffff"])
def test_what_is_no_character_is_refused_raw_and_escaped(character: str) -> None:
    raw = json.dumps({**MINIMAL, "campaign_message": f"a{character}"}, ensure_ascii=False)
    assert only_problem(raw).code == "control_character"
    problem = only_problem({**MINIMAL, "campaign_message": f"a{character}"})
    assert (problem.pointer, problem.code) == ("/campaign_message", "control_character")
    assert problem.found == f'"a\\u{ord(character):04x}"'


@pytest.mark.parametrize(
    "text", ["<!--" * 5000, "<script>" * 2500, "&amp;" * 4000, "a/" * 9000 + " &amp;", " " * 19000 + "<", "\\\\" * 9000]
)
def test_hostile_texts_are_repaired_quickly(text: str) -> None:
    started = time.perf_counter()
    problems({"products": [], "x": [text] * 40})
    assert time.perf_counter() - started < 5
