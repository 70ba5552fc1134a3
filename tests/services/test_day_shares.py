from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, update

from bot.phrases import _ as phrase
from gateways.base import Track
from models import Commune, Outbox, OutboxState
from services.day_shares import DayShare, shares_of
from services.house import House
from services.line_standing import LineStanding, lines_to_see, standings_of
from services.outbox import Claimed, Failed, claim, record_failed
from services.telling import tell
from services.unit_of_work import UnitOfWork
from tests.conftest import HandClock
from tests.services.other_lines.lines_town import LinesTown, plant_lines_town

AFI = "+22890112233"
NEWS = "poll:7"


@pytest.fixture
def town(house: House) -> LinesTown:
    town = plant_lines_town(house)
    town.add_line("phone", provider="android", settings={"per_day": "4"})
    house.work.write(lambda s: s.execute(update(Commune).values(time_zone="Africa/Lome")))
    return town


def takes(
    town: LinesTown, *sims: str, most: int = 4, line: str = "phone", work: UnitOfWork | None = None, limit: int = 50
) -> list[Claimed]:
    """Claim as a worker whose phone has these SIMs."""
    tracks = [Track(sim, per_minute=600, at_once=50, per_day=most) for sim in sims or ("",)]
    house, line_id, now = town.house, town.lines[line], town.house.clock()
    served = tuple(town.lines.values())
    return (work or house.work).write(lambda s: claim(s, house, line_id, now, limit, tracks, served))


def people_ask(town: LinesTown, count: int, text: str = "VOTE 3", first: int = 0) -> None:
    for place in range(first, first + count):
        town.says("phone", f"+2289{place:07}", text)


def tell_news(town: LinesTown, sender_id: int) -> None:
    words = phrase("The project is built.")
    house, line = town.house, town.lines["phone"]
    house.work.write(lambda session: tell(session, house, sender_id, line, words, purpose=NEWS))


def share(town: LinesTown, line: str = "phone") -> tuple[DayShare, ...]:
    return town.house.work.read(lambda s: shares_of(s, [town.lines[line]], town.house.clock())[town.lines[line]])


def standing(town: LinesTown) -> LineStanding:
    line, house = town.lines["phone"], town.house
    return house.work.read(lambda s: standings_of(s, house, [line], house.clock()))[line]


def alone(town: LinesTown) -> None:
    """Leave the phone the only line that sends."""
    for name in [name for name in town.lines if name != "phone"]:
        del town.lines[name]


def test_a_sim_sends_what_its_day_bears_and_the_rest_the_next_day(town: LinesTown, clock: HandClock) -> None:
    alone(town)
    people_ask(town, 6)
    assert len([town.sends(one) for one in takes(town)]) == 4
    clock.wait(hours=13, minutes=59)  # 23:59 in Lomé
    assert takes(town) == []
    clock.set(datetime(2026, 11, 21, tzinfo=UTC))
    assert [one.id for one in takes(town)] == [5, 6]


def test_the_day_is_that_of_the_commune(town: LinesTown, clock: HandClock) -> None:
    alone(town)
    town.house.work.write(lambda s: s.execute(update(Commune).values(time_zone="Africa/Nairobi")))
    clock.set(datetime(2026, 11, 20, 20, 30, tzinfo=UTC))
    people_ask(town, 6)
    assert len([town.sends(one) for one in takes(town)]) == 4
    clock.set(datetime(2026, 11, 20, 20, 59, tzinfo=UTC))
    assert takes(town) == []
    clock.set(datetime(2026, 11, 20, 21, 0, tzinfo=UTC))
    assert len(takes(town)) == 2


def test_a_long_message_counts_as_the_sms_it_is_made_of(town: LinesTown) -> None:
    alone(town)
    people_ask(town, 3)
    town.house.work.write(lambda s: s.execute(update(Outbox).values(segments=3)))
    assert len(takes(town)) == 1
    assert share(town) == (DayShare("", 3, 4),)


def test_one_that_is_longer_than_a_whole_day_waits_for_a_fresh_one_and_not_for_ever(town: LinesTown) -> None:
    alone(town)
    people_ask(town, 1)
    town.house.work.write(lambda s: s.execute(update(Outbox).values(segments=6)))
    assert len(takes(town)) == 1
    assert takes(town) == []


def test_two_sims_have_a_day_each(town: LinesTown) -> None:
    town.add_line("twins", provider="android", settings={"per_day": "2", "sims": "1,2"})
    for place in range(6):
        town.says("twins", f"+2289{place:07}", "VOTE 3")
    found = takes(town, "1", "2", most=2, line="twins")
    assert sorted(one.turn.name for one in found) == ["1", "1", "2", "2"]
    assert share(town, "twins") == (DayShare("1", 2, 2), DayShare("2", 2, 2))


def test_many_workers_send_no_more_in_a_day_than_one(town: LinesTown, engine: Engine) -> None:
    alone(town)
    people_ask(town, 12)
    works = [UnitOfWork(engine) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        taken = list(pool.map(lambda place: takes(town, work=works[place % 3], limit=3), range(9)))
    for work in works:
        work.close()
    assert sum(len(some) for some in taken) == 4


def test_what_surely_never_went_is_given_back_and_what_may_have_gone_is_not(town: LinesTown) -> None:
    alone(town)
    people_ask(town, 2)
    first, second = takes(town)
    town.fails(first, Failed("network", 60, is_unsent=True))
    town.fails(second, Failed("timeout", 60))
    assert share(town)[0].sent == 1


def test_a_failure_noted_after_midnight_takes_nothing_off_the_new_day(town: LinesTown, clock: HandClock) -> None:
    alone(town)
    clock.set(datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC))
    people_ask(town, 2)
    first, _second = takes(town, limit=2)
    clock.wait(seconds=2)
    people_ask(town, 1, first=5)
    assert len(takes(town)) == 1
    house = town.house
    house.work.write(lambda s: record_failed(s, first, Failed("network", 60, is_unsent=True), clock()))
    assert share(town)[0].sent == 1


def test_news_takes_half_of_a_day_and_then_keeps_back_no_answer_to_the_same_person(
    town: LinesTown, clock: HandClock
) -> None:
    alone(town)
    people_ask(town, 4, "MENU")
    town.house.work.write(lambda s: s.execute(update(Outbox).values(state=OutboxState.SENT)))
    for contact in town.contacts():
        tell_news(town, contact.id)
    assert len([town.sends(one) for one in takes(town, limit=2)]) == 2
    assert takes(town) == []
    people_ask(town, 1, "MENU", first=3)
    (answer,) = takes(town)
    assert answer.address == "+22890000003"
    waiting = [row for row in town.outbox() if row.state == OutboxState.QUEUED]
    assert {row.due_at for row in waiting} == {datetime(2026, 11, 21, 8, tzinfo=UTC)}
    town.sends(answer)
    clock.set(datetime(2026, 11, 21, 8, tzinfo=UTC))
    assert len(takes(town)) == 2


def test_answers_go_before_news_that_was_written_earlier(town: LinesTown) -> None:
    alone(town)
    people_ask(town, 2, "MENU")
    town.house.work.write(lambda s: s.execute(update(Outbox).values(state=OutboxState.SENT)))
    for contact in town.contacts():
        tell_news(town, contact.id)
    people_ask(town, 1, "VOTE 3", first=7)
    assert takes(town, limit=1)[0].address == "+22890000007"


def test_what_is_over_the_cap_goes_by_another_line(town: LinesTown) -> None:
    town.add_line("second")
    people_ask(town, 6)
    assert len(takes(town)) == 4
    assert takes(town) == []
    moved = [one for name in ("sms", "second") for one in town.claims(name)]
    assert len(moved) == 2


def test_a_line_whose_own_day_is_over_is_given_nothing(town: LinesTown) -> None:
    alone(town)
    town.add_line("other", provider="android", settings={"per_day": "1"})
    people_ask(town, 7)
    assert len(takes(town)) == 4
    takes(town)
    assert len(takes(town, most=1, line="other")) == 1
    for _ in range(3):
        assert takes(town) == takes(town, most=1, line="other") == []


def test_staff_are_warned_when_four_fifths_of_a_day_are_used(town: LinesTown) -> None:
    town.house.work.write(lambda s: s.execute(update(Commune).values(replies_an_hour=1000)))
    alone(town)
    house, commune = town.house, town.day.commune_id
    people_ask(town, 3)
    takes(town)
    assert not standing(town).warns and standing(town).day == (DayShare("", 3, 4),)
    people_ask(town, 2, first=8)
    takes(town)
    seen = standing(town)
    assert seen.warns and seen.is_day_near and seen.may_send_no_more
    assert house.work.read(lambda s: lines_to_see(s, house, commune, house.clock())) == 1
    tomorrow = house.clock() + timedelta(days=1)
    assert house.work.read(lambda s: lines_to_see(s, house, commune, tomorrow)) == 0
