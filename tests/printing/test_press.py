"""What comes out of the press: pages, tags, letters, and text that is never a command."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from printing.making import UNPRINTABLE
from printing.press import draw, overflows, press
from services.printing.codes import square_code
from services.printing.leaflet import MoneyPart
from tests.printing.sheets_of import is_accessible, opened, order, order_of, text_of, worst_case

HOSTILE = '#panic("x") $x$ "] ) } \\ *a* _b_ `c` <l> @r // /* ~ -- = h #include "/etc/passwd"'
COLUMN = {"language": "fr", "direction": "ltr", "name": "Français", "slogan": "Où va notre argent ?"}
POSTER = {
    "title": "Affiche",
    "commune": "Zongo",
    "date": "2026-03-31",
    "language": "fr",
    "paper": "a4",
    "lines": [{"label": "SMS", "value": "+22870000000"}],
    "code": square_code("https://t.me/zongo_bot"),
    "code_words": "Ouvre le robot",
    "page": "",
    "columns": [
        {**COLUMN, "rows": [{"label": "AIDE", "value": "dit tout"}] * 5, "privacy": "Gardé.", "demonstration": ""}
    ],
}


def test_a_folded_sheet_has_two_sides_of_a4_and_says_what_it_is() -> None:
    pdf = opened(press(order_of(worst_case())))
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages] == [(842, 595)] * 2
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Budget citoyen 2023"
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("fr", True)
    assert is_accessible(press(order_of(worst_case("ar"))))


def test_headings_tables_and_the_pictures_words_are_tags() -> None:
    pdf = opened(press(order_of(worst_case(), contacts=coded())))
    tags = tags_in(pdf.trailer["/Root"]["/StructTreeRoot"])
    names = [str(tag["/S"]) for tag in tags]
    assert {"/Title", "/H1", "/Table", "/TH", "/TD", "/Figure"} <= set(names)
    assert names.count("/Table") == 3
    assert [tag["/Alt"] for tag in tags if tag["/S"] == "/Figure"] == ["Ouvre le robot"]


def coded() -> dict[str, Any]:
    return {
        **asdict(worst_case().contacts),
        "code": square_code("https://t.me/zongo_bot"),
        "code_words": "Ouvre le robot",
    }


def tags_in(node: Any) -> list[DictionaryObject]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, ArrayObject):
        return [tag for child in node for tag in tags_in(child)]
    if not isinstance(node, DictionaryObject):
        return []
    below = tags_in(node["/K"]) if "/K" in node else []
    return [node, *below] if "/S" in node else below


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_fullest_sheet_fits_its_pages(language: str) -> None:
    full = order_of(worst_case(language))
    assert overflows(full) == []
    assert len(opened(press(full)).pages) == 2


def test_what_cannot_fit_is_known() -> None:
    leaflet = worst_case()
    rows = leaflet.spending.rows * 4
    flooded = replace(leaflet, spending=replace(leaflet.spending, rows=rows))
    assert overflows(order_of(flooded)) == ["to"]
    assert len(opened(press(order_of(flooded))).pages) == 2


def test_a_side_without_figures_says_so_in_their_place() -> None:
    nothing = MoneyPart("Recettes", "Rien n'est publié.", (), (), None)
    pdf = press(order_of(replace(worst_case(), receipts=nothing)))
    assert "Rien n'est publié." in text_of(pdf)


def test_pages_can_be_drawn_to_be_looked_at() -> None:
    pictures = draw(order_of(worst_case()), 20)
    assert [picture[:4] for picture in pictures] == [b"\x89PNG"] * 2


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert press(order_of(worst_case())) == press(order_of(worst_case()))


def test_hostile_text_comes_out_as_it_is() -> None:
    leaflet = replace(worst_case(), commune=HOSTILE, title=HOSTILE)
    pdf = press(order_of(leaflet))
    assert text_of(pdf).replace(" ", "").count(HOSTILE.replace(" ", "")) == 2
    metadata = opened(pdf).metadata
    assert metadata is not None
    assert metadata.title == HOSTILE


@settings(max_examples=25)
@given(st.text(alphabet=st.sampled_from("#$\"\\]})<>@*_`~=+/-;: abcé%'[{(&"), min_size=1, max_size=60))
def test_signs_that_mean_something_to_typst_mean_nothing_on_paper(words: str) -> None:
    data = {**POSTER, "commune": words, "columns": [{**POSTER["columns"][0], "slogan": words, "privacy": words}]}  # type: ignore[index]
    printed = text_of(press(order("poster", data, "fr"))).replace(" ", "")
    assert printed.count("".join(words.split())) >= 3


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_no_text_of_any_script_stops_the_press(words: str) -> None:
    pdf = press(order("poster", {**POSTER, "commune": words, "title": words or "x"}, "fr"))
    assert len(opened(pdf).pages) == 1


def test_arabic_letters_are_joined_and_begin_at_the_right() -> None:
    slogan = {
        **COLUMN,
        "language": "ar",
        "direction": "rtl",
        "name": "x",
        "slogan": "ببب",
        "rows": [],
        "privacy": "",
        "demonstration": "",
    }
    pdf = opened(press(order("poster", {**POSTER, "columns": [slogan], "commune": "", "code": "", "lines": []}, "ar")))
    # One letter three times: at the beginning, in the middle and at the end of a word it has three shapes.
    assert 3 in [len(set(run)) for run in glyphs_of(pdf) if len(run) == 3]
    assert str(pdf.trailer["/Root"]["/Lang"]) == "ar"


def glyphs_of(pdf: PdfReader) -> list[list[bytes]]:
    """The glyphs of the first page, two bytes each, by run of text."""
    runs = []
    for operands, operator in ContentStream(pdf.pages[0].get_contents(), pdf).operations:
        if operator in (b"Tj", b"TJ"):
            parts = operands[0] if operator == b"TJ" else operands
            shown = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
            runs.append([shown[place : place + 2] for place in range(0, len(shown), 2)])
    return runs


@pytest.mark.parametrize(("language", "half"), [("fr", "right"), ("ar", "left")])
def test_the_first_page_lies_where_the_language_opens_its_books(language: str, half: str) -> None:
    places: list[float] = []

    def note(text: str, outer: list[float], *_others: object) -> None:
        if "Budget citoyen" in text:
            places.append(outer[4])

    opened(press(order_of(worst_case(language)))).pages[0].extract_text(visitor_text=note)
    assert places
    assert (places[0] > 421) == (half == "right")


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("a3", (842, 1191))])
def test_a_poster_is_one_page_of_its_paper(paper: str, size: tuple[int, int]) -> None:
    found = order("poster", {**POSTER, "paper": paper}, "fr")
    pages = opened(press(found)).pages
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [size]
    assert overflows(found) == []


def test_a_script_without_a_font_here_is_printed_all_the_same() -> None:
    pdf = press(order("poster", {**POSTER, "commune": "ⵜⴰⵎⴰⵣⵉⵖⵜ 😀"}, "fr"))
    assert len(opened(pdf).pages) == 1
    assert not is_accessible(pdf)


def test_what_no_printer_can_set_is_taken_out_first() -> None:
    assert UNPRINTABLE.sub("", "a\x00b\ud800c\u202ed\ue000e\nf") == "abcde\nf"
