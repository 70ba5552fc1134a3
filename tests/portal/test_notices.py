"""What one person announced, and why a vote was cancelled, stand where everybody looks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from services.cycles.approve import void_cycle
from services.house import House
from tests.conftest import HandClock
from tests.services.cycles.plans import Plan, plan
from tests.services.townsfolk import NOW

REASON = "Erreur dans la <liste>"
PAGES = ("/zongo/?lang=en", "/zongo/results?lang=en")


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


def announced(session: Session, house: House) -> Plan:
    made = Plan(session, house, deciders=1, phases=plan(NOW + timedelta(days=4)))
    made.freeze()
    made.back_up()
    assert made.approve(0) is False
    return made


def pages(app: Flask, *, language: str = "en") -> list[str]:
    client = app.test_client()
    return [client.get(path.replace("=en", f"={language}")).get_data(as_text=True) for path in PAGES]


def test_what_one_person_will_do_alone_is_announced_with_its_moments(empty_app: Flask, house: House, run: Any) -> None:
    run(lambda session: announced(session, house) and None)
    for text in pages(empty_app):
        assert "Public notice" in text and "the plan and the rules of the vote are to be approved." in text
        assert "Budget 2026" in text


def test_the_notice_goes_once_the_thing_is_done(empty_app: Flask, house: House, clock: HandClock, run: Any) -> None:
    def work(session: Session) -> None:
        made = announced(session, house)
        clock.wait(hours=48)
        assert made.approve(0, alone=True)

    run(work)
    assert not any("Public notice" in text for text in pages(empty_app))


def test_a_commune_of_two_people_announces_nothing(empty_app: Flask, house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        made.freeze()
        made.back_up()
        made.approve(0)

    run(work)
    assert not any("Public notice" in text for text in pages(empty_app))


def test_a_reason_for_cancelling_is_public_only_once_the_vote_is_cancelled(
    empty_app: Flask, house: House, clock: HandClock, run: Any
) -> None:
    def ask(session: Session) -> Plan:
        made = Plan(session, house).approved()
        clock.wait(hours=1)
        void_cycle(session, house, made.commune.id, made.cycle.id, REASON, staff_id=made.staff[0].id)
        return made

    made = run(ask)
    place, cycle, second = made.commune.id, made.cycle.id, made.staff[1].id
    assert not any("Erreur" in text for text in pages(empty_app))
    clock.now += timedelta(hours=1)
    run(lambda session: void_cycle(session, house, place, cycle, REASON, staff_id=second))
    for text in pages(empty_app):
        assert "Cancelled:" in text and "Erreur dans la &lt;liste&gt;" in text
