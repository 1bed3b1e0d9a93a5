"""Spreadsheets as briefs: CSV files as people save them, and JSON made of rows."""

from __future__ import annotations

import csv
import io
import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.documents import read_document
from shared.problems import BriefRefused
from tests.unit.brief.reading import accepted, notes_at, only_problem, problems

ROWS = [
    ["Campaign Name", "Message", "Product Name", "Description", "Region"],
    ["Harvest", "Picked, packed", "Apple box", "crisp apples", "UK"],
    ["", "", "Pear box", 'the "soft" ones\nripe', ""],
]


def _written(rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("filename", ["brief.csv", "BRIEF.CSV"])
def test_a_sheet_becomes_one_campaign_with_a_product_per_row(delimiter: str, encoding: str, filename: str) -> None:
    brief = accepted(_written(ROWS, delimiter).encode(encoding), filename).brief
    assert (brief.campaign_name, brief.campaign_message, brief.target_regions) == ("Harvest", "Picked, packed", ("UK",))
    assert [product.name for product in brief.products] == ["Apple box", "Pear box"]
    assert '"soft"' in brief.products[1].description


@pytest.mark.parametrize("first", ["sep=;\r\n", "sep=;\n", "\n\n"])
def test_the_line_that_tells_excel_the_separator_and_blank_lines_are_no_headings(first: str) -> None:
    assert accepted(first + "Campaign;Message;Product\nA, b;C;D\n", "a.csv").brief.campaign_name == "A, b"


def test_a_sheet_that_excel_saved_in_its_own_encoding_is_read_with_a_note() -> None:
    read = accepted(_written(ROWS).replace("Harvest", "Caf\u00e9 \u20ac").encode("cp1252"), "a.csv")
    assert read.brief.campaign_name == "Caf\u00e9 \u20ac"
    [note] = notes_at(read, "")
    assert "Windows-1252" in note
    assert "Caf\u00e9" in note


def test_a_sheet_in_no_encoding_that_is_known_is_refused_with_the_byte() -> None:
    assert only_problem(b"Campaign,Message,Product\nA\x81\xff,B,C", "a.csv").code == "encoding"


def test_places_are_rows_as_a_spreadsheet_counts_them_with_blank_and_broken_lines() -> None:
    rows = [*ROWS[:2], ["", "", "", "", ""], ROWS[2], ["", "", "x" * 121, "", ""]]
    problem = only_problem(_written(rows), "a.csv")
    assert (problem.pointer, problem.code) == ("/5/Product Name", "too_long")


def test_rows_that_disagree_about_the_campaign_are_refused_with_both_places() -> None:
    problem = only_problem("Campaign Name,Message,Product\nA,B,C\nX,B,D\n", "a.csv")
    assert (problem.pointer, problem.code) == ("/3/Campaign Name", "conflict")
    assert '"X", but "A" at /2/Campaign Name' in problem.found


def test_regions_of_the_rows_add_up() -> None:
    text = "Campaign Name,Message,Product,Region\nA,B,C,UK\nA,B,D,France\nA,B,E,UK\n"
    assert accepted(text, "a.csv").brief.target_regions == ("UK", "France")


def test_a_row_without_a_product_is_noted_with_what_it_loses() -> None:
    read = accepted(_written([*ROWS, ["Harvest", "", "N/A", "lost words", ""]]), "a.csv")
    assert [product.name for product in read.brief.products] == ["Apple box", "Pear box"]
    [note] = notes_at(read, "/4")
    assert "Description" in note


def test_a_first_row_may_hold_the_campaign_alone() -> None:
    read = accepted("Campaign Name,Message,Product\nA,B,\n,,C\n,,D\n", "a.csv")
    assert [product.name for product in read.brief.products] == ["C", "D"]
    assert not [note for note in read.notes if note.pointer == "/2"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Campaign Name,A\nMessage,B\nProduct,C\nDescription,red\nProduct,D\n", ["C", "D"]),
        ("Campaign Name,A,\nMessage,B,\nProduct,C,D\nDescription,red,blue\n", ["C", "D"]),
        ("Campaign Name;A\nMessage;B\nProducts;C, D\n", ["C", "D"]),
    ],
)
def test_headings_may_run_down_the_first_column(text: str, names: list[str]) -> None:
    read = accepted(text, "a.csv")
    assert (read.brief.campaign_name, [product.name for product in read.brief.products]) == ("A", names)
    assert read.pointer("campaign_name") == "/1/B"


@pytest.mark.parametrize(
    ("text", "where", "found"),
    [
        ("Campaign,Message,Product\nA,B\nA,Fresh, crisp,C\n", "/3", '"C" beyond the last of 3 headings'),
        (
            'Campaign,Message,Product\nA,"B,C\nD,E,F\n',
            "",
            "quotes that are not closed in row 2, which starts at line 2",
        ),
        ('Campaign,Message,Product\n"A"x,B,C\n', "", "something behind a closing quote in row 2"),
    ],
)
def test_a_slip_in_a_sheet_is_refused_with_its_row(text: str, where: str, found: str) -> None:
    problem = only_problem(text, "a.csv")
    assert (problem.pointer, problem.code) == (where, "syntax")
    assert found in problem.found


@pytest.mark.parametrize("text", ["Campaign Name,Message\n", "Campaign Name,Message\n,\n ,\n", "\n", ",,\n"])
def test_a_sheet_without_rows_is_empty(text: str) -> None:
    assert only_problem(text, "a.csv").code == "empty"


def test_a_column_without_a_heading_is_noted_by_its_letter() -> None:
    read = accepted("Campaign Name,Message,Product,\nA,B,C,lost\n", "a.csv")
    assert notes_at(read, "/1/D") == ["cells without a heading: no effect"]


def test_rows_in_several_languages_are_one_product() -> None:
    text = "Campaign,Product,Language,Message\nH,Apple,en,Hi\nH,Apple,de,Hallo\nH,Pear,en,Yo\nH,Pear,de,Jo\n"
    tree = read_document(text.encode(), "a.csv").tree
    assert tree["products"] == [
        {"Product": "Apple", "Message": "Hi", "translations": {"de": {"Message": "Hallo"}}},
        {"Product": "Pear", "Message": "Yo", "translations": {"de": {"Message": "Jo"}}},
    ]
    assert (tree["Campaign"], tree["Language"]) == ("H", "en")


OBJECTS = [
    {"Campaign Name": "Harvest", "Message": "Picked", "Product Name": "Apple box", "Image": "N/A"},
    {"Campaign Name": "Harvest", "Message": "Picked", "Product Name": "Pear box", "Image": None},
    {"Campaign Name": "Harvest", "Message": "Picked", "Product Name": "", "Image": ""},
]


@pytest.mark.parametrize(
    ("tree", "above"),
    [(OBJECTS, ""), ({"Sheet1": OBJECTS}, "/Sheet1"), ({"Tab~1/a": OBJECTS, "Tab2": []}, "/Tab~01~1a")],
)
def test_json_made_of_a_sheet_is_a_brief(tree: object, above: str) -> None:
    read = accepted(json.dumps(tree))
    assert (read.brief.campaign_name, read.brief.campaign_message) == ("Harvest", "Picked")
    assert [(product.name, product.existing_assets) for product in read.brief.products] == [
        ("Apple box", ()),
        ("Pear box", ()),
    ]
    assert read.pointer("products", 1, "name") == f"{above}/1/Product Name"
    assert len(notes_at(read, f"{above}/2")) == 1


def test_several_sheets_are_one_brief() -> None:
    tree = {
        "Campaign": [{"Name": "Harvest", "Message": "Picked"}],
        "Products": [{"Name": "Apple box", "Description": "crisp"}, {"Name": "Pear box", "Description": "ripe"}],
    }
    read = accepted(json.dumps(tree))
    assert (read.brief.campaign_name, read.brief.campaign_message) == ("Harvest", "Picked")
    assert [(product.name, product.description) for product in read.brief.products] == [
        ("Apple box", "crisp"),
        ("Pear box", "ripe"),
    ]


def test_a_field_that_stands_twice_in_a_row_is_refused() -> None:
    text = '[{"Campaign Name": "A", "Campaign Name": "B", "Message": "m", "Product": "P"}]'
    assert [problem.code for problem in problems(text)] == ["duplicate_key"]


CELLS = st.sampled_from(["", "N/A", "A", "Campaign Name", "Product", "de", "Language", "\u00e9", '"', "a;b", "a\nb"])
BOUNDED = settings(
    max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def _is_brief_or_problems(data: str | bytes, filename: str) -> bool:
    try:
        return bool(accepted(data, filename).brief.products)
    except BriefRefused as refused:
        return all(problem.found and problem.expected for problem in refused.problems)


@BOUNDED
@given(st.binary(max_size=80) | st.text(alphabet='a,;\t"\n\r=\ufeff|', max_size=40).map(str.encode))
def test_any_bytes_of_a_sheet_are_a_brief_or_problems(data: bytes) -> None:
    assert _is_brief_or_problems(data, "a.csv")


@BOUNDED
@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
def test_any_cells_are_a_brief_or_problems(rows: list[list[str]]) -> None:
    head = ["Campaign Name", "Message", "Product", "Language"]
    assert _is_brief_or_problems(_written([head, *rows]), "a.csv")
    assert _is_brief_or_problems(_written(rows), "a.csv")
    assert _is_brief_or_problems(json.dumps([dict(zip(head, row, strict=False)) for row in rows]), "a.json")


def test_columns_with_the_same_heading_are_one_list() -> None:
    read = accepted("Campaign Name,Message,Product,Image,Image\nA,B,C,a.png,b.png\nA,B,D,,c.png\n", "a.csv")
    assert [product.existing_assets for product in read.brief.products] == [("a.png", "b.png"), ("c.png",)]
    assert [note.pointer for note in read.notes if "existing_assets" in note.text] == ["/2/Image", "/3/E"]


@pytest.mark.parametrize(
    "text", ["a,b\n" + "x,\n" * 30_000, "Product\n" + "x\n" * 60_000, "h," * 60_000 + "\n1", '"' + "a," * 400_000]
)
def test_a_sheet_of_too_many_cells_is_refused_quickly(text: str) -> None:
    started = time.perf_counter()
    assert only_problem(text, "a.csv").code in ("too_large", "syntax")
    assert time.perf_counter() - started < 5
