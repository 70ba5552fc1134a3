from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Commune, Spending
from services.clock import day_in
from services.communes import list_communes
from services.house import House
from services.limits import room_for_news
from services.spending import Spent, spent_of
from services.today import today_of
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.townsfolk import plant_staff


def spend(day: PollingDay, francs: int, **ceilings: int | None) -> None:
    def write(session: Session) -> None:
        if ceilings:
            session.execute(update(Commune).values(**ceilings))
        today = day_in(day.house.clock(), "Africa/Porto-Novo")
        session.add(Spending(commune_id=day.commune_id, day=today, segments=1, cost=francs * 1000 - 999))

    day.house.work.write(write)


def spent(day: PollingDay) -> Spent:
    return day.house.work.read(lambda session: spent_of(session, day.commune_id, day.house.clock()))


@pytest.mark.parametrize(("francs", "is_near", "is_empty"), [(79, False, False), (80, True, False), (100, True, True)])
@pytest.mark.parametrize("ceiling", ["daily_ceiling", "monthly_ceiling"])
def test_staff_are_warned_from_eighty_percent_on(
    house: House, ceiling: str, francs: int, is_near: bool, is_empty: bool
) -> None:
    day = plant_polling_day(house)
    spend(day, francs, **{ceiling: 100})
    found = spent(day)
    assert (found.is_near, found.is_empty) == (is_near, is_empty)
    commune = house.work.read(list_communes)[0]
    awa = house.work.write(lambda session: plant_staff(session, session.get_one(Commune, commune.id)).id)
    today = house.work.read(lambda session: today_of(session, house, commune, awa))
    assert today.spent == found and (today.is_calm is False or not is_near)


def test_without_a_ceiling_nobody_is_warned(house: House) -> None:
    day = plant_polling_day(house)
    spend(day, 1_000_000)
    assert not spent(day).is_near and spent(day).day.spent == 1_000_000


def test_what_is_cut_first_is_news_then_answers_and_never_a_receipt(house: House, clock: HandClock) -> None:
    day = plant_polling_day(house)
    spend(day, 50, daily_ceiling=100)
    commune = house.work.read(lambda session: session.get_one(Commune, day.commune_id))
    room = house.work.read(lambda session: room_for_news(session, commune, clock()))
    assert room is not None and room < 1000
    assert day.sms("+22890112233", "MENU").reply is not None
    house.work.write(lambda session: session.execute(update(Spending).values(cost=100_000)))
    assert day.sms("+22890445566", "MENU").reply is None
    assert day.sms("+22890445566", "VOTE 3").reply is not None
