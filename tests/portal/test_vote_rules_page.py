"""The rules of a vote and, beside its result, what the other rules would have chosen: plain, complete and light."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from budgeting.counting.rules import find_rules
from models import Project
from services.counting import count_cycle, publish
from services.counting.publish import run_digest
from services.cycles.approve import void_cycle
from services.cycles.ballot_list import choose_ballot
from services.house import House
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan
from tests.services.townsfolk import NOW, plant_zone, planted

LANGUAGES = ("fr", "ar", "en")
LIGHT = 50 * 1024


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


def planned(session: Session, house: House) -> Plan:
    made = Plan(session, house, rule="equal_shares", choices={"completion": "add1"}, minimum_votes=2)
    made.exclude((1, 2))
    return made


def text_of(app: Flask, path: str) -> str:
    answer = app.test_client().get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True).replace("\u2068", "").replace("\u2069", "")


def published(session: Session, house: House, clock: HandClock, made: Plan, ballots: list[tuple[int, ...]]) -> None:
    clock.set(OPENS + timedelta(hours=1))
    for phone, numbers in enumerate(ballots):
        made.vote(phone, *numbers)
    clock.set(CLOSES + GRACE)
    where = (session, house, made.commune.id, made.cycle.id)
    run = count_cycle(*where, staff_id=None)
    for person in made.staff:
        publish(*where, run_digest(run), staff_id=person.id)


def test_the_rules_are_public_once_two_people_approved_them(empty_app: Flask, house: House, run: Any) -> None:
    def freeze(session: Session) -> int:
        made = planned(session, house)
        made.freeze()
        return made.cycle.id

    number = run(freeze)
    assert empty_app.test_client().get(f"/zongo/votes/{number}").status_code == 404
    assert empty_app.test_client().get("/zongo/votes/999").status_code == 404


def test_everything_that_decides_stands_on_the_page_in_plain_words(empty_app: Flask, house: House, run: Any) -> None:
    number, digest = run(lambda session: _approved(session, house))
    page = text_of(empty_app, f"/zongo/votes/{number}?lang=en")
    rule = find_rules()["equal_shares"]
    for words in (
        "Equal shares of the money",
        rule.words.meaning,
        "Larger shares only",
        "When nothing else fits",
        "Up to 3 projects",
        "the one that costs less",
        "1 · 2",
        "Projet 3",
        "10 000 F",
        "within 120 minutes",
        digest,
    ):
        assert words in page, words
    home = text_of(empty_app, "/zongo/?lang=en")
    assert f"/zongo/votes/{number}" in home


def _approved(session: Session, house: House) -> tuple[int, str]:
    made = planned(session, house).approved()
    return made.cycle.id, str(made.cycle.rules_hash)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_rules_and_the_comparison_are_said_in_the_language_of_who_reads(
    empty_app: Flask, house: House, clock: HandClock, run: Any, language: str
) -> None:
    def work(session: Session) -> int:
        made = planned(session, house).approved()
        published(session, house, clock, made, [(1,), (1, 3), (3,)])
        return made.cycle.id

    number = run(work)
    pages = [text_of(empty_app, f"/zongo/{path}?lang={language}") for path in (f"votes/{number}", "results")]
    english = [rule.words.name for rule in find_rules().values()]
    english += ["Larger shares", "counted in other ways", "also ", "without ", "of them at most", "Drawn"]
    assert not [words for words in english for page in pages if words in page]


def test_beside_the_rules_and_the_result_of_a_list_stands_that_a_code_is_sent_back(
    empty_app: Flask, house: House, clock: HandClock, run: Any
) -> None:
    def work(session: Session) -> int:
        made = Plan(session, house, level="D").approved()
        published(session, house, clock, made, [(1,), (1, 3), (3,)])
        return made.cycle.id

    number = run(work)
    for path in ("results", f"votes/{number}"):
        page = text_of(empty_app, f"/zongo/{path}?lang=en")
        assert "Each vote by SMS had to be confirmed by a code sent back to its number." in page
        assert "Ballots whose code did not come back" in page


def test_the_result_says_by_which_rule_and_what_the_others_would_have_chosen(
    empty_app: Flask, house: House, clock: HandClock, run: Any
) -> None:
    def work(session: Session) -> None:
        made = planned(session, house)
        made.projects[2].zone_id = plant_zone(session, made.commune, "Centre").id
        made.approved()
        published(session, house, clock, made, [(1,), (1, 3), (3,), (2,)] * 6)

    run(work)
    page = text_of(empty_app, "/zongo/results?lang=en")
    assert "counted in other ways" in page and page.count(">official<") == 1
    assert all(rule.words.name in page for rule in find_rules().values())
    assert "Centre" in page and "18 of 24 (75%)" in page
    assert "paid for it together" in page or "paid by its" in page


def test_a_cancelled_vote_keeps_its_rules_and_says_why_it_does_not_count(
    empty_app: Flask, house: House, run: Any
) -> None:
    def work(session: Session) -> int:
        made = planned(session, house).approved()
        for person in made.staff:
            void_cycle(session, house, made.commune.id, made.cycle.id, "Liste <fausse>", staff_id=person.id)
        return made.cycle.id

    number = run(work)
    page = text_of(empty_app, f"/zongo/votes/{number}?lang=en")
    assert "this vote does not count." in page and "Liste &lt;fausse&gt;" in page
    assert f"/zongo/votes/{number}" in text_of(empty_app, "/zongo/?lang=en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_a_large_vote_are_light(
    empty_app: Flask, house: House, clock: HandClock, run: Any, language: str
) -> None:
    def work(session: Session) -> int:
        made = Plan(session, house, envelope=100_000)
        for number in range(4, 61):
            names = {
                "fr": f"Réfection de la piste de Bagui à Kossi, tronçon {number}",
                "ar": f"إصلاح الطريق رقم {number}",
            }
            project = Project(
                commune_id=made.commune.id, number=number, titles=names, short_names=names, cost=3_000, made_at=NOW
            )
            planted(session, project)
        choose_ballot(session, house, made.commune.id, made.cycle.id, range(1, 61), staff_id=None)
        made.approved()
        published(session, house, clock, made, [(1 + phone % 60, 1 + (7 * phone) % 60) for phone in range(40)])
        return made.cycle.id

    number = run(work)
    for path in (f"votes/{number}", "results"):
        size = len(empty_app.test_client().get(f"/zongo/{path}?lang={language}").data)
        assert size < LIGHT, f"{path}: {size}"
