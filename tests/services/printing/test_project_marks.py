"""The marks of a vote's projects: no two are the same on the sheet or in the booth, and each has its drawing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest

from models.project import Symbol
from printing.drawings import drawing_of
from services.printing.project_marks import COLOURS, FORMS, SYMBOLS, likely_symbol, marks_of
from services.public.vote_rules import RuledProject

WELLS = {"fr": "Forage", "ar": "حفر بئر", "en": "Borehole"}
UNKNOWN = {"fr": "Statue", "ar": "تمثال", "en": "Statue"}
ALIKE = [WELLS, UNKNOWN]


def listed(titles: Mapping[str, str], count: int) -> list[RuledProject]:
    return [RuledProject(number, dict(titles), 1) for number in range(1, count + 1)]


def test_no_two_projects_of_a_list_have_the_same_mark() -> None:
    titles = ["Forage à Bagui", "Forage à Zongo", "Piste", "Puits", "Terrain de football", "Statue", "Puits du marché"]
    marks = marks_of([RuledProject(at, {"fr": title}, 1) for at, title in enumerate(titles, 1)], {6: "culture"})
    assert [symbol for symbol, _colour in marks] == [
        "water", "water", "roads", "water", "youth_sport", "culture", "water",
    ]  # fmt: skip
    assert len(set(marks)) == len(marks)
    assert all(colour in COLOURS for _symbol, colour in marks)


def test_every_symbol_is_drawn_and_what_has_none_is_a_star() -> None:
    for symbol in (*SYMBOLS, *FORMS):
        parts = ElementTree.fromstring(drawing_of(symbol))
        assert [part for part in parts if part.tag.endswith(("path", "circle"))]
    assert likely_symbol({"fr": "Statue"}) == Symbol.OTHER


@pytest.mark.parametrize("titles", ALIKE)
@pytest.mark.parametrize("chosen", [None, "culture"])
def test_no_two_of_a_hundred_projects_alike_have_the_same_mark(titles: dict[str, str], chosen: str | None) -> None:
    projects = listed(titles, 100)
    marks = marks_of(projects, dict.fromkeys(range(1, 101), chosen) if chosen else {})
    assert len(set(marks)) == 100
    assert {symbol for symbol, _colour in marks[: len(COLOURS)]} == {chosen or likely_symbol(titles)}
    assert {symbol for symbol, _colour in marks[len(COLOURS) :]} == set(FORMS)


def test_a_mark_does_not_change_with_what_follows_it_on_the_list() -> None:
    projects = listed(WELLS, 60)
    assert marks_of(projects, {})[:20] == marks_of(projects[:20], {})


def test_every_form_is_drawn_otherwise_than_any_symbol() -> None:
    drawn = [re.sub(r"\s", "", drawing_of(symbol)) for symbol in (*SYMBOLS, *FORMS)]
    assert len(set(drawn)) == len(drawn)
