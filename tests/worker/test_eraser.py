from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from sqlalchemy import select

from gateways.base import Forgetful, LineView
from gateways.registry import find_providers
from models import Contact, Outbox, Redaction
from services.erasure import erase_contact, forget_addresses
from services.house import House
from services.line_kinds import KINDS
from services.outbox import claim, record_sent
from services.redaction import BACK_OFF, KeptThere, kept_there
from services.retention import forget_words
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day
from worker.eraser import AT_ONCE, Eraser

AFI = "+22890112233"


class Company:
    """A company that erases, refuses or fails."""

    def __init__(self, does: bool | None = True) -> None:
        self.asked: list[str] = []
        self._does = does

    async def forget(self, provider_id: str) -> bool:
        self.asked.append(provider_id)
        if self._does is None:
            raise RuntimeError("strange answer")
        return self._does


@pytest.fixture
def day(house: House) -> PollingDay:
    found = plant_polling_day(house)
    found.sms(AFI, "VOTE 3", "ballot")
    found.sms(AFI, "BUDGET", "budget")
    line = found.lines["sms"]
    for _round in range(2):
        for one in house.work.write(lambda session: claim(session, house, line, house.clock(), 10)):
            house.work.write(lambda session, one=one: record_sent(session, one, f"SM{one.id}", house.clock()))
    return found


def erase(day: PollingDay, company: Company, rounds: int = 1) -> list[str]:
    eraser = Eraser(day.house, day.lines["sms"], company)

    async def work() -> None:
        for _round in range(rounds):
            await eraser.round()

    asyncio.run(work())
    return company.asked


def waiting(day: PollingDay) -> int:
    return day.house.work.read(lambda session: len(session.scalars(select(Redaction.id)).all()))


def kept(day: PollingDay, line: str = "sms") -> KeptThere:
    return day.house.work.read(lambda session: kept_there(session, day.lines[line], day.house.clock()))


def ids_out(day: PollingDay) -> list[str | None]:
    query = select(Outbox.provider_id).order_by(Outbox.id)
    return day.house.work.read(lambda session: list(session.scalars(query)))


def test_a_ballot_and_its_echo_are_erased_at_the_company_and_nothing_else(day: PollingDay, clock: HandClock) -> None:
    assert erase(day, Company()) == []  # still on their way
    clock.wait(minutes=3)
    assert sorted(erase(day, Company())) == ["SM1", "ballot"]
    assert (waiting(day), kept(day)) == (0, KeptThere(0, 0))
    assert ids_out(day) == [None, "SM2"]
    assert erase(day, Company()) == []
    assert day.sms(AFI, "VOTE 5", "ballot").is_repeat


@pytest.mark.parametrize("does", [False, None])
def test_a_company_that_refuses_is_asked_ever_later_for_a_day_and_what_it_keeps_is_counted(
    day: PollingDay, clock: HandClock, does: bool | None
) -> None:
    clock.wait(minutes=2)
    company, asked = Company(does), []
    for minute in range(26 * 60):
        if erase(day, company):
            asked.append(minute)
            company.asked.clear()
        clock.wait(minutes=1)
    waits = [late - early for early, late in pairwise(asked)]
    assert waits[: len(BACK_OFF)] == [seconds // 60 for seconds in BACK_OFF]
    assert 23 * 60 < asked[-1] <= 25 * 60
    assert kept(day) == KeptThere(received=1, sent=1)
    assert kept(day, "telegram") == KeptThere(0, 0)
    assert ids_out(day) == ["SM1", "SM2"]  # by its id the company can still be asked
    assert day.choices() == [[3]]


def test_a_night_without_the_company_loses_nothing(day: PollingDay, clock: HandClock) -> None:
    clock.wait(minutes=3)
    erase(day, Company(does=None), rounds=5)
    clock.wait(hours=20)
    assert sorted(erase(day, Company())) == ["SM1", "ballot"]
    assert waiting(day) == 0


@pytest.mark.parametrize("refusals", [0, 1, 5])
def test_an_outage_of_a_day_is_no_day_of_asking(day: PollingDay, clock: HandClock, refusals: int) -> None:
    for _time in range(refusals):
        clock.wait(hours=1)
        assert len(erase(day, Company(False))) == 2
    clock.wait(hours=25)
    assert len(erase(day, Company(False))) == 2
    assert kept(day) == KeptThere(received=1, sent=1, waiting=2)
    clock.wait(hours=1)
    assert len(erase(day, Company())) == 2
    assert kept(day) == KeptThere()


def test_what_waits_because_nobody_asks_is_told_and_after_a_day_as_kept_there(
    day: PollingDay, clock: HandClock
) -> None:
    assert kept(day) == KeptThere(waiting=2)
    clock.wait(hours=25)
    assert kept(day) == KeptThere(received=1, sent=1, waiting=2)


def test_words_of_somebody_who_is_forgotten_are_erased_there_however_old(day: PollingDay, clock: HandClock) -> None:
    clock.wait(minutes=3)
    erase(day, Company())
    clock.wait(hours=24 * 30)
    day.sms(AFI, "PROJET 3", "project")
    day.house.work.write(lambda session: erase_contact(session, session.get_one(Contact, 1), clock()))
    clock.wait(minutes=3)
    assert sorted(erase(day, Company())) == ["SM2", "budget", "project"]
    assert ids_out(day) == [None, None, None]


def test_words_that_came_in_and_are_gone_here_for_long_are_erased_there_and_none_twice(
    day: PollingDay, clock: HandClock
) -> None:
    clock.wait(minutes=3)
    erase(day, Company())
    clock.wait(days=91)
    day.house.work.write(lambda session: forget_words(session, clock()))
    for _time in range(2):
        day.house.work.write(lambda session: erase_contact(session, session.get_one(Contact, 1), clock()))
    clock.wait(minutes=3)
    assert sorted(erase(day, Company())) == ["SM2", "budget"]
    day.house.work.write(lambda session: erase_contact(session, session.get_one(Contact, 1), clock()))
    assert waiting(day) == 0


def test_a_message_that_had_to_be_buried_is_erased_there_and_its_id_kept_no_longer(
    day: PollingDay, clock: HandClock
) -> None:
    clock.wait(minutes=3)
    erase(day, Company())
    for poison in ("SM-buried", "\ud800", "x" * 3000):
        day.sms("+228\ud800", "VOTE 3", poison)
        assert day.sms("+228\ud800", "VOTE 3", poison).is_repeat
    clock.wait(minutes=3)
    assert kept(day).waiting == 1
    assert erase(day, Company()) == ["SM-buried"]
    assert (waiting(day), erase(day, Company())) == (0, [])


def test_what_was_on_its_way_to_somebody_who_is_forgotten_is_erased_there_too(
    day: PollingDay, clock: HandClock
) -> None:
    house, line = day.house, day.lines["sms"]
    day.sms(AFI, "PROJET 3", "project")
    (on_its_way,) = house.work.write(lambda session: claim(session, house, line, clock(), 10))
    house.work.write(lambda session: erase_contact(session, session.get_one(Contact, 1), clock()))
    house.work.write(lambda session: record_sent(session, on_its_way, "SM3", clock()))
    assert house.work.write(lambda session: forget_addresses(session, clock())) == 1
    clock.wait(minutes=3)
    assert {"SM2", "SM3", "project"} <= set(erase(day, Company()))
    assert (waiting(day), ids_out(day)) == (0, [None, None, None])


def test_a_busy_day_is_erased_oldest_first_and_wholly(day: PollingDay, clock: HandClock) -> None:
    for number in range(AT_ONCE + 5):
        clock.wait(seconds=1)
        day.sms(f"+2289011{number:04}", "VOTE 3", f"ballot-{number:02}")
    clock.wait(minutes=3)
    company = Company()
    erase(day, company)
    assert company.asked == ["ballot", "SM1", *(f"ballot-{number:02}" for number in range(AT_ONCE - 2))]
    erase(day, company)
    assert company.asked[-1] == f"ballot-{AT_ONCE + 4:02}"
    assert waiting(day) == 0


def test_of_a_line_whose_company_erases_nothing_nothing_is_noted(day: PollingDay) -> None:
    before = waiting(day)
    day.telegram("5", "VOTE 3")
    assert waiting(day) == before


def test_the_panel_knows_which_companies_erase() -> None:
    for key, provider in find_providers().items():
        if key in KINDS:
            line = LineView(key, "main", "7070", "", settings={"api_url": "http://127.0.0.1:9"})
            assert isinstance(provider.open_sender(line), Forgetful) == KINDS[key].forgets
