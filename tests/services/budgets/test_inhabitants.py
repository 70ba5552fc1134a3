"""A year's money is shared out among the people of now: whose year that is is said, and of a far year nothing is."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from bot.budget_words import budget_answer
from bot.phrases import Speech
from bot.records import plain, record
from models import Commune
from services.budgets.answers import topic_answer
from tests.services.budgets.planting import TODAY, plant_document, plant_line


@pytest.mark.parametrize(
    ("away", "per_head", "people_year"), [(0, 4, None), (-4, 4, TODAY.year), (1, 4, TODAY.year), (-5, None, None)]
)
def test_the_people_are_those_of_now_and_of_no_far_year(
    session: Session, commune: Commune, away: int, per_head: int | None, people_year: int | None
) -> None:
    plant_line(session, plant_document(session, commune, TODAY.year + away), "water", voted=4000)
    view = topic_answer(session, commune, "water", TODAY.year + away, None, today=TODAY)
    assert (view.per_head, view.people_year) == (per_head, people_year)


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "4 F/hab de 2026"), ("en", "4 F a head of 2026"), ("ar", "4 F لفرد 2026")],
)
def test_of_another_year_it_is_said_of_which_people(
    session: Session, commune: Commune, language: str, said: str
) -> None:
    plant_line(session, plant_document(session, commune, TODAY.year - 1), "water", voted=4000)
    view = topic_answer(session, commune, "water", None, None, today=TODAY)
    words = budget_answer(record(plain(view)), language).spoken(Speech((language,), is_brief=True))
    assert said in words.replace("\u00a0", " ")
