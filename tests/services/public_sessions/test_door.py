"""People are counted at the doors; nobody in a small group is told to everybody."""

from __future__ import annotations

import pytest

from models.public_session import Presence, PresentSex
from services.house import House
from services.public_sessions.attendance import attendance_of, public_attendance
from services.public_sessions.door import last_presses, take_back
from services.public_sessions.preparing import set_planned
from services.public_sessions.reasons import SessionNo
from services.public_sessions.running import cancel_session
from tests.services.session_town import SessionTown


def test_each_press_adds_once_however_often_it_comes_and_two_people_count_at_once(town: SessionTown) -> None:
    held = town.announce(10)
    assert town.count(held, "citizens", "women") == SessionNo.NOT_ITS_DAY
    town.go_to(10)
    assert town.count(held, "citizens", "women") == ""
    assert town.count(held, "citizens", "women") == SessionNo.PRESSED_ALREADY  # the same page, pressed twice
    assert town.count(held, "citizens", "men") == ""  # another button of that page
    assert town.count(held, "citizens", "women", token="b") == ""  # the page of who counts at the other door
    assert town.count(held, "council", "unsaid", 12, token="c") == ""
    there = town.page(held).attendance
    assert (there.came, there.women, there.men, there.unsaid) == (15, 2, 1, 12)
    assert {row.presence: row.came for row in there.rows if row.came} == {"council": 12, "citizens": 3}


@pytest.mark.parametrize(
    ("presence", "sex", "people", "token", "reason"),
    [
        ("ghosts", "women", 1, "a", SessionNo.GROUP_WRONG),
        ("media", "both", 1, "a", SessionNo.GROUP_WRONG),
        ("media", "men", 0, "a", SessionNo.PEOPLE_WRONG),
        ("media", "men", 1000, "a", SessionNo.PEOPLE_WRONG),
        ("media", "men", 1, "", SessionNo.PEOPLE_WRONG),
        ("media", "men", 1, "a" * 25, SessionNo.PEOPLE_WRONG),
        ("media", "men", -1, "a", SessionNo.FEWER_THAN_NOBODY),
    ],
)
def test_a_press_that_cannot_be_counted_says_why(
    town: SessionTown, presence: str, sex: str, people: int, token: str, reason: SessionNo
) -> None:
    held = town.announce(1)
    town.go_to(1)
    assert town.count(held, presence, sex, people, token) == reason


def test_a_press_is_taken_back_once_and_stays_in_the_history(town: SessionTown, house: House) -> None:
    held = town.announce(1)
    town.go_to(1)
    town.count(held, "citizens", "women", 5)
    town.count(held, "citizens", "women", -1, "b")
    first, second = (one.id for one in reversed(house.work.read(lambda db: last_presses(db, held))))
    assert town.why_not(take_back, held, first) == SessionNo.FEWER_THAN_NOBODY  # four are left, five were added
    town.do(take_back, held, second)
    town.do(take_back, held, first)
    assert town.why_not(take_back, held, first) == SessionNo.TAKEN_BACK_ALREADY
    presses = house.work.read(lambda db: last_presses(db, held))
    assert [(one.people, one.undoes, one.is_taken_back) for one in presses] == [
        (-5, True, False), (1, True, False), (-1, False, True), (5, False, True),
    ]  # fmt: skip
    assert town.why_not(take_back, held, presses[0].id) == SessionNo.PRESS_UNKNOWN
    assert (town.page(held).attendance.came, town.page(held).attendance.is_counted) == (0, False)


def test_nobody_is_counted_at_a_session_that_was_cancelled(town: SessionTown) -> None:
    held = town.announce(1)
    town.do(cancel_session, held, "La salle est prise.")
    town.go_to(1)
    assert town.count(held, "media", "men") == SessionNo.CANCELLED


def test_staff_see_all_and_everybody_nobody_in_a_small_group(town: SessionTown) -> None:
    held = town.announce(1)
    town.do(set_planned, held, {"citizens": 30, "media": 2})
    town.go_to(1)
    for token, (presence, sex, people) in enumerate(
        [("citizens", "women", 9), ("citizens", "men", 11), ("media", "men", 2), ("partners", "women", 4)]
    ):
        town.count(held, presence, sex, people, str(token))
    inside, outside = town.page(held).attendance, town.public(held).attendance
    assert (inside.came, inside.women, inside.men) == (26, 13, 13)
    assert (outside.came, outside.planned, outside.women, outside.men, outside.unsaid) == (26, 32, 13, 13, 0)
    assert {row.presence: (row.planned, row.came) for row in outside.rows if row.came != 0} == {
        "citizens": (30, 20), "media": (2, None), "partners": (None, None),
    }  # fmt: skip
    assert all(row.women == row.men == 0 for row in outside.rows)


@pytest.mark.parametrize(
    ("came", "shown"),
    [
        ((10, 20, 0), (10, 20, 0)),
        ((3, 20, 30), (None, None, 30)),  # three alone would be what is left of the sum
        ((3, 4, 30), (None, None, 30)),
        ((4, 30, 0), (None, None, 0)),
        ((2, 0, 0), (None, 0, 0)),
    ],
)
def test_a_small_group_is_not_told_by_a_subtraction_either(
    came: tuple[int, int, int], shown: tuple[int | None, ...]
) -> None:
    kinds = (Presence.COUNCIL, Presence.CITIZENS, Presence.MEDIA)
    cells = {(kind, PresentSex.UNSAID): people for kind, people in zip(kinds, came, strict=True) if people}
    told = public_attendance(attendance_of(cells, {}))
    rows = {row.presence: row.came for row in told.rows}
    assert tuple(rows[kind] for kind in kinds) == shown
    assert told.came == (sum(came) if sum(came) >= 5 else None)
