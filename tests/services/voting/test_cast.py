from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from budgeting.receipts import new_receipt
from models import Ballot, Commune, Outbox, PendingEntry, Phase, Turnout
from services.cycles.ballot_format import MOST_CHOICES
from services.house import House
from services.voting.box import IN_TIME
from tests.conftest import NOW, HandClock
from tests.services.polling_day import PollingDay, plant_polling_day, plant_vote

VOTER = "+22890112233"


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def all_of(house: House, table: Any) -> list[Any]:
    return house.work.read(lambda session: list(session.scalars(select(table))))


def share_card(day: PollingDay, chat: str, number: str) -> None:
    day.telegram(chat, "", phone=number)


def test_one_phone_on_two_channels_has_one_ballot(day: PollingDay) -> None:
    day.sms(VOTER, "VOTE 3")
    day.telegram("501", "VOTE 7")
    assert day.choices() == [[3]]
    share_card(day, "501", VOTER)
    assert day.choices() == [[7]]
    day.sms(VOTER, "VOTE 1 2")
    assert day.choices() == [[1, 2]]
    assert len(all_of(day.house, Turnout)) == 1
    events = sorted(str(entry.event) for entry in all_of(day.house, PendingEntry))
    assert events == ["cast", "cast", "cast", "replaced", "replaced"]


def test_a_choice_that_waited_for_its_number_replaces_no_ballot_that_came_meanwhile(
    day: PollingDay, clock: HandClock
) -> None:
    day.telegram("501", "VOTE 3")
    clock.wait(minutes=5)
    day.sms(VOTER, "VOTE 1 4")
    clock.wait(minutes=5)
    share_card(day, "501", VOTER)
    assert day.choices() == [[1, 4]]
    assert "1 Projet" in day.texts()[-1] and "3 Projet" not in day.texts()[-1]
    clock.wait(minutes=5)
    day.telegram("501", "VOTE 3")
    assert day.choices() == [[3]]


def test_two_channels_at_once_leave_the_later_arrival(day: PollingDay) -> None:
    share_card(day, "501", VOTER)
    day.telegram("501", "MENU")
    with ThreadPoolExecutor(2) as pool:
        for round_ in range(5):
            one = pool.submit(day.sms, VOTER, f"VOTE {round_ + 1}")
            other = pool.submit(day.telegram, "501", f"VOTE {round_ + 2}")
            one.result(20), other.result(20)
            (record,) = day.records()
            last = day.house.work.read(
                lambda session: session.scalar(select(Outbox.inbound_id).order_by(Outbox.inbound_id.desc()))
            )
            assert record["seq"] == last
    assert len(all_of(day.house, Turnout)) == 1


def test_a_second_ballot_replaces_the_first(day: PollingDay) -> None:
    day.sms(VOTER, "VOTE 3")
    day.sms(VOTER, "VOTE 4 5")
    assert day.choices() == [[4, 5]]


def test_arrival_at_closing_is_too_late_and_a_moment_before_is_not(day: PollingDay, clock: HandClock) -> None:
    clock.set(day.closes_at - timedelta(microseconds=1))
    day.sms(VOTER, "VOTE 3")
    clock.set(day.closes_at)
    day.sms("+22890445566", "VOTE 3")
    day.sms(VOTER, "VOTE 5")
    assert day.choices() == [[3]]


def test_before_opening_nothing_is_taken(day: PollingDay, clock: HandClock) -> None:
    clock.set(day.opens_at - timedelta(seconds=1))
    day.sms(VOTER, "VOTE 3")
    assert day.choices() == []


def test_a_message_sent_in_time_counts_by_grace_and_is_listed_apart(day: PollingDay, clock: HandClock) -> None:
    clock.set(day.closes_at + timedelta(hours=1))
    day.sms(VOTER, "VOTE 3", event_at=day.closes_at - timedelta(minutes=1))
    assert day.choices() == [[3]]
    assert [ballot.in_grace for ballot in all_of(day.house, Ballot)] == [True]


def test_the_longest_ballot_of_the_grace_fits_its_envelope(day: PollingDay, clock: HandClock) -> None:
    numbers = list(range(99_990, 99_990 + MOST_CHOICES))
    record = {"choices": numbers, "at": clock().isoformat(timespec="microseconds"), "seq": 10**12}
    key = day.house.keyring.load(day.cycle_id)
    full = {**record, "receipt": new_receipt(os.urandom), IN_TIME: numbers}
    assert len(key.seal(full)) == len(key.seal({"choices": [1]}))


def test_a_message_sent_after_closing_is_too_late_whenever_it_comes(day: PollingDay, clock: HandClock) -> None:
    clock.set(day.closes_at + timedelta(hours=1))
    day.sms(VOTER, "VOTE 3", event_at=day.closes_at)
    day.sms(VOTER, "VOTE 3", event_at=day.closes_at + timedelta(minutes=1))
    assert day.choices() == []


def test_grace_has_an_end(day: PollingDay, clock: HandClock) -> None:
    clock.set(day.closes_at + timedelta(seconds=7200))
    day.sms(VOTER, "VOTE 3", event_at=day.closes_at - timedelta(minutes=1))
    assert day.choices() == []


def test_a_phone_whose_clock_runs_ahead_votes_at_arrival(day: PollingDay, clock: HandClock) -> None:
    day.sms(VOTER, "VOTE 3", event_at=clock() + timedelta(days=400))
    assert day.choices() == [[3]]
    clock.wait(minutes=1)
    day.sms(VOTER, "VOTE 5")
    assert day.choices() == [[5]]


def test_an_older_message_that_comes_late_replaces_nothing(day: PollingDay, clock: HandClock) -> None:
    start = clock()
    clock.wait(minutes=10)
    day.sms(VOTER, "VOTE 5")
    clock.wait(minutes=10)
    taken = day.sms(VOTER, "VOTE 3", event_at=start + timedelta(minutes=5))
    assert day.choices() == [[5]]
    assert taken.reply is not None
    assert "5 Projet" in taken.reply.text
    assert len(all_of(day.house, PendingEntry)) == 1


def test_at_the_same_moment_the_later_arrival_stands(day: PollingDay, clock: HandClock) -> None:
    moment = clock() - timedelta(minutes=5)
    day.sms(VOTER, "VOTE 3", event_at=moment)
    day.sms(VOTER, "VOTE 5", event_at=moment)
    assert day.choices() == [[5]]


def test_a_clock_that_is_years_off_does_not_send_a_ballot_to_an_earlier_vote(day: PollingDay, clock: HandClock) -> None:
    def last_year(session: Session) -> None:
        commune = session.get_one(Commune, day.commune_id)
        plant_vote(session, day.house, commune, clock() - timedelta(days=400), clock() - timedelta(days=390), 11)
        session.execute(
            update(Phase).where(Phase.cycle_id == day.cycle_id).values(opens_at=clock() - timedelta(days=1))
        )
        commune.revision += 1

    day.house.work.write(last_year)
    day.sms(VOTER, "VOTE 3", event_at=clock() - timedelta(days=9000))
    day.sms("+22890445566", "VOTE 4", event_at=clock() - timedelta(days=395))
    day.sms("+22890445577", "VOTE 5", event_at=clock() + timedelta(days=30))
    assert day.choices() == [[3], [4], [5]]


def test_a_trial_phone_looks_but_does_not_vote_in_a_real_commune(day: PollingDay) -> None:
    taken = day.trial_sms(VOTER, "VOTE 3")
    assert taken.reply is not None
    assert (day.choices(), all_of(day.house, Turnout), all_of(day.house, PendingEntry)) == ([], [], [])
    day.sms(VOTER, "VOTE 5")
    day.trial_sms(VOTER, "STOP")
    assert day.choices() == [[5]]


def test_a_trial_phone_votes_in_a_demonstration(house: House) -> None:
    day = plant_polling_day(house, is_demo=True)
    day.trial_sms(VOTER, "VOTE 3")
    assert day.choices() == [[3]]
    assert [row.simulated for row in all_of(house, Turnout)] == [True]


def test_without_the_key_nothing_is_recorded_and_it_is_said(day: PollingDay) -> None:
    day.house.keyring.destroy(day.cycle_id)
    taken = day.sms(VOTER, "VOTE 3")
    assert taken.reply is not None
    assert all_of(day.house, Ballot) == []


def test_a_ballots_row_has_no_time_finer_than_the_hour_and_no_number(day: PollingDay, clock: HandClock) -> None:
    clock.wait(minutes=17, seconds=31)
    day.sms(VOTER, "VOTE 3")
    (ballot,) = all_of(day.house, Ballot)
    (entry,) = all_of(day.house, PendingEntry)
    for moment in (ballot.hour, entry.hour):
        assert (moment.minute, moment.second, moment.microsecond) == (0, 0, 0)
    assert "90112233" not in f"{ballot.voter}{ballot.sealed!r}{entry.commitment}"


def test_no_ballot_is_sealed_under_a_key_that_is_not_the_cycles(day: PollingDay) -> None:
    day.house.keyring.destroy(day.cycle_id)
    day.house.keyring.create(day.cycle_id)
    day.sms(VOTER, "VOTE 3")
    assert all_of(day.house, Ballot) == []
