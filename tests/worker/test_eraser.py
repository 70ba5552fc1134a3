from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from gateways.base import Forgetful, LineView
from gateways.registry import find_providers
from models import Inbound, Outbox
from models.message import InboundState
from services.house import House
from services.line_kinds import KINDS
from services.outbox import claim, record_sent
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day
from worker.eraser import TRIES, Eraser

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


def states(day: PollingDay) -> list[str]:
    query = select(Inbound.state).order_by(Inbound.id)
    return day.house.work.read(lambda session: [str(state) for state in session.scalars(query)])


def ids_out(day: PollingDay) -> list[str | None]:
    query = select(Outbox.provider_id).order_by(Outbox.id)
    return day.house.work.read(lambda session: list(session.scalars(query)))


def test_a_ballot_and_its_echo_are_erased_at_the_company_and_nothing_else(day: PollingDay, clock: HandClock) -> None:
    assert erase(day, Company()) == []  # still on their way
    clock.wait(minutes=3)
    assert sorted(erase(day, Company())) == ["SM1", "ballot"]
    assert states(day) == [InboundState.ERASED_THERE, InboundState.DONE]
    assert ids_out(day) == [None, "SM2"]
    assert erase(day, Company()) == []
    assert day.sms(AFI, "VOTE 5", "ballot").is_repeat


@pytest.mark.parametrize("does", [False, None])
def test_a_company_that_refuses_is_asked_a_few_times_and_no_more(
    day: PollingDay, clock: HandClock, does: bool | None
) -> None:
    clock.wait(minutes=3)
    assert len(erase(day, Company(does), rounds=TRIES + 3)) == 2 * TRIES
    assert states(day)[0] == InboundState.KEPT_THERE
    assert day.choices() == [[3]]


def test_what_is_a_day_old_is_left_alone(day: PollingDay, clock: HandClock) -> None:
    clock.wait(hours=25)
    assert erase(day, Company()) == []


def test_the_panel_knows_which_companies_erase() -> None:
    for key, provider in find_providers().items():
        if key in KINDS:
            line = LineView(key, "main", "7070", "", settings={"api_url": "http://127.0.0.1:9"})
            assert isinstance(provider.open_sender(line), Forgetful) == KINDS[key].forgets
