from __future__ import annotations

import asyncio

import pytest

from gateways.base import Balance, Prepaid, SendFailure
from services.balances import balances_of
from services.house import House
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day
from worker.accountant import Accountant


class Account:
    """A sender whose company tells what is left, or does not."""

    def __init__(self, *answers: Balance | Exception) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def balance(self) -> Balance:
        self.asked += 1
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def send(self, *_args: object) -> str:
        raise AssertionError("nothing is sent")

    def room(self) -> int:
        return 0

    async def close(self) -> None:
        return


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def ask(day: PollingDay, account: Account) -> bool:
    assert isinstance(account, Prepaid)
    return asyncio.run(Accountant(day.house, day.lines["sms"], account).round(account))


def left(day: PollingDay) -> tuple[int, str | None]:
    line = day.lines["sms"]
    view = day.house.work.read(lambda session: balances_of(session, [line], day.house.clock()))[line]
    return view.amount, view.error


def test_two_workers_ask_once_and_again_after_hours(day: PollingDay, clock: HandClock) -> None:
    account = Account(Balance(5000, "USD"), Balance(4000, "USD"))
    assert [ask(day, account), ask(day, account)] == [True, False]
    clock.wait(hours=4)
    assert ask(day, account) and account.asked == 2
    assert left(day) == (4000, None)


@pytest.mark.parametrize("trouble", [SendFailure("credentials", retry_in=600), ValueError("a fault of the gateway")])
def test_a_company_that_does_not_tell_stops_nothing_and_staff_read_why(
    day: PollingDay, clock: HandClock, trouble: Exception
) -> None:
    account = Account(Balance(5000, "USD"), trouble)
    ask(day, account)
    clock.wait(hours=5)
    ask(day, account)
    assert left(day) == (5000, "credentials" if isinstance(trouble, SendFailure) else "server_error")


def test_a_sender_without_an_account_is_left_alone(day: PollingDay) -> None:
    sender = object()
    asyncio.run(asyncio.wait_for(Accountant(day.house, 1, sender).run(), 5))  # type: ignore[arg-type]
