"""The rules of a vote as the desk tells them: who votes and how it is counted, as two people approved it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.phrases import Speech
from bot.records import plain, record
from bot.rule_words import TOLD, rules_told
from bot.sms.prepare import prepare
from bot.understanding.fold import fold
from bot.views.rules import RulesView
from budgeting.refusal import Refusal
from budgeting.ways_in import BothWays, WaysIn
from services.contacts import Visitor
from services.cycles.ballot_format import BallotDraft
from services.desk import Desk
from services.desk.scope import Scope
from services.house import House
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, OPENS, Plan
from tests.services.townsfolk import NOW, plant_contact, plant_line

NUMBER = "+22901970099"
OPEN = OPENS + timedelta(hours=1)
SEGMENTS = {"fr": 1, "en": 1, "ar": 2}
AT_HOME = {"level": "D", "own_zone_only": True}
ON_PAPER = WaysIn(with_help=True, on_paper=True, both=BothWays.PAPER, boxes="École")

Told = Callable[..., RulesView]


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def told(house: House, clock: HandClock) -> Told:
    """Returns what the desk tells of the rules of a plan with some choices, at a moment."""

    def plant(at: datetime = OPEN, **values: Any) -> RulesView:
        def work(session: Session) -> RulesView:
            made = Plan(session, house, **values).approved()
            line = plant_line(session, made.commune)
            ali = plant_contact(session, house, made.commune, NUMBER, phone=house.vault.seal(NUMBER, "address"))
            clock.set(at)
            return Desk(Scope(session, house, line, Visitor(ali, made.commune, None), None, at, 1)).vote_rules()

        return house.work.write(work)

    return plant


def said(view: RulesView, asked: str, language: str = "fr") -> str:
    sent = prepare(rules_told(record(plain(view)), asked).spoken(Speech((language,), is_brief=True)))
    assert sent.segments <= SEGMENTS[language], sent.text
    return fold(sent.text)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"level": "A"}, ["un téléphone"]),
        ({"level": "B"}, ["un téléphone", "code"]),
        ({"level": "C"}, ["code de vote"]),
        ({"level": "D"}, ["liste"]),
        ({"level": "A", "ways": WaysIn(by_hands=True)}, ["main levée"]),
    ],
)
def test_who_may_vote_is_told_by_the_level_that_was_announced(
    told: Told, values: dict[str, Any], words: list[str]
) -> None:
    text = said(told(**values), "who")
    assert all(fold(word) in text for word in words), text


def test_the_levels_are_told_apart(told: Told) -> None:
    announced = told()
    views = [replace(announced, level=level) for level in "ABCD"]
    texts = [said(view, "who", language) for language in SEGMENTS for view in views]
    assert len({*texts}) == len(texts)


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        (WaysIn(), None),
        (ON_PAPER, "le papier compte"),
        (WaysIn(on_paper=True, both=BothWays.PHONE, boxes="École"), "le téléphone compte"),
    ],
)
def test_voting_again_is_told_with_what_paper_does_where_paper_is_taken(
    told: Told, ways: WaysIn, words: str | None
) -> None:
    text = said(told(level="C", ways=ways), "again")
    assert "dernier vote" in text
    assert (fold(words) in text) if words else ("papier" not in text)


def test_who_votes_by_hands_hears_that_each_votes_in_one_way(told: Told) -> None:
    assert "ne vote pas aussi par telephone" in said(told(ways=WaysIn(by_hands=True)), "again")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"rule": "greedy"}, "plus de voix"),
        ({"rule": "greedy_per_cost"}, "pour son coût"),
        ({"rule": "equal_shares"}, "part égale"),
        ({"rule": "phragmen"}, "rythme"),
        ({"rule": "greedy", "ballot": BallotDraft(format="points")}, "plus de points"),
        ({"rule": "greedy_per_cost", "ballot": BallotDraft(format="points")}, "plus de points pour son coût"),
        ({"rule": "greedy", "ballot": BallotDraft(format="ranking")}, "première place"),
    ],
)
def test_every_rule_and_format_is_told_in_its_own_words(told: Told, values: dict[str, Any], words: str) -> None:
    view = told(**values)
    assert fold(words) in said(view, "counted")
    assert "voix" not in said(view, "counted") or "ballot" not in values
    texts = {said(view, "counted", language) for language in SEGMENTS}
    assert len(texts) == len(SEGMENTS)


@pytest.mark.parametrize(
    ("ballot", "words"),
    [
        (BallotDraft(), "Au plus"),
        (BallotDraft(format="points", max_points=8), "8 points"),
        (BallotDraft(format="knapsack"), "payer ensemble"),
    ],
)
def test_the_whole_says_how_much_each_may_choose(told: Told, ballot: BallotDraft, words: str) -> None:
    speech = Speech(("fr",), is_brief=False)
    assert words in rules_told(record(plain(told(ballot=ballot))), "whole").spoken(speech)


def test_ages_zones_and_persons_of_one_phone_are_told_as_frozen(told: Told) -> None:
    view = told(**AT_HOME, minimum_age=16, age_on=date(2026, 6, 30))
    assert (view.minimum_age, view.age_on, view.own_zone_only) == (16, date(2026, 6, 30), True)
    text = said(view, "who")
    assert "16" in text
    assert "30 06 2026" in text


def test_how_many_may_vote_from_one_phone_is_told_where_people_have_codes(told: Told) -> None:
    assert "4" in said(told(level="C", voters_per_phone=4), "who")


@pytest.mark.parametrize(
    ("at", "state", "words"),
    [(NOW, "before", "ouvre"), (OPEN, "open", ""), (CLOSES + timedelta(days=1), "after", "clos")],
)
@pytest.mark.parametrize("language", SEGMENTS)
def test_the_moment_is_told_first_and_each_answer_is_one_message(
    told: Told, at: datetime, state: str, words: str, language: str
) -> None:
    view = told(at, level="C", ways=ON_PAPER)
    assert view.state == state
    for asked in TOLD:
        text = said(view, asked, language)
        assert words in text or language != "fr"


def test_where_no_vote_is_planned_nothing_is_told(house: House, run: Any) -> None:
    def work(session: Session) -> str:
        made = Plan(session, house)
        visitor = Visitor(plant_contact(session, house, made.commune, NUMBER), made.commune, None)
        with pytest.raises(Refusal) as no:
            Desk(Scope(session, house, plant_line(session, made.commune), visitor, None, NOW, 1)).vote_rules()
        return str(no.value.reason)

    assert run(work)


@pytest.mark.parametrize("ways", [ON_PAPER, WaysIn(with_help=True)])
def test_who_may_vote_is_told_with_where_the_boxes_stand(told: Told, ways: WaysIn) -> None:
    assert ("sur papier ecole" in said(told(level="C", ways=ways), "who")) is ways.on_paper
