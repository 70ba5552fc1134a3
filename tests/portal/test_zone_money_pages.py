"""The rules and the result of a vote in which zones have money of their own, as everybody reads them."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from printing.press import overflows
from services.cycles.pots import ZoneMoney
from services.house import House
from services.printing.vote_papers import ballot_sheet
from tests.conftest import HandClock
from tests.printing.sheets_of import order
from tests.services.counting.zoned import MONEY, Zoned, zoned
from tests.services.cycles.plans import OPENS
from tests.services.proof.published import publish_count
from tests.services.townsfolk import NOW, plant_line

BALLOTS = [(3, 4), (3, 1), (4, 2), (3, 5), (5, 1), (2, 5)]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


def text_of(app: Flask, path: str) -> str:
    answer = app.test_client().get(path)
    assert answer.status_code == 200, path
    plain = answer.get_data(as_text=True)
    for sign in ("\u2068", "\u2069", "<bdi>", "</bdi>"):
        plain = plain.replace(sign, "")
    return plain.replace("\u202f", " ").replace("\xa0", " ")


def approved(session: Session, house: House, leftovers: str) -> Zoned:
    made = zoned(session, house, zone_money=ZoneMoney(MONEY, leftovers))
    made.plan.commune.languages = ["fr", "ar", "en"]
    made.plan.approved()
    return made


@pytest.mark.parametrize(
    ("leftovers", "words"), [("stay", "What a zone leaves stays"), ("to_commune", "which are counted last")]
)
def test_the_rules_name_each_envelope_its_projects_and_what_becomes_of_the_rest(
    empty_app: Flask, house: House, run: Any, leftovers: str, words: str
) -> None:
    cycle = run(lambda session: approved(session, house, leftovers).plan.cycle.id)
    page = text_of(empty_app, f"/zongo/votes/{cycle}?lang=en")
    assert "13 500 F" in page and words in page
    assert "Quartier A: 5 000 F (projects 3, 4)" in page
    assert "Quartier B: 2 500 F (project 5)" in page
    assert "Whole commune: 6 000 F (projects 1, 2)" in page


@pytest.mark.parametrize("leftovers", ["stay", "to_commune"])
def test_the_result_tells_each_envelope_apart(
    empty_app: Flask, house: House, clock: HandClock, run: Any, leftovers: str
) -> None:
    def work(session: Session) -> None:
        made = approved(session, house, leftovers)
        clock.set(OPENS + timedelta(hours=1))
        for phone, numbers in enumerate(BALLOTS):
            made.plan.vote(phone, *numbers)
        publish_count(made.plan, clock)

    run(work)
    page = text_of(empty_app, "/zongo/results?lang=en")
    assert "<dt>Quartier A</dt><dd>3 000 F of 5 000 F given to projects, 2 000 F left</dd>" in page
    assert "<dt>Quartier B</dt><dd>2 000 F of 2 500 F given to projects, 500 F left</dd>" in page
    if leftovers == "stay":
        assert "<dt>Whole commune</dt><dd>3 000 F of 6 000 F given to projects, 3 000 F left</dd>" in page
    else:
        assert "7 000 F of 8 500 F given to projects, 1 500 F left. 2 500 F of it was left by zones." in page
    # A picture for each envelope that has bars to compare; what zones have left is no part of it.
    steps = text_of(empty_app, "/zongo/results/steps?lang=en")
    assert steps.count("<h3>") == (leftovers == "to_commune")
    assert ("<h3>Money of the whole commune</h3>" in steps) == (leftovers == "to_commune")
    assert "Project 3, Projet 3, is chosen: place 1 with 3 votes." in page
    assert "when its turn came 2 000 F were left" in page
    assert "Money of the zone: Quartier A" in page and "Money of the whole commune" in page
    for language, words in (("fr", "Argent de toute la commune"), ("ar", "مال الجماعة كلها")):
        assert words in text_of(empty_app, f"/zongo/results?lang={language}")


def test_the_sheet_of_the_ballot_says_whose_money_each_project_is_for(house: House) -> None:
    def work(session: Session) -> tuple[int, int]:
        made = approved(session, house, "stay")
        plant_line(session, made.plan.commune)
        return made.plan.commune.id, made.plan.cycle.id

    where = house.work.write(work)
    sheet = house.work.read(lambda session: ballot_sheet(session, house, *where, "fr"))
    whose = {item.number: item.money for item in sheet.items}
    assert whose == {
        "1": "Toute la commune",
        "2": "Toute la commune",
        "3": "Quartier A",
        "4": "Quartier A",
        "5": "Quartier B",
    }
    assert any("ne concourent que pour cet argent" in bound for bound in sheet.bounds)
    long = "Quartier du Grand Marché central et de la route de la gare"
    crowded = replace(sheet, items=tuple(replace(item, title=long * 2, money=long) for item in sheet.items * 6))
    assert overflows(order("ballot_sheet", asdict(crowded), "fr")) == []
