from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models import Commune, Spending
from services.house import House
from services.indicators import Period, find_indicator
from services.indicators.board import Card, card_from
from tests.services.indicators.planting import DAY, NOON, YEAR, plant_message
from tests.services.townsfolk import plant_commune, plant_contact


def card(house: House, session: Session, commune: Commune, period: Period = YEAR) -> Card:
    session.flush()
    indicator = find_indicator("cost_per_participant")
    assert indicator is not None
    return card_from(session, commune.id, indicator, indicator.records(session, commune.id, period), period)


def spend(session: Session, commune: Commune, francs: int, day: date = DAY) -> None:
    session.add(Spending(commune_id=commune.id, day=day, segments=1, cost=francs * 1000))


def test_it_is_what_the_messages_cost_for_each_person_who_wrote_rounded_up(house: House) -> None:
    def work(session: Session) -> Card:
        commune = plant_commune(session)
        for number in ("+22997000001", "+22997000002", "+22997000003"):
            contact = plant_contact(session, house, commune, number)
            plant_message(session, contact)
            plant_message(session, contact, arrived_at=NOON + timedelta(days=1))
        spend(session, commune, 100)
        spend(session, commune, 500, day=date(2025, 12, 31))
        return card(house, session, commune)

    found = house.work.write(work)
    assert (found.figure, found.amount) == (3, 34)


def test_without_anybody_who_wrote_there_is_none(house: House) -> None:
    def work(session: Session) -> Card:
        commune = plant_commune(session)
        spend(session, commune, 100)
        return card(house, session, commune)

    found = house.work.write(work)
    assert (found.figure, found.amount) == (0, None)


@pytest.mark.parametrize(("is_demo", "counted"), [(False, 1), (True, 2)])
def test_trial_phones_count_in_a_demonstration_only(house: House, is_demo: bool, counted: int) -> None:
    def work(session: Session) -> Card:
        commune = plant_commune(session, is_demo=is_demo)
        plant_message(session, plant_contact(session, house, commune, "+22997000001"))
        plant_message(session, plant_contact(session, house, commune, "+22997000002", is_simulated=True))
        return card(house, session, commune)

    assert house.work.write(work).figure == counted


def test_no_record_says_more_than_a_day_a_way_in_and_a_language(house: House) -> None:
    def work(session: Session) -> Card:
        commune = plant_commune(session)
        plant_message(session, plant_contact(session, house, commune, "+22997000001"))
        indicator = find_indicator("cost_per_participant")
        assert indicator is not None
        (record,) = indicator.records(session, commune.id, YEAR)
        assert (record.day, record.label, record.subject_id, record.language) == (DAY, "sms", None, "fr")
        return card(house, session, commune)

    house.work.write(work)
