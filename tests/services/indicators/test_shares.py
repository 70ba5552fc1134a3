"""Shares and medians: what is above the line, what below, and what is in neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import Commune, FollowUpEvent
from models.follow_up import FollowUpEventKind
from services.erasure import erase_contact
from services.house import House
from services.indicators import Period, find_indicator
from services.indicators.board import Card, read_card
from services.indicators.figures import median_of, share_of
from services.lessons import finish_lesson
from services.lessons.learning import Learner
from tests.services.indicators.planting import (
    DAY,
    NOON,
    YEAR,
    plant_budget,
    plant_contract,
    plant_opinions,
    plant_project,
    plant_question,
    plant_rating,
    plant_recommendation,
    plant_voter,
)
from tests.services.townsfolk import plant_commune, plant_contact, plant_cycle, plant_zone

Plant = Callable[[Session, Commune], object]
TODAY = date(2026, 3, 20)


def card(house: House, name: str, /, *plants: Plant, period: Period = YEAR, today: date = TODAY, **values: Any) -> Card:
    indicator = find_indicator(name)
    assert indicator is not None

    def work(session: Session) -> Card:
        commune = plant_commune(session, **values)
        for plant in plants:
            plant(session, commune)
        session.flush()
        return read_card(session, commune.id, indicator, period, today)[0]

    return house.work.write(work)


def asked(**values: Any) -> Plant:
    return lambda session, commune: plant_question(session, commune, **values)


def settled(days: int, **values: Any) -> Plant:
    return asked(state="answered", settled_at=NOON + timedelta(days=days), **{"due_on": DAY, **values})


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1))
def test_the_middle_has_as_many_below_as_above(values: list[int]) -> None:
    middle = median_of(values)
    assert middle is not None
    assert sum(1 for one in values if one * 1000 < middle) <= len(values) / 2
    assert sum(1 for one in values if one * 1000 > middle) <= len(values) / 2


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(1, 3, 33_333), (2, 3, 66_667), (0, 5, 0), (5, 5, 100_000), (1, 0, None), (3, 2, 150_000)],
)
def test_a_share_is_exact_to_a_thousandth_and_of_nothing_there_is_none(
    part: int, whole: int, share: int | None
) -> None:
    assert share_of(part, whole) == share


def test_days_to_an_answer_are_the_middle_of_what_staff_settled(house: House) -> None:
    plants = [settled(1), settled(4), settled(9), settled(2, answered_from="budget", helped=True)]
    found = card(house, "answer_days", *plants, asked(state="received"), asked(state="closed", settled_at=NOON))
    assert (found.says, found.figure) == (4_000, 3)


def test_of_two_answers_the_middle_lies_between_and_of_none_there_is_no_data(house: House) -> None:
    assert card(house, "answer_days", settled(1), settled(4)).says == 2_500
    assert card(house, "answer_days", asked(), key="tokan").says is None


def test_what_is_never_answered_counts_against_the_legal_time(house: House) -> None:
    on_time, late, never = settled(0), settled(3), asked(due_on=date(2026, 3, 19))
    found = card(house, "answered_by_due_day", on_time, late, never)
    assert (found.part, found.whole, found.says) == (1, 3, 33_333)


def test_what_may_still_be_answered_in_time_counts_neither_way(house: House) -> None:
    waiting = asked(due_on=TODAY), asked(due_on=date(2026, 6, 1)), asked(due_on=None)
    found = card(house, "answered_by_due_day", settled(0, due_on=TODAY), *waiting)
    assert (found.part, found.whole) == (1, 1)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "closed", "settled_at": NOON},
        {"state": "answered", "settled_at": NOON, "answered_from": "budget", "helped": True},
        {"is_simulated": True},
    ],
)
def test_what_was_closed_answered_at_once_or_tried_out_is_in_no_share(house: House, values: dict[str, Any]) -> None:
    assert card(house, "answered_by_due_day", asked(due_on=DAY, **values)).says is None


def recommended(**values: Any) -> Plant:
    return lambda session, commune: plant_recommendation(session, commune, **values)


def test_a_recommendation_is_on_time_by_the_day_first_promised(house: House) -> None:
    def put_off(session: Session, commune: Commune) -> None:
        row = plant_recommendation(session, commune, due_on=date(2026, 5, 1), done_on=date(2026, 3, 15))
        for before, after in (("2026-03-10", "2026-04-01"), ("2026-04-01", "2026-05-01")):
            details = {"before": before, "due_on": after}
            kind = FollowUpEventKind.DUE
            session.add(FollowUpEvent(follow_up_id=row.id, kind=kind, details=details, happened_at=NOON))

    found = card(house, "recommendations_on_time", recommended(), put_off)
    assert (found.part, found.whole) == (1, 2)


def test_a_promised_day_that_is_taken_away_gains_nothing(house: House) -> None:
    def taken_away(session: Session, commune: Commune) -> None:
        row = plant_recommendation(session, commune, state="in_progress", done_on=None, due_on=None)
        details = {"before": "2026-03-10", "due_on": None}
        kind = FollowUpEventKind.DUE
        session.add(FollowUpEvent(follow_up_id=row.id, kind=kind, details=details, happened_at=NOON))

    found = card(house, "recommendations_on_time", recommended(), taken_away)
    assert (found.part, found.whole) == (1, 2)


def test_what_was_given_up_or_is_late_was_not_done_and_what_has_no_day_is_not_counted(house: House) -> None:
    plants = [
        recommended(state="abandoned", done_on=None, reason="Trop cher"),
        recommended(state="in_progress", done_on=None),
        recommended(state=None, done_on=None),
        recommended(state="in_progress", done_on=None, due_on=date(2026, 9, 1)),
        recommended(due_on=None),
        recommended(origin="corrective_action"),
    ]
    found = card(house, "recommendations_on_time", *plants)
    assert (found.part, found.whole, found.says) == (0, 3, 0)


def budget(*lines: dict[str, int], **values: Any) -> Plant:
    return lambda session, commune: plant_budget(session, commune, *lines, **values)


def test_the_execution_of_the_budget_is_paid_of_what_is_planned_with_its_changes(house: House) -> None:
    lines = {"voted": 100, "additional": 20, "paid": 30}, {"amended": 80, "voted": 10, "paid": 20}
    found = card(house, "budget_execution", budget(*lines))
    assert (found.part, found.whole, found.says) == (50, 200, 25_000)


def test_what_one_document_plans_and_another_says_was_paid_makes_one_share(house: House) -> None:
    account = budget({"paid": 90}, status="executed", dated_on=date(2026, 3, 18), source="Compte")
    found = card(house, "budget_execution", budget({"voted": 120}), account)
    assert (found.part, found.whole, found.says) == (90, 120, 75_000)


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        ({"voted": 100}, {}),
        ({"paid": 100}, {}),
        ({"voted": 100, "paid": 10}, {"status": "draft"}),
        ({"voted": 100, "paid": 10}, {"published": False}),
        ({"voted": 100, "paid": 10}, {"withdrawn_at": NOON}),
        ({"voted": 100, "paid": 10}, {"year": 2025}),
        ({"voted": 100, "paid": 10}, {"dated_on": date(2026, 3, 25)}),
    ],
)
def test_without_both_figures_in_force_there_is_no_data(
    house: House, lines: dict[str, int], values: dict[str, Any]
) -> None:
    assert card(house, "budget_execution", budget(lines, **values)).says is None


def test_a_year_that_is_over_is_told_by_the_account_drawn_up_since(house: House) -> None:
    plants = (
        budget({"voted": 100, "paid": 10}),
        budget({"voted": 100, "paid": 97}, status="executed", dated_on=date(2027, 4, 1)),
    )
    later = date(2027, 5, 1)
    assert card(house, "budget_execution", *plants, today=later).says == 97_000
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert card(house, "budget_execution", *plants, period=october, today=later, key="tokan").says == 10_000


def test_contracts_are_achieved_as_far_as_there_is_data_and_no_person_is_in_the_figure(house: House) -> None:
    plants: list[Plant] = [
        lambda s, c: plant_contract(s, c, 100_000),
        lambda s, c: plant_contract(s, c, 900_000, level="unit"),
        lambda s, c: plant_contract(s, c, None, level="ministry"),
        lambda s, c: plant_contract(s, c, 0, level="individual"),
        lambda s, c: plant_contract(s, c, 0, state="reviewed"),
        lambda s, c: plant_contract(s, c, 0, state="set_aside"),
    ]
    found = card(house, "contract_achievement", *plants)
    assert (found.figure, found.part, found.whole, found.says) == (2, 90_000, 120_000, 75_000)


def works(*given: Callable[[Session, Any], object], **values: Any) -> Plant:
    def plant(session: Session, commune: Commune) -> None:
        zone = plant_zone(session, commune, "Nord")
        project = plant_project(session, commune, zone_id=zone.id, **values)
        for one in given:
            one(session, project)

    return plant


def test_satisfaction_is_the_share_of_fours_and_fives_for_finished_works(house: House) -> None:
    given = [lambda s, p, rating=rating: plant_rating(s, p, rating) for rating in (5, 4, 3)]
    found = card(house, "works_satisfaction", works(*given))
    assert (found.part, found.whole) == (2, 3)
    assert card(house, "works_satisfaction", works(*given, state="under_way"), key="tokan").says is None


def test_works_serve_as_far_as_people_said_so_once_the_question_is_over(house: House) -> None:
    over = works(lambda s, p: plant_opinions(s, p, [1, 1, 1, 2, 3]))
    few = works(lambda s, p: plant_opinions(s, p, [1, 1, 1, 1]))
    running = works(lambda s, p: plant_opinions(s, p, [1] * 9, closes_at=datetime(2026, 3, 20, 20, tzinfo=UTC)))
    assert (found := card(house, "works_in_use", over)).says == 60_000 and found.figure == 5
    assert card(house, "works_in_use", few, key="tokan").says is None
    assert card(house, "works_in_use", running, key="zongo-2").says is None


def test_without_a_vote_nobody_voting_is_no_data(house: House) -> None:
    assert card(house, "turnout").says is None
    voted = card(house, "turnout", lambda s, c: plant_voter(s, plant_cycle(s, c)), key="tokan")
    assert voted.says == 1_000


def test_somebody_trained_counts_once_also_once_they_are_forgotten(house: House) -> None:
    def trained(session: Session, commune: Commune) -> int:
        indicator = find_indicator("people_trained")
        assert indicator is not None
        return len(indicator.records(session, commune.id, Period(date(2026, 1, 1), date(2027, 12, 31))))

    def work(session: Session) -> None:
        commune = plant_commune(session)
        for number in ("+22901", "+22902"):
            learner = Learner(commune, plant_contact(session, house, commune, number), ("fr",), house.clock())
            for key in ("making", "money"):
                finish_lesson(session, learner, key)
            assert trained(session, commune) == (1 if number == "+22901" else 2)
            erase_contact(session, learner.contact, house.clock())
            session.flush()
            assert trained(session, commune) == (1 if number == "+22901" else 2)

    house.work.write(work)
