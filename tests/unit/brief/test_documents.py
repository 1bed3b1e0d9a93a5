"""Files to trees: encodings, syntax, and what no document may hold."""

from __future__ import annotations

import json

import pytest

from briefs.documents import MAX_BYTES
from tests.unit.brief.reading import MINIMAL, accepted, only_problem, problems

TEXT = json.dumps(MINIMAL)
YAML = "campaign_name: Summer\ncampaign_message: Stay cool\nproducts: [Bottle]\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("text", "filename"), [(TEXT, "b.json"), (YAML, "b.yaml"), (YAML, "B.YML")])
def test_a_document_is_read_in_every_encoding_that_names_itself(encoding: str, text: str, filename: str) -> None:
    assert (
        accepted(text.replace("cool", "k\u00fchl").encode(encoding), filename).brief.campaign_message
        == "Stay k\u00fchl"
    )


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ('{\n"a": "caf\u00e9"}'.encode("latin-1"), "byte 0xE9 at line 2 (byte 12 of the file)"),
        ("{}".encode("utf-32"), "a file in UTF-32"),
        ("{}".encode("utf-16-le"), "the control character U+0000 at line 1, column 2"),
        (b"\xff\xfe{", "byte 0x7B at line 1 (byte 3 of the file)"),
    ],
)
def test_another_encoding_is_refused_with_the_place_and_the_remedy(data: bytes, found: str) -> None:
    problem = only_problem(data)
    assert (problem.code, problem.found) == ("encoding", found)
    assert "UTF-8" in problem.expected


def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_refused() -> None:
    assert accepted(TEXT + " " * (MAX_BYTES - len(TEXT))).brief.campaign_name == "Summer"
    problem = only_problem(TEXT + " " * (MAX_BYTES - len(TEXT) + 1))
    assert (problem.code, problem.found) == ("too_large", "1,048,577 bytes")
    assert "1,048,576" in problem.expected


@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "null"])
@pytest.mark.parametrize("filename", ["b.json", "b.yaml"])
def test_an_empty_document_is_refused(text: str, filename: str) -> None:
    assert only_problem(text, filename).code == "empty"


@pytest.mark.parametrize("text", ["[]", '"a"', "5", "true"])
@pytest.mark.parametrize("filename", ["b.json", "b.yaml"])
def test_a_document_that_is_no_object_is_refused(text: str, filename: str) -> None:
    assert only_problem(text, filename).code == "wrong_type"


def test_a_file_of_another_kind_is_refused() -> None:
    assert ".json, .yaml, .yml or .csv" in only_problem(TEXT, "brief.txt").expected


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ('{"a": 1,}', "line 1, column", "comma before the closing"),
        ('{\n"a": [1, 2,]}', "line 2, column", "comma before the closing"),
        ("{'a': 1}", "line 1, column 2", "not single"),
        ("{\u201ca\u201d: 1}", "line 1, column 2", "straight"),
        ('{\n  // why\n  "a": 1}', "line 2, column 3", "no comments"),
        ('{"a": 1 "b": 2}', "line 1, column 9", "comma between"),
        ('{"a" 1}', "line 1, column 6", "colon"),
        ("{a: 1}", "line 1, column 2", "field name in double quotes"),
        ('{"a": None}', "line 1, column 7", "a value"),
        ('{"a": "x\ny"}', "line 1, column 9", "\\n"),
        ('{"a": "x', "line 1, column 7", "closing double quote"),
        ('{"a": 1', "line 1, column 8", "ends too early"),
        ('{"a": 1} {}', "line 1, column 10", "one brief per file"),
        ('{"a": "\\x"}', "line 1, column 8", "valid JSON"),
    ],
)
def test_a_slip_in_json_is_refused_with_its_place_and_a_hint(text: str, where: str, hint: str) -> None:
    problem = only_problem(text)
    assert problem.code == "syntax"
    assert where in problem.found
    assert hint in problem.expected


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("a: b: c", "line 1, column 5", 'quotes around a text that contains ": "'),
        ("a: 1\n\tb: 2", "line 2, column 1", "no tabs"),
        ('a: "x', "line 1", "closing quote"),
        ("a: 1\n---\nb: 2", "line 2", "one brief per file"),
        ("a: *b", "line 1", "&b"),
        ("a: &a [*a]", "line 1", "&a"),
        ("a: !!python/object:os.system x", "!!python/object:os.system (line 1)", "without tags"),
        ("a: !secret x", "!secret (line 1)", "without tags"),
        ("? [a]\n: b", "as a field's name", "text"),
        ("a: {<<: 5}", "<<", "object"),
    ],
)
def test_yaml_that_cannot_be_read_is_refused_with_its_place_and_a_hint(text: str, where: str, hint: str) -> None:
    problem = only_problem(text, "b.yaml")
    assert problem.code == "syntax"
    assert where in problem.found
    assert hint in problem.expected


def test_text_in_yaml_stays_text() -> None:
    text = "campaign_name: 007\ncampaign_message: NO\nproducts: [1.10, yes, 2024-01-01, 0x1F, 1_000, '~', 12:30:45]\n"
    brief = accepted(text, "b.yaml").brief
    assert (brief.campaign_name, brief.campaign_message) == ("007", "NO")
    assert [p.name for p in brief.products] == ["1.10", "yes", "2024-01-01", "0x1F", "1_000", "~", "12:30:45"]


def test_numbers_in_json_become_text_as_they_were_written() -> None:
    text = '{"campaign_name": 2025, "campaign_message": 1.10, "products": [7, {"name": 1e3}]}'
    brief = accepted(text).brief
    assert (brief.campaign_name, brief.campaign_message) == ("2025", "1.10")
    assert [p.name for p in brief.products] == ["7", "1e3"]


def test_a_language_called_no_is_norwegian() -> None:
    brief = accepted(YAML + "messages: {no: Hei, so: x}\n", "b.yaml").brief
    assert {tag: texts.message for tag, texts in brief.translations.items()} == {"no": "Hei", "so": "x"}


def test_anchors_and_merge_keys_of_yaml_are_followed() -> None:
    text = (
        "base: &base {description: Steel}\n" + YAML.replace("[Bottle]", "") + "- {<<: *base, name: Cup}\n"
        "- <<: [*base, {description: Tin, image: a.png}]\n  name: Can\n- {<<: *base, name: Pot, description: Own}\n"
    )
    products = accepted(text, "b.yaml").brief.products
    assert [(p.name, p.description) for p in products] == [("Cup", "Steel"), ("Can", "Steel"), ("Pot", "Own")]
    assert products[1].existing_assets == ("a.png",)


@pytest.mark.parametrize("text", ["[" * 10_000, '{"a":' * 10_000, "- " * 10_000, "{a: " * 10_000, "[" * 65 + "]" * 65])
@pytest.mark.parametrize("filename", ["b.json", "b.yaml"])
def test_deep_nesting_is_refused(text: str, filename: str) -> None:
    assert only_problem(text, filename).code in ("too_deep", "syntax")


def test_brackets_inside_text_do_not_count_as_nesting() -> None:
    assert accepted({**MINIMAL, "campaign_message": '"[' * 100}).brief.campaign_message == '"[' * 100


def test_yaml_bombs_are_refused_before_they_are_unfolded() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    chain = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 200)]
    assert only_problem("\n".join(rows), "b.yaml").code == "too_large"
    assert only_problem("\n".join(chain), "b.yaml").code == "too_deep"


def test_too_many_values_are_refused() -> None:
    assert only_problem({**MINIMAL, "x": [0] * 60_000}).code == "too_large"


@pytest.mark.parametrize(
    ("text", "filename"),
    [('{"products": [{"name": "a", "name": "b"}]}', "b.json"), ("products:\n- name: a\n  name: b", "b.yaml")],
)
def test_a_field_that_stands_twice_in_one_object_is_refused(text: str, filename: str) -> None:
    twice = [p for p in problems(text, filename) if p.code == "duplicate_key"]
    assert [(p.pointer, p.found) for p in twice] == [("/products/0", 'the field "name" more than once')]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_in_json_is_refused(number: str) -> None:
    problem = only_problem(TEXT[:-1] + f', "max_cost": {number}}}')
    assert (problem.pointer, problem.code, problem.found) == ("/max_cost", "wrong_type", number)


@pytest.mark.parametrize(("escape", "shown"), [("\\u0007", "\\u0007"), ("\\ud800", "\\ud800"), ("\\u0085", "\\u0085")])
def test_control_characters_and_lone_surrogates_are_refused_where_they_stand(escape: str, shown: str) -> None:
    text = f'{{"campaign_name": "A", "campaign_message": "B", "products": [{{"name": "C{escape}"}}]}}'
    problem = only_problem(text)
    assert (problem.pointer, problem.code) == ("/products/0/name", "control_character")
    assert problem.found == f'"C{shown}"'


def test_a_control_character_in_a_fields_name_is_refused_and_shown_escaped() -> None:
    found = problems(TEXT[:-1] + ', "a\\ud800": {"b\\u0000": 1}}')
    assert [(p.pointer, p.code, p.found) for p in found] == [
        ("", "control_character", 'the field "a\\ud800"'),
        ("/a\\ud800", "control_character", 'the field "b\\u0000"'),
    ]


def test_a_raw_control_character_is_refused_with_line_and_column() -> None:
    for filename in ("b.json", "b.yaml"):
        problem = only_problem("{\n a: \x07}", filename)
        assert (problem.code, problem.found) == (
            "control_character",
            "the control character U+0007 at line 2, column 5",
        )
