"""How the numbers of a ballot were drawn stands beside its rules, for anybody to work out again."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from services.counting.number_draw import draw_numbers
from services.house import House
from tests.conftest import HandClock
from tests.services.counting.test_number_draw import AFTER, SEED
from tests.services.cycles.plans import Plan
from tests.services.townsfolk import NOW


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


def drawn(session: Session, house: House) -> int:
    made = Plan(session, house)
    for person in made.staff:
        draw_numbers(session, house, made.commune.id, made.cycle.id, SEED, staff_id=person.id)
    return made.approved().cycle.id


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "tirés au sort"), ("ar", "بالقرعة"), ("en", "The numbers were drawn")]
)
def test_the_draw_stands_on_the_page_of_the_rules(
    empty_app: Flask, house: House, run: Any, language: str, said: str
) -> None:
    number = run(lambda session: drawn(session, house))
    text = empty_app.test_client().get(f"/zongo/votes/{number}?lang={language}").text
    assert said in text and f"palabre-draw/1\n6\n{SEED}\n" in text
    assert all(f"{before} → {after}" in text for before, after in AFTER.items())


def test_the_page_under_a_number_from_before_the_draw_leads_to_the_one_of_now(
    empty_app: Flask, house: House, run: Any
) -> None:
    run(lambda session: drawn(session, house))
    answer = empty_app.test_client().get("/zongo/projects/1")
    assert answer.status_code == 302 and answer.headers["Location"].endswith(f"/zongo/projects/{AFTER[1]}")
    page = empty_app.test_client().get(answer.headers["Location"] + "?lang=en").text
    assert "Number before the draw</dt><dd>1" in page
