"""Votes with help and on paper on the public pages: announced with the rules, and told box by box with the result."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from budgeting.ways_in import BothWays, WaysIn
from services.house import House
from tests.conftest import HandClock
from tests.services.by_hand.test_journey import plant, publish_result
from tests.services.cycles.plans import CLOSES, GRACE, OPENS
from tests.services.hand_town import plant_hand_day
from tests.services.meeting_town import plant_meeting_day
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
    assert "Valid means valid when it was entered" in result


def test_the_rules_say_where_the_ballot_box_stands(empty_app: Flask, house: House, clock: HandClock) -> None:
    day = plant_hand_day(house, WaysIn(on_paper=True, boxes="École <b>de Zongo</b>"))
    rules = empty_app.test_client().get(f"/zongo/votes/{day.cycle_id}?lang=fr").text
    assert "mise dans une urne" in rules and "École &lt;b&gt;de Zongo&lt;/b&gt;" in rules


def test_the_rules_say_what_a_booth_is(empty_app: Flask, house: House) -> None:
    day = plant_hand_day(house, WaysIn(in_booth=True))
    rules = empty_app.test_client().get(f"/zongo/votes/{day.cycle_id}?lang=fr").text
    assert "Dans un isoloir : chacun tape seul son code et ses choix" in rules


def test_of_few_sheets_it_is_said_that_they_are_not_told_apart(
    empty_app: Flask, house: House, clock: HandClock
) -> None:
    day = plant(house, BothWays.PAPER)
    codes = day.hand_out(2)
    clock.set(CLOSES)
    day.box = day.open(2, "École")
    for code in codes:
        day.sheet(code, "1")
    day.close()
    clock.set(CLOSES + GRACE)
    publish_result(day)
    result = empty_app.test_client().get("/zongo/results?lang=fr").text
    assert "le compte des feuilles n’est pas donné" in result and "École" not in result


def test_where_phones_count_a_sheet_is_said_to_give_way(empty_app: Flask, house: House, clock: HandClock) -> None:
    day = plant(house, BothWays.PHONE)
    rules = empty_app.test_client().get(f"/zongo/votes/{day.cycle_id}?lang=en").text
    assert "A vote by phone or with help takes the place of a sheet" in rules
    assert "cannot be changed" not in rules


def test_shows_of_hands_are_announced_and_told_apart_in_the_result(
    empty_app: Flask, house: House, clock: HandClock
) -> None:
    day = plant_meeting_day(house)
    clock.set(OPENS + timedelta(hours=4))
    for place in range(9):
        day.sms(f"+2290197{place:06d}", "VOTE 1 2")
    browser = empty_app.test_client()
    rules = browser.get(f"/zongo/votes/{day.cycle_id}?lang=en").text
    assert "By phone. By show of hands in meetings" in " ".join(rules.split())
    assert "Nothing shows whether somebody who raised a hand also voted otherwise" in rules
    assert "Where very few people vote otherwise, the result shows what they chose." in rules
    day.confirmed(40, {2: 30, 3: 12})
    day.void(day.confirmed(77, {3: 66}, "Marché"), "sheet of another meeting")
    clock.set(CLOSES + GRACE)
    day.publish()
    result = " ".join(browser.get("/zongo/results?lang=en").text.split())
    assert "<dt>Ballots counted</dt><dd>9</dd>" in result
    assert "40 people present at meetings, beside these ballots" in result
    assert "39 votes, 30 of them by show of hands" in result and "9 votes, " not in result.replace("39 votes", "")
    assert "Chef de quartier · Secrétaire de séance" in result
    assert "void: <bdi>sheet of another meeting</bdi>" in result and "66" not in result.split("<main", 1)[1]
    arabic = browser.get("/zongo/results?lang=ar").text
    assert "منها 30 برفع الأيدي" in arabic
