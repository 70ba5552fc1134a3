from __future__ import annotations

from xml.etree import ElementTree

import pytest

from bot.phrases import Speech
from bot.topics import topic_phrase
from bot.understanding.intents import Topic
from portal.charts import draw_bars


def widths(svg: str) -> list[float]:
    root = ElementTree.fromstring(svg)
    return [float(bar.attrib["width"].removesuffix("%")) for bar in root.findall("{*}rect")]


def test_the_largest_amount_has_the_longest_bar_and_stands_first() -> None:
    svg = draw_bars([(80, "Eau", "80 %"), (20, "Routes", "20 %")])
    assert svg is not None
    assert widths(svg) == [100, 25]
    assert "Eau 80 %" in svg.split("<rect")[0]


def test_on_a_page_read_from_the_right_bars_and_their_labels_begin_there() -> None:
    rows = [(80, "الماء", "80 %"), (20, "Eau", "20 %")]
    left, right = (ElementTree.fromstring(draw_bars(rows, from_right=at) or "") for at in (False, True))
    assert [bar.attrib["x"] for bar in left.findall("{*}rect")] == ["0%", "0%"]
    assert [bar.attrib["x"] for bar in right.findall("{*}rect")] == ["0.0%", "75.0%"]
    assert {(text.attrib["x"], text.attrib["text-anchor"]) for text in right.findall("{*}text")} == {("100%", "end")}


def test_letters_keep_their_size_however_narrow_the_page_is() -> None:
    svg = draw_bars([(80, "Eau", "80 %"), (20, "الإدارة", "20 %")])
    assert svg is not None
    root = ElementTree.fromstring(svg)
    assert root.attrib["width"] == "100%" and "viewBox" not in root.attrib  # a viewBox scales the letters too
    assert {text.attrib["font-size"] for text in root.findall("{*}text")} == {"14"}


def test_two_rows_of_one_name_keep_two_bars() -> None:
    svg = draw_bars([(3, "Eau", "50 %"), (3, "Eau", "50 %")])
    assert svg is not None
    places = {
        text.attrib["y"] for text in ElementTree.fromstring(svg).findall(".//{*}text") if "Eau" in (text.text or "")
    }
    assert len(places) == 2


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_name_of_every_topic_stands_whole_beside_its_bar(language: str) -> None:
    names = [topic_phrase(str(topic)).spoken(Speech((language, "en"))) for topic in Topic]
    for name in names:
        svg = draw_bars([(9, name, "77 %"), (1, "Eau", "3 %")])
        assert svg is not None
        root = ElementTree.fromstring(svg)
        assert any(name in (text.text or "") for text in root.findall(".//{*}text"))
        assert root.attrib["direction"] == "ltr"  # else what ends at an axis of an Arabic page begins there


def test_an_arabic_label_runs_in_its_own_direction() -> None:
    svg = draw_bars([(9, "الإدارة", "77 %"), (1, "Eau", "3 %")])
    assert svg is not None
    assert "\u2068الإدارة 77 %\u2069" in svg and ">Eau 3 %<" in svg


def test_what_cannot_be_compared_is_not_drawn() -> None:
    assert draw_bars([]) is None
    assert draw_bars([(5, "Eau", "100 %"), (0, "Routes", "0 %"), (-5, "Rien", "0 %")]) is None


def test_a_label_is_text_and_nothing_is_styled_in_the_picture() -> None:
    svg = draw_bars([(2, "<script>", "1 %"), (1, "& long " * 9, "1 %")])
    assert svg is not None
    assert "<script>" not in svg
    assert "style=" not in svg
