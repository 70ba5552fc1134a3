"""A vote by codes on the public pages: its level, how many codes there were, and a result made of their ballots."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from budgeting.ways_in import PHONES_ONLY, BothWays, WaysIn
from services.codes.making import NewBatch, draw_batch, keep_batch
from services.codes.voiding import void_code
from services.counting import count_cycle, publish
from services.counting.publish import run_digest
from services.house import House
from services.voting.cast import cast_ballot
from services.voting.paper import poll_at
from services.voting.presenting import accept_code
from services.voting.voter import Voting
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan
from tests.services.townsfolk import NOW, plant_heard_line

CHOICES = [(1, 2), (1,), (3,), (3,)]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


def hold_vote(session: Session, house: House, clock: HandClock, ways: WaysIn = PHONES_ONLY) -> int:
    """Four people vote by codes from one phone; the first code is voided afterwards, and the result published."""
    made = Plan(session, house, level="C", ways=ways).approved()
    assert made.cycle.rules is not None
    assert made.cycle.rules["identity_level"] == "C"
    where = (session, house, made.commune.id)
    drawn = draw_batch(*where, made.cycle.id, NewBatch(5, "Zongo", "Awa"))
    keep_batch(*where, drawn, staff_id=None)
    clock.set(OPENS + timedelta(hours=1))
    poll = poll_at(session, house, made.commune, clock())
    for place, (code, numbers) in enumerate(zip(drawn.codes, CHOICES, strict=False)):
        voting = Voting("+2290197000001", "sms", "fr", None, clock(), place)
        passed = accept_code(session, house, poll, voting, "p" * 64, code)
        cast_ballot(session, house, poll, Voting(None, "sms", "fr", None, clock(), place, passed=passed), list(numbers))
    void_code(*where, made.cycle.id, drawn.codes[0], "stolen", staff_id=None)
    clock.set(CLOSES + GRACE)
    run = count_cycle(*where, made.cycle.id, staff_id=None)
    for person in made.staff:
        publish(*where, made.cycle.id, run_digest(run), staff_id=person.id)
    return made.cycle.id


def test_the_level_and_the_codes_stand_beside_the_rules_and_the_result(
    empty_app: Flask, house: House, clock: HandClock, run: Callable[[Callable[[Session], Any]], Any]
) -> None:
    number = run(lambda session: hold_vote(session, house, clock))
    browser = empty_app.test_client()
    rules = browser.get(f"/zongo/votes/{number}?lang=en").text
    result = browser.get("/zongo/results?lang=en").text
    for page in (rules, result):
        page = page.replace("\u2068", "").replace("\u2069", "")
        for words in ("Level C", "a voting code handed out in person", "5 made, 1 voided"):
            assert words in page, words
    assert "because their code was voided" not in result  # of so few it would tell whether somebody voted
    assert "<dd>3</dd>" in result  # the ballots counted


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        (PHONES_ONLY, ""),
        (WaysIn(on_paper=True, boxes="École"), "A sheet that lay in a ballot box could not be changed."),
        (
            WaysIn(on_paper=True, both=BothWays.PHONE, boxes="École"),
            "or with help took the place of a sheet in a ballot box.",
        ),
    ],
)
def test_what_held_for_a_sheet_is_told_beside_what_could_be_changed(
    empty_app: Flask,
    house: House,
    clock: HandClock,
    run: Callable[[Callable[[Session], Any]], Any],
    ways: WaysIn,
    told: str,
) -> None:
    number = run(lambda session: hold_vote(session, house, clock, ways))
    for page in (f"/zongo/votes/{number}?lang=en", "/zongo/results?lang=en"):
        text = empty_app.test_client().get(page).text
        assert f"A vote by phone could be changed until closing.{' ' if told else ''}" in text
        assert told in text
        assert told or "in a ballot box" not in text


def test_the_first_page_says_how_to_vote_with_a_code(
    empty_app: Flask, house: House, clock: HandClock, run: Callable[[Callable[[Session], Any]], Any]
) -> None:
    run(lambda session: plant_heard_line(session, Plan(session, house, level="C").approved().commune))
    clock.set(OPENS)
    page = empty_app.test_client().get("/zongo/?lang=en").text
    assert "with the code on your slip" in page
    assert "<code>VOTE code \u2068… … …\u2069</code>" in page  # whoever copies numbers would vote for their projects
