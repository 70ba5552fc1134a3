"""A blank ballot is a ballot like any other: one voter, one leaf of the log, one receipt, and no project."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models import Ballot, Inbound, Outbox, PendingEntry, Turnout
from services.house import House
from services.voting.log import append_pending
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day

VOTER = "+22890112233"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def all_of(house: House, table: Any) -> list[Any]:
    return house.work.read(lambda session: list(session.scalars(select(table))))


def said(day: PollingDay, text: str) -> str:
    reply = day.sms(VOTER, text).reply
    assert reply is not None
    return reply.text


def test_a_blank_vote_is_asked_about_once_and_takes_the_place_of_the_vote_before(day: PollingDay) -> None:
    day.sms(VOTER, "VOTE 3 7")
    assert "3, 7" in said(day, "VOTE 0")
    assert day.choices() == [[3, 7]]
    assert "blanc" in said(day, "1")
    assert day.choices() == [[]]
    assert len(all_of(day.house, Turnout)) == 1
    events = sorted(str(entry.event) for entry in all_of(day.house, PendingEntry))
    assert events == ["cast", "cast", "replaced"]


def test_a_first_vote_that_is_blank_counts_its_voter(day: PollingDay) -> None:
    said(day, "VOTE BLANC")
    assert all_of(day.house, Turnout) == []
    said(day, "OUI")
    assert (day.choices(), len(all_of(day.house, Turnout))) == ([[]], 1)
    assert "blanc" in said(day, "MON VOTE")


def test_a_blank_vote_is_changed_back_like_any_vote(day: PollingDay) -> None:
    for text in ("ANNULER MON VOTE", "1", "VOTE 4"):
        said(day, text)
    assert day.choices() == [[4]]
    assert len(all_of(day.house, Turnout)) == 1


def test_without_a_yes_nothing_changes(day: PollingDay) -> None:
    for text in ("VOTE 3", "VOTE 0", "2", "VOTE 0", "MENU"):
        said(day, text)
    assert day.choices() == [[3]]


def test_a_yes_that_comes_after_closing_changes_nothing(day: PollingDay, clock: HandClock) -> None:
    said(day, "VOTE 3")
    said(day, "VOTE 0")
    clock.set(day.closes_at)
    assert "clos" in said(day, "1")
    assert day.choices() == [[3]]


def test_a_yes_sent_in_time_counts_by_grace(day: PollingDay, clock: HandClock) -> None:
    said(day, "VOTE 3")
    said(day, "VOTE 0")
    clock.set(day.closes_at + timedelta(minutes=5))
    day.sms(VOTER, "1", event_at=day.closes_at - timedelta(minutes=1))
    assert day.choices() == [[]]
    assert [ballot.in_grace for ballot in all_of(day.house, Ballot)] == [True]


def test_no_body_of_a_blank_vote_is_kept_and_its_replies_are_secret(day: PollingDay) -> None:
    for text in ("VOTE 0", "1", "ANNULER MON VOTE", "VOTE 0 3", "3", "j'ai voté blanc"):
        said(day, text)
    assert [row.body for row in all_of(day.house, Inbound)] == [None] * 6
    assert [row.is_secret for row in all_of(day.house, Outbox)] == [True] * 6


def test_a_sealed_blank_ballot_and_its_leaf_look_like_any_other(day: PollingDay) -> None:
    said(day, "VOTE 0")
    said(day, "1")
    day.sms("+22890445566", "VOTE 1 2 3")
    ballots = all_of(day.house, Ballot)
    assert len({len(ballot.sealed) for ballot in ballots}) == 1
    entries = all_of(day.house, PendingEntry)
    assert {str(entry.event) for entry in entries} == {"cast"}
    assert day.house.work.write(lambda session: append_pending(session, day.house, day.cycle_id)) == 2


def test_telegram_takes_a_blank_vote_by_its_button(day: PollingDay) -> None:
    day.telegram("501", "", phone=VOTER)
    day.telegram("501", "VOTE 5")
    reply = day.telegram("501", "VOTE 0").reply
    assert reply is not None
    yes = reply.buttons[0][0]
    assert yes.label == "Oui"
    day.telegram("501", "", button=yes.data)
    assert day.choices() == [[]]
