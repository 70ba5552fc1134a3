"""A vote in a booth: announced with the rules, recorded as a phone's is, noted for who opened the booth."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from admin.watch_words import signs_of
from budgeting.refusal import Refusal
from budgeting.ways_in import WayIn, WaysIn
from models import AuditEntry, Ballot, Turnout
from services.by_hand.booth_list import booth_list
from services.by_hand.entered import shares_of
from services.by_hand.helping import Helped, cast_with_help, show_with_help
from services.by_hand.opening import open_booth
from services.by_hand.typing import Shown, Typed
from services.house import House
from services.printing.project_marks import COLOURS
from services.watching.anomalies import watch_all, watched
from tests.conftest import HandClock
from tests.services.hand_town import HandDay, plant_hand_day


@pytest.fixture
def day(house: House) -> HandDay:
    return plant_hand_day(house, WaysIn(in_booth=True))


def look(day: HandDay, code: str, choices: str, way: WayIn = WayIn.BOOTH) -> Shown | Refusal:
    where = (day.house, day.commune_id, day.cycle_id, Typed(code, choices))
    return day.house.work.write(lambda session: show_with_help(session, *where, staff_id=day.awa, way=way))


def vote(day: HandDay, code: str, choices: str) -> Helped:
    shown = look(day, code, choices)
    assert isinstance(shown, Shown), shown
    where = (day.house, day.commune_id, day.cycle_id, shown.token)
    return day.house.work.write(lambda session: cast_with_help(session, *where, staff_id=day.awa, way=WayIn.BOOTH))


def test_a_vote_in_a_booth_is_a_ballot_by_its_code(day: HandDay) -> None:
    (code,) = day.hand_out(1)
    assert vote(day, code, "3 4").stands
    assert day.choices() == [[3, 4]]
    for table in (Ballot, Turnout):
        rows = day.house.work.read(lambda session, table=table: list(session.scalars(select(table))))
        assert [row.channel for row in rows] == ["booth"]
    assert day.entered() == {(day.awa, "booth"): 1}


def test_a_later_vote_by_phone_takes_its_place(day: HandDay) -> None:
    (code,) = day.hand_out(1)
    vote(day, code, "3")
    day.sms("+22890112233", f"VOTE {code} 6")
    assert day.choices() == [[6]]


@pytest.mark.parametrize(
    ("ways", "way", "reason"),
    [
        (WaysIn(in_booth=True), WayIn.ASSISTED, "hand_no_help"),
        (WaysIn(with_help=True), WayIn.BOOTH, "hand_no_booth"),
    ],
)
def test_each_way_takes_ballots_only_where_it_is_announced(house: House, ways: WaysIn, way: WayIn, reason: str) -> None:
    day = plant_hand_day(house, ways)
    no = look(day, day.hand_out(1)[0], "3", way)
    assert isinstance(no, Refusal) and no.reason == reason


def test_what_was_typed_in_a_booth_is_no_ballot_at_the_desk(day: HandDay) -> None:
    (code,) = day.hand_out(1)
    shown = look(day, code, "3")
    assert isinstance(shown, Shown)
    with pytest.raises(Refusal):
        day.cast(shown.token)
    assert day.choices() == []


def test_observers_see_how_many_votes_came_from_somebodys_booths(day: HandDay) -> None:
    for code in day.hand_out(5):
        vote(day, code, "3")
    (share,) = day.house.work.read(lambda session: shares_of(session, day.cycle_id))
    assert (share.booth, share.helped, share.paper, share.ballots) == (5, 0, 0, 5)
    watch_all(day.house)
    vote_watched = day.house.work.read(lambda session: watched(session, day.commune_id, day.cycle_id))
    assert vote_watched and "0 with help, 5 in a booth they opened, 0 on paper" in signs_of(vote_watched)[-1].found


def test_the_list_of_a_booth_has_the_projects_of_the_frozen_rules(day: HandDay) -> None:
    found = day.house.work.read(lambda session: booth_list(session, day.commune_id, day.cycle_id))
    assert [project.number for project in found] == sorted(project.number for project in found)
    assert len({(project.symbol, project.colour) for project in found}) == len(found) > len(COLOURS)


def test_who_opens_a_booth_stands_in_the_trail_and_no_booth_opens_after_the_closing(
    day: HandDay, clock: HandClock
) -> None:
    where = (day.house, day.commune_id, day.cycle_id)
    day.house.work.write(lambda session: open_booth(session, *where, staff_id=day.bio))
    entries = day.house.work.read(lambda session: list(session.scalars(select(AuditEntry))))
    assert [entry.staff_id for entry in entries if entry.act == "booth_opened"] == [day.bio]
    clock.now = day.closes_at
    with pytest.raises(Refusal):
        day.house.work.write(lambda session: open_booth(session, *where, staff_id=day.bio))
