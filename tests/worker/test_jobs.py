from __future__ import annotations

from sqlalchemy import select

from models import LogEntry, PendingEntry
from services.house import House
from tests.conftest import HandClock
from tests.services.polling_day import plant_polling_day
from worker.jobs import run_due_jobs


def test_entries_of_the_vote_get_their_place_within_a_minute(house: House, clock: HandClock) -> None:
    day = plant_polling_day(house)
    day.sms("+22890112233", "VOTE 3")
    clock.wait(minutes=1)
    assert "vote_log" in run_due_jobs(house)
    assert house.work.read(lambda session: session.scalar(select(PendingEntry.id))) is None
    assert house.work.read(lambda session: session.scalar(select(LogEntry.position))) == 0


def test_hourly_jobs_run_at_the_hour_and_twice_does_no_harm(house: House, clock: HandClock) -> None:
    assert "forget_words" in run_due_jobs(house)
    assert "forget_words" in run_due_jobs(house)
    clock.wait(minutes=1)
    assert "forget_words" not in run_due_jobs(house)


def test_cycles_that_are_over_are_looked_for_every_hour(house: House, clock: HandClock) -> None:
    assert "close_cycles" in run_due_jobs(house)
    clock.wait(minutes=30)
    assert "close_cycles" not in run_due_jobs(house)
