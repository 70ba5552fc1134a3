"""No project of a vote is first for everybody: each reader on Telegram has an order of their own, by SMS it is one."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from services.house import House
from services.voting.reader_order import in_reader_order
from tests.services.polling_day import PollingDay, plant_polling_day

AFI = "+22890112233"
READERS = [str(700_000 + n) for n in range(12)]


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def listed(day: PollingDay, reader: str, said: str = "PROJETS") -> list[str]:
    """Return the labels of the projects that somebody sees on Telegram, in their order."""
    reply = day.telegram(reader, said).reply
    assert reply is not None
    return [button.label for row in reply.buttons for button in row if re.match(r"\d", button.label)]


@pytest.mark.parametrize("said", ["PROJETS", "VOTE"])
def test_each_reader_on_telegram_has_an_order_that_stays(day: PollingDay, said: str) -> None:
    orders = {reader: listed(day, reader, said) for reader in READERS}
    assert all(len(order) > 3 for order in orders.values())
    assert len({order[0] for order in orders.values()}) > 2
    assert all(listed(day, reader, said) == order for reader, order in orders.items())


def test_an_sms_list_is_by_number_and_its_pages_repeat_nothing(day: PollingDay) -> None:
    numbers: list[int] = []
    for said in ("PROJETS", "SUITE"):
        reply = day.sms(AFI, said).reply
        assert reply is not None
        numbers += [int(found) for found in re.findall(r"^([1-9]\d*) ", reply.text, re.MULTILINE)]
    assert numbers == sorted(set(numbers)) and len(numbers) > 7


def test_every_place_falls_to_every_project_in_the_long_run(house: House) -> None:
    projects = [SimpleNamespace(number=number) for number in range(1, 5)]
    firsts = [in_reader_order(house, f"contact {reader}", projects)[0].number for reader in range(400)]
    assert all(60 < firsts.count(number) < 140 for number in range(1, 5))
