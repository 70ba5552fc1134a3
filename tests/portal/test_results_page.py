from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import CountRun, Cycle
from services.counting import count_cycle, publish
from services.counting.publish import run_digest
from services.house import House
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan
from tests.services.townsfolk import NOW, planted

BALLOTS = [(1, 2), (1,), (1, 3), (3,), (3, 2), (3,)]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


def hold_vote(session: Session, house: House, clock: HandClock, *, published: bool, **values: Any) -> None:
    made = Plan(session, house, **values).approved()
    clock.set(OPENS + timedelta(hours=1))
    for phone, numbers in enumerate(BALLOTS):
        made.vote(phone, *numbers)
    clock.set(CLOSES + GRACE)
    where = (session, house, made.commune.id, made.cycle.id)
    run = count_cycle(*where, staff_id=made.staff[0].id)
    for person in made.staff if published else ():
        publish(*where, run_digest(run), staff_id=person.id)


def page(app: Flask, **headers: str) -> str:
    return app.test_client().get("/zongo/results?lang=en", headers=headers).get_data(as_text=True)


def publish_once_more(session: Session) -> None:
    """Keep the same published result once more, as that of a later vote."""
    cycle = planted(session, Cycle(**_values_of(session.scalars(select(Cycle)).one(), title="Budget 2027", year=2027)))
    run = session.scalars(select(CountRun)).one()
    assert run.published_at
    later = run.published_at + timedelta(days=300)
    planted(session, CountRun(**_values_of(run, cycle_id=cycle.id, published_at=later)))


def _values_of(row: Any, **changes: Any) -> dict[str, Any]:
    columns = {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key != "id"}
    return columns | changes


def test_the_result_of_an_earlier_vote_stays_where_it_was(
    empty_app: Flask, house: House, clock: HandClock, run: Any
) -> None:
    run(lambda session: hold_vote(session, house, clock, published=True))
    assert "Results of other votes" not in page(empty_app)
    run(publish_once_more)
    latest = page(empty_app)
    assert "Budget 2027</bdi>, published on" in latest and 'href="/zongo/votes/1/results' in latest
    browser = empty_app.test_client()
    earlier = browser.get("/zongo/votes/1/results?lang=en").text
    assert "Budget 2026</bdi>, published on" in earlier and 'href="/zongo/votes/2/results' in earlier
    assert 'href="/zongo/votes/1/results/steps' in earlier
    assert "Budget 2026" in browser.get("/zongo/votes/1/results/steps?lang=en").text
    assert "Budget 2027" in browser.get("/zongo/results/steps?lang=en").text
    assert 'href="/zongo/votes/1/results' in browser.get("/zongo/votes/1?lang=en").text
    assert browser.get("/zongo/votes/3/results").status_code == 404


def test_a_counted_result_stays_hidden_until_it_is_published(
    empty_app: Flask, house: House, clock: HandClock, run: Any
) -> None:
    run(lambda session: hold_vote(session, house, clock, published=False))
    assert "No result is published" in page(empty_app)
    assert "is chosen" not in page(empty_app)


def test_a_published_result_gives_every_project_its_sentence(
    empty_app: Flask, house: House, clock: HandClock, run: Any
) -> None:
    run(lambda session: hold_vote(session, house, clock, published=True))
    text = page(empty_app).replace("\u2068", "").replace("\u2069", "")
    assert "Project 3, Projet 3, is chosen: place 1 with 4 votes." in text
    assert "Project 2, Projet 2, is not chosen (2 votes)" in text
    for words in ("Level A", "any phone number", "10 000 F", ">6<", "Blank ballots", "as long as the money lasts"):
        assert words in text, words
    assert "One person:" not in text
    assert "the one that costs less; if they are level in this too: the one with the smaller number<" in text


def test_a_result_that_one_person_published_says_so(empty_app: Flask, house: House, clock: HandClock, run: Any) -> None:
    def work(session: Session) -> None:
        hold_vote(session, house, clock, published=True)
        session.execute(update(Cycle).values(one_person=True))

    run(work)
    assert "One person:" in page(empty_app)


def steps_page(app: Flask) -> tuple[int, str]:
    answer = app.test_client().get("/zongo/results/steps?lang=en")
    return answer.status_code, answer.get_data(as_text=True).replace("\u2068", "").replace("\u2069", "")


def test_the_count_is_told_round_by_round(empty_app: Flask, house: House, clock: HandClock, run: Any) -> None:
    run(lambda session: hold_vote(session, house, clock, published=True))
    assert "/zongo/votes/1/results/steps" in page(empty_app)
    status, text = steps_page(empty_app)
    assert status == 200
    rounds = text.split("<tbody>")[1].split("<tr>")[1:]
    assert [" ".join(row.split()).count("badge good") for row in rounds] == [1, 1, 0]  # 3 and 1 win, 2 does not
    assert [re.findall(r"<bdi>([0-9 \u202f\xa0]+ F)</bdi>", row) for row in rounds] == [
        ["6 000 F", "10 000 F", "4 000 F"],
        ["4 000 F", "4 000 F", "0 F"],
        ["3 000 F", "0 F", "0 F"],
    ]
    assert text.count("<svg") == 1  # of two projects chosen the last left nothing: no bars to compare


def test_the_steps_of_no_count_and_of_an_unpublished_one_are_no_page(
    empty_app: Flask, house: House, clock: HandClock, run: Any
) -> None:
    run(lambda session: hold_vote(session, house, clock, published=False))
    assert steps_page(empty_app)[0] == 404


def test_where_few_voted_by_shares_no_step_is_told(empty_app: Flask, house: House, clock: HandClock, run: Any) -> None:
    run(lambda session: hold_vote(session, house, clock, published=True, rule="equal_shares"))
    assert steps_page(empty_app)[0] == 404
    assert "/zongo/results/steps" not in page(empty_app)
