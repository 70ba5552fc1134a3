"""Ballots within the money, in points and in an order: from the message to the count and the published bundle."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.announced_ballot import write_limits
from budgeting.ballot import BallotFormat, BallotRules
from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.counting.election import Ballot
from models import Ballot as BallotRow
from models import Commune, Cycle, Inbound, Outbox
from services.counting.opening import elect, open_box
from services.house import House
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day

VOTER = "+22890112233"
POINTS = BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=6)
RANKING = BallotRules(BallotFormat.RANKING, max_choices=3)
BASKET = BallotRules(BallotFormat.KNAPSACK, max_choices=5, envelope=10_000)


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def announce(day: PollingDay, ballot: BallotRules) -> None:
    """Let the rules of the vote announce another ballot."""

    def work(session: Session) -> None:
        cycle = session.get_one(Cycle, day.cycle_id)
        cycle.rules = {**(cycle.rules or {}), **write_limits(ballot)}
        cycle.rules_hash = digest_of(canonical_json(cycle.rules))
        session.get_one(Commune, day.commune_id).revision += 1

    day.house.work.write(work)


def said(day: PollingDay, text: str, voter: str = VOTER) -> str:
    reply = day.sms(voter, text).reply
    assert reply is not None
    return reply.text


def test_a_basket_over_the_money_is_told_by_how_much_and_the_vote_before_stays(day: PollingDay) -> None:
    announce(day, BASKET)
    said(day, "VOTE 1 2 7")
    answer = said(day, "VOTE 5 6")
    assert "11 000" in answer.replace("\u202f", " ") and "1 000" in answer and "10 000" in answer
    assert day.choices() == [[1, 2, 7]]
    assert "1, 2, 7" not in answer


def test_points_are_recorded_sealed_and_said_again_in_words(day: PollingDay) -> None:
    announce(day, POINTS)
    answer = said(day, "VOTE 3:5 7:2 99:1")
    assert "3 Projet 3:5 points, 7 Projet 7:2" in answer and "99" in answer
    assert [record["choices"] for record in day.records()] == [[[3, 5], [7, 2]]]
    assert "3 Projet 3:5 points, 7 Projet 7:2" in said(day, "MON VOTE")


def test_too_many_points_change_nothing_and_are_counted_out(day: PollingDay) -> None:
    announce(day, POINTS)
    said(day, "VOTE 3:5")
    assert "2" in said(day, "VOTE 3:6 7:6")
    assert "6" in said(day, "VOTE 3:7")
    said(day, "VOTE 3:0 7:2")
    assert [record["choices"] for record in day.records()] == [[[3, 5]]]


def test_points_that_lack_are_asked_for_and_nothing_is_recorded_before(day: PollingDay) -> None:
    announce(day, POINTS)
    assert "7 Projet 7" in said(day, "VOTE 3:5 7")
    assert day.records() == []
    said(day, "4")
    assert [record["choices"] for record in day.records()] == [[[3, 5], [7, 4]]]


def test_points_are_given_step_by_step_with_what_is_left(day: PollingDay) -> None:
    announce(day, POINTS)
    said(day, "VOTE")
    assert "3 Projet 3" in said(day, "3")
    assert "3:6" in said(day, "6")
    assert "4" in said(day, "7")
    said(day, "4")
    assert [record["choices"] for record in day.records()] == [[[3, 6], [7, 4]]]


def test_points_are_not_taken_where_none_are_given(day: PollingDay) -> None:
    said(day, "VOTE 3 7")
    said(day, "VOTE 3:5 7:2")
    assert day.choices() == [[3, 7]]


@pytest.mark.parametrize("text", ["VOTE 7 3", "VOTE 1er 7, 2e 3", "vote 2e 3 1er 7"])
def test_a_ranking_keeps_the_order_in_which_it_was_typed(day: PollingDay, text: str) -> None:
    announce(day, RANKING)
    answer = said(day, text)
    assert answer.index("7 Projet 7") < answer.index("3 Projet 3")
    assert day.choices() == [[7, 3]]


def test_a_place_that_is_not_plain_is_asked_about(day: PollingDay) -> None:
    announce(day, RANKING)
    assert "1, 7" in said(day, "VOTE 1er 7")
    assert day.records() == []
    said(day, "1")
    assert day.choices() == [[1, 7]]


@pytest.mark.parametrize(
    ("ballot", "texts"),
    [(POINTS, ["VOTE 3:5 7:2", "VOTE 3:5 7", "4", "VOTE 5", "3:1", "MON VOTE"]), (RANKING, ["VOTE 1er 7", "1"])],
)
def test_no_body_of_such_a_ballot_is_kept_and_its_replies_are_secret(
    day: PollingDay, ballot: BallotRules, texts: list[str]
) -> None:
    announce(day, ballot)
    for text in texts:
        said(day, text)
    read = day.house.work.read
    assert read(lambda session: list(session.scalars(select(Inbound.body)))) == [None] * len(texts)
    assert all(read(lambda session: list(session.scalars(select(Outbox.is_secret)))))


def test_ballots_of_one_vote_have_one_length_whatever_they_say(day: PollingDay, clock: HandClock) -> None:
    announce(day, BallotRules(BallotFormat.POINTS, max_choices=10, max_points=100, max_each=91))
    said(day, "VOTE 3:5")
    clock.set(day.closes_at + timedelta(minutes=5))
    full = " ".join(f"{number}:10" for number in range(1, 11))
    for text in (f"VOTE {full}", f"VOTE {full}"):
        day.sms("+22890445566", text, event_at=day.closes_at - timedelta(minutes=1))
    sealed = day.house.work.read(lambda session: list(session.scalars(select(BallotRow.sealed))))
    assert len(sealed) == 2 and len({len(one) for one in sealed}) == 1


def test_the_longest_ballot_in_points_fits_its_envelope(day: PollingDay, clock: HandClock) -> None:
    marks = [[number, 5] for number in range(980, 1000)]
    record = {"choices": marks, "at": clock().isoformat(timespec="microseconds"), "seq": 10**12}
    full = {**record, "receipt": "K7Q-2M9-XX4", "in_time": marks}
    key = day.house.keyring.load(day.cycle_id)
    assert len(key.seal(full)) == len(key.seal({"choices": [1]}))


@pytest.mark.parametrize(
    ("ballot", "texts", "expected"),
    [
        (POINTS, ["VOTE 7:2 3:5", "VOTE 3:5 7:2"], Ballot(("3", "7"), 2, (5, 2))),
        (RANKING, ["VOTE 7 3", "VOTE 7 3"], Ballot(("7", "3"), 2)),
        (BASKET, ["VOTE 7 3", "VOTE 3 7"], Ballot(("3", "7"), 2)),
    ],
)
def test_the_count_opens_what_was_meant(
    day: PollingDay, ballot: BallotRules, texts: list[str], expected: Ballot
) -> None:
    announce(day, ballot)
    for at, text in enumerate(texts):
        said(day, text, f"+2289011223{at}")

    def opened(session: Session) -> Any:
        cycle = session.get_one(Cycle, day.cycle_id)
        box = open_box(session, cycle.id, day.house.keyring.load(cycle.id))
        return elect(cycle.rules or {}, box.choices)

    election = day.house.work.read(opened)
    assert (election.format, election.ballots) == (ballot.format, (expected,))
