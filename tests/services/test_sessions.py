from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from budgeting.refusal import Refusal
from services.house import House
from services.sessions import SessionNo, add_session, list_sessions, next_session, remove_session
from tests.conftest import HandClock
from tests.services.townsfolk import NOW, plant_commune


@pytest.fixture
def commune_id(house: House, clock: HandClock) -> int:
    clock.set(NOW)
    return house.work.write(lambda session: plant_commune(session, time_zone="Africa/Douala").id)


def announce(house: House, commune_id: int, starts_at: datetime, **values: Any) -> int:
    given = {"title": "Débat budgétaire", "place": "Mairie", **values}
    return house.work.write(
        lambda session: add_session(session, house, commune_id=commune_id, starts_at=starts_at, staff_id=None, **given)
    )


def test_the_next_session_is_the_first_that_has_not_begun(house: House, commune_id: int, clock: HandClock) -> None:
    announce(house, commune_id, datetime(2026, 5, 1, 9), title="Mai")
    announce(house, commune_id, datetime(2026, 4, 10, 9), title="Avril")
    first = house.work.read(lambda session: next_session(session, commune_id, house.clock()))
    assert first is not None
    # Nine o'clock in Douala is eight o'clock UTC.
    assert (first.title, first.starts_at) == ("Avril", datetime(2026, 4, 10, 8, tzinfo=UTC))
    clock.set(datetime(2026, 4, 10, 8, tzinfo=UTC))
    following = house.work.read(lambda session: next_session(session, commune_id, house.clock()))
    assert following is not None
    assert following.title == "Mai"


def test_no_session_announced_is_none(house: House, commune_id: int) -> None:
    assert house.work.read(lambda session: next_session(session, commune_id, house.clock())) is None


@pytest.mark.parametrize(
    ("starts_at", "values", "reason"),
    [
        (datetime(2026, 5, 1, 9), {"title": " "}, SessionNo.WITHOUT_TITLE),
        (datetime(2026, 5, 1, 9), {"place": ""}, SessionNo.WITHOUT_PLACE),
        (datetime(2026, 5, 1, 9), {"place": "x" * 201}, SessionNo.TOO_LONG),
        (NOW, {}, SessionNo.IN_THE_PAST),
        (datetime(1, 1, 1), {}, SessionNo.IN_THE_PAST),
        (datetime(9999, 12, 31, 23), {}, SessionNo.TOO_FAR),
        (NOW + timedelta(days=1000), {}, SessionNo.TOO_FAR),
    ],
)
def test_a_session_that_cannot_be_announced_says_why(
    house: House, commune_id: int, starts_at: datetime, values: dict[str, Any], reason: SessionNo
) -> None:
    with pytest.raises(Refusal) as no:
        announce(house, commune_id, starts_at, **values)
    assert no.value.reason == reason


def test_a_session_is_removed_by_its_own_commune_alone(house: House, commune_id: int) -> None:
    session_id = announce(house, commune_id, datetime(2026, 5, 1, 9))
    other = house.work.write(lambda session: plant_commune(session, "tokan").id)
    with pytest.raises(Refusal) as no:
        house.work.write(
            lambda session: remove_session(session, house, commune_id=other, session_id=session_id, staff_id=None)
        )
    assert no.value.reason == SessionNo.UNKNOWN
    house.work.write(
        lambda session: remove_session(session, house, commune_id=commune_id, session_id=session_id, staff_id=None)
    )
    assert house.work.read(lambda session: list_sessions(session, house, commune_id)) == ([], 0)
