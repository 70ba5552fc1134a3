from __future__ import annotations

from datetime import timedelta
from itertools import chain, repeat
from typing import Any

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from models import Conversation
from services.house import House
from services.job_runs import last_runs, note_run
from tests.conftest import NOW, HandClock
from tests.services.polling_day import plant_polling_day
from worker.jobs import Job, find_jobs, is_due, run_due_jobs

HOURLY = Job("hourly", 60, lambda house: house)


def test_a_job_runs_once_in_each_of_its_periods(house: House, clock: HandClock) -> None:
    assert "forget_words" in run_due_jobs(house)
    assert run_due_jobs(house) == []
    clock.wait(minutes=59)
    assert "forget_words" not in run_due_jobs(house)
    clock.wait(minutes=1)
    assert {"forget_words", "close_cycles"} <= set(run_due_jobs(house))


def test_a_worker_that_was_down_over_the_hour_catches_up(house: House, clock: HandClock) -> None:
    run_due_jobs(house)
    day = plant_polling_day(house)
    day.sms("+22890112233", "QUESTION")
    clock.wait(hours=26, minutes=17)  # no full hour, and the words of the open conversation are old
    assert "forget_words" in run_due_jobs(house)
    assert house.work.read(lambda session: session.scalar(select(Conversation.state))) is None


def test_another_worker_finds_done_what_one_has_done(house: House) -> None:
    assert len(run_due_jobs(house)) == len(find_jobs())
    assert run_due_jobs(House(house.work, house.clock, house.vault, house.keyring, house.files)) == []


def test_a_job_that_failed_is_due_again_and_stops_no_other(house: House) -> None:
    rename = "ALTER TABLE {} RENAME TO {}".format
    house.work.write(lambda session: session.execute(text(rename("early_report", "away"))))
    with capture_logs() as logs:
        done = run_due_jobs(house)
    assert [line["job"] for line in logs] == ["forget_words"]
    assert len(done) == len(find_jobs()) - 1
    house.work.write(lambda session: session.execute(text(rename("away", "early_report"))))
    assert run_due_jobs(house) == ["forget_words"]


def test_who_is_asked_to_stop_begins_no_further_job(house: House) -> None:
    answers = chain([False], repeat(True))
    assert len(run_due_jobs(house, lambda: next(answers))) == 1


@pytest.mark.parametrize(
    ("waited", "due"),
    [
        ({"minutes": 0}, False),
        ({"minutes": 59}, False),
        ({"minutes": 60}, True),
        ({"days": 400}, True),
        ({"minutes": -1}, True),
        ({"days": -1}, True),
    ],
)
def test_whatever_the_clock_does_a_job_is_not_left_out(waited: dict[str, Any], due: bool) -> None:
    assert is_due(HOURLY, NOW + timedelta(**waited), NOW) is due
    assert is_due(HOURLY, NOW, None)


def test_the_last_run_of_each_job_is_kept_once(house: House, clock: HandClock) -> None:
    for name in ("a", "b", "a"):
        clock.wait(minutes=1)
        house.work.write(lambda session, name=name: note_run(session, name, clock()))
    later, earlier = clock(), clock() - timedelta(minutes=1)
    assert house.work.read(last_runs) == {"a": later, "b": earlier}


def test_every_job_has_a_name_and_a_pace() -> None:
    jobs = find_jobs()
    assert {"forget_addresses", "forget_words", "expire_messages"} <= {job.name for job in jobs}
    assert all(isinstance(job, Job) and 1 <= job.every_minutes <= 1440 for job in jobs)
