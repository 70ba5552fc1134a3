"""What stands out in a vote is reckoned by the hour, names nobody, and says nothing of choices before the count."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Ballot, Contact, CountRun, Cycle, WatchReport
from models.cycle import IdentityLevel
from services.counting import count_cycle
from services.house import House
from services.voting.log import append_pending
from services.watching.anomalies import votes_to_watch, watch_all, watched
from tests.conftest import NOW, HandClock
from tests.services.polling_day import GRACE, PollingDay, plant_polling_day


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def day(house: House) -> PollingDay:
    """A vote in which thirty-five neighbouring numbers vote in one hour."""
    found = plant_polling_day(house)
    for number in range(35):
        found.sms(f"+228901122{number:02d}", f"VOTE {3 if number % 2 else 5}")
    house.work.write(lambda session: append_pending(session, house, found.cycle_id))
    return found


def report(day: PollingDay) -> Any:
    return day.house.work.read(lambda session: watched(session, day.commune_id, day.cycle_id))


def test_numbers_side_by_side_and_new_phones_are_counted(day: PollingDay) -> None:
    assert watch_all(day.house) == 1
    found = report(day)
    assert found.figures["blocks"] == [4, 35]
    assert found.figures["new"] is None  # all of them are new: nothing to compare with
    assert [count for _hour, count in found.figures["new_hours"]] == [35]


def test_no_phone_and_no_choice_is_kept(day: PollingDay) -> None:
    watch_all(day.house)
    kept = day.house.work.read(lambda session: session.get_one(WatchReport, day.cycle_id).figures)
    written = json.dumps(kept)
    assert "2289011" not in written and "choices" not in written
    assert set(kept) == {"bursts", "night", "night_hours", "blocks", "new", "new_hours"}


def test_figures_are_the_same_whatever_was_chosen_before_the_count(day: PollingDay, clock: HandClock) -> None:
    """Nobody learns from them how a vote goes."""

    def choose_otherwise(session: Session) -> None:
        key = day.house.keyring.load(day.cycle_id)
        for ballot in session.scalars(select(Ballot)):
            ballot.sealed = key.seal({**key.open(ballot.sealed), "choices": [7]})

    watch_all(day.house)
    before = report(day).figures
    day.house.work.write(choose_otherwise)
    clock.wait(minutes=50)
    assert watch_all(day.house) == 1
    assert report(day).figures == before


def test_ballots_are_not_looked_at_before_they_are_counted(day: PollingDay, clock: HandClock) -> None:
    watch_all(day.house)
    assert (report(day).alike, report(day).is_counted) == (None, False)
    clock.set(day.closes_at + timedelta(seconds=GRACE, minutes=1))
    watch_all(day.house)
    assert not report(day).is_counted
    day.house.work.write(lambda session: count_cycle(session, day.house, day.commune_id, day.cycle_id, staff_id=None))
    watch_all(day.house)
    assert report(day).is_counted and report(day).alike is None  # one full hour is too few
    assert watch_all(day.house) == 0


def test_each_hour_is_reckoned_once(day: PollingDay, clock: HandClock) -> None:
    assert [watch_all(day.house), watch_all(day.house)] == [1, 0]
    clock.wait(minutes=50)
    assert [watch_all(day.house), watch_all(day.house)] == [1, 0]


def test_where_people_share_phones_and_have_codes_phones_are_not_looked_at(day: PollingDay) -> None:
    def share(session: Session) -> None:
        session.get_one(Cycle, day.cycle_id).identity_level = IdentityLevel.VOTING_CODE

    day.house.work.write(share)
    watch_all(day.house)
    assert set(report(day).figures) == {"bursts", "night", "night_hours"}


def test_a_vote_ahead_and_one_of_another_commune_are_not_watched(day: PollingDay, clock: HandClock) -> None:
    watch_all(day.house)
    read = day.house.work.read
    assert read(lambda session: watched(session, day.commune_id + 1, day.cycle_id)) is None
    assert read(lambda session: votes_to_watch(session, day.commune_id, day.opens_at - timedelta(hours=1))) == []
    assert read(lambda session: votes_to_watch(session, day.commune_id, clock()))[0][0] == day.cycle_id


def test_nothing_is_done_to_any_ballot(day: PollingDay) -> None:
    before = day.records()
    watch_all(day.house)
    assert day.records() == before
    assert day.house.work.read(lambda session: session.scalar(select(CountRun))) is None
    assert day.house.work.read(lambda session: session.query(Contact).count()) == 35


def test_trial_phones_are_no_newcomers(day: PollingDay) -> None:
    for number in range(9):
        day.trial_sms(f"+228555000{number}", "VOTE 3")
    watch_all(day.house)
    assert report(day).figures["blocks"] == [4, 35]


def test_hours_are_those_of_the_log(day: PollingDay) -> None:
    watch_all(day.house)
    bursts = report(day).figures["bursts"]
    assert bursts == [] or all(datetime.fromisoformat(hour).minute == 0 for hour, _count in bursts)
