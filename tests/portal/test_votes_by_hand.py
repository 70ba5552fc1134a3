"""Votes with help and on paper on the public pages: announced with the rules, and told box by box with the result."""

from __future__ import annotations

import pytest
from flask import Flask

from budgeting.ways_in import BothWays
from services.house import House
from tests.conftest import HandClock
from tests.services.by_hand.test_journey import plant, publish_result
from tests.services.cycles.plans import CLOSES, GRACE
from tests.services.townsfolk import NOW


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


def test_the_ways_to_vote_and_the_sheets_found_are_told(empty_app: Flask, house: House, clock: HandClock) -> None:
    day = plant(house, BothWays.PAPER)
    codes = day.hand_out(6)
    clock.set(CLOSES)
    day.box = day.open(12, "École")
    for code in codes:
        day.sheet(code, "1")
    for _sheet in range(6):
        day.void_sheet("no_code")
    day.close()
    clock.set(CLOSES + GRACE)
    publish_result(day)
    browser = empty_app.test_client()
    rules = browser.get(f"/zongo/votes/{day.cycle_id}?lang=en").text
    assert "With help: an agent of the commune types" in rules and "the sheet of paper counts." in rules
    assert "the last ballot counts. A sheet that lies in a ballot box cannot be changed." in rules
    result = browser.get("/zongo/results?lang=en").text
    assert "<span>1 · <bdi>École</bdi></span>" in result and "6 (6 no code)" in result
