"""Projects found by their names, and those that a person follows."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Project
from models.project import ProjectState
from services.house import House
from tests.services.polling_day import PollingDay, plant_polling_day

AFI = "+22890112233"
TITLES = {
    1: {"fr": "Forage à Zongo", "ar": "حفر بئر"},
    2: {"fr": "Projet pilote de compost"},
    3: {"fr": "Pont de la rue du marché"},
    4: {"fr": "Forage du marché"},
}


@pytest.fixture
def day(house: House) -> PollingDay:
    day = plant_polling_day(house)

    def name(session: Session) -> None:
        for row in session.scalars(select(Project).where(Project.number.in_(TITLES))):
            row.titles = row.short_names = TITLES[row.number]

    house.work.write(name)
    return day


def said(day: PollingDay, text: str) -> str:
    reply = day.sms(AFI, text).reply
    assert reply is not None
    return reply.text


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("où en est le forage de Zongo ?", 1),
        ("où en est le forrage zongo", 1),
        ("où en est la rue du marché ?", 3),
        ("أين وصل مشروع البئر", 1),
        ("fiche projet compost", 2),
    ],
)
def test_a_project_is_shown_by_a_name_in_whatever_spelling(day: PollingDay, asked: str, number: int) -> None:
    assert f"\n{number}. " in said(day, asked)


def test_projects_named_alike_are_a_list_to_choose_from(day: PollingDay) -> None:
    lines = said(day, "PROJET forage").splitlines()
    assert [line[:8] for line in lines if line[0] in "1234"] == ["1 Forage", "4 Forage"]


@pytest.mark.parametrize("asked", ["PROJET", "fiche projet", "PROJET piscine"])
def test_the_word_project_names_none(day: PollingDay, asked: str) -> None:
    assert "1 Forage" in said(day, asked) and "2 Projet" in said(day, "0") + said(day, asked)


def test_only_what_is_followed_is_followed_no_more(day: PollingDay) -> None:
    assert "aucun projet" in said(day, "ne plus suivre le projet")
    said(day, "SUIVRE PROJET 3")
    assert "ne suivez pas le projet 2" in said(day, "ne plus suivre 2")
    offered = said(day, "ne plus suivre")
    assert "3 Pont" in offered and "1 Forage" not in offered
    assert "ne suivez plus 3" in said(day, "3")
    assert "aucun projet" in said(day, "ne plus suivre")


@pytest.mark.parametrize("asked", ["combien coûte le pont", "prix du pont", "COMBIEN COUTE LE PONT ?", "بكم الجسر"])
def test_the_price_of_a_project_is_on_its_card_and_not_in_the_budget(day: PollingDay, asked: str) -> None:
    def name(session: Session) -> None:
        for row in session.scalars(select(Project).where(Project.number == 3)):
            row.titles = row.short_names = {**TITLES[3], "ar": "جسر شارع السوق"}

    day.house.work.write(name)
    assert "3. " in said(day, asked)


def test_half_a_name_is_no_price(day: PollingDay) -> None:
    assert "3. Pont" not in said(day, "combien coûte l'entretien du pont")


def test_which_projects_were_finished_in_a_year_is_told_by_their_day(day: PollingDay, house: House) -> None:
    def finish(session: Session) -> None:
        for row in session.scalars(select(Project).where(Project.number.in_((1, 3)))):
            row.state, row.done_on = ProjectState.DONE, date(2025 if row.number == 3 else 2024, 5, 2)

    house.work.write(finish)
    answer = said(day, "quels projets finis en 2025")
    assert "en 2025: 1" in answer and "Pont" in answer and "Forage" not in answer
