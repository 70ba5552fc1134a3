"""What every indicator found in the folder must do."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from sqlalchemy.orm import Session

from models import Commune
from services.house import House
from services.indicators import Indicator, Period, Record, find_indicator, find_indicators
from services.indicators.base import By, Kind
from services.indicators.board import read_card
from tests.services.indicators.planting import (
    NOON,
    YEAR,
    plant_association,
    plant_budget,
    plant_contract,
    plant_document,
    plant_finished_lesson,
    plant_inquiry,
    plant_message,
    plant_opinions,
    plant_part,
    plant_project,
    plant_question,
    plant_rating,
    plant_recommendation,
    plant_result,
    plant_voter,
)
from tests.services.townsfolk import plant_commune, plant_contact, plant_cycle

THE_FOUR_OF_THE_COMMITMENT = {
    "budget_requests",
    "projects_carried_out",
    "documents_produced",
    "associations_taking_part",
}
PHONE = "+22997000001"
flowing = [found for found in find_indicators() if not found.is_standing]
every_indicator = pytest.mark.parametrize("indicator", find_indicators(), ids=lambda found: found.key)


def plant_one_of_each(session: Session, house: House, commune: Commune) -> None:
    cycle = plant_cycle(session, commune)
    contact = plant_contact(session, house, commune, PHONE)
    plant_message(session, contact)
    plant_inquiry(session, commune, contact_id=contact.id)
    plant_question(session, commune, contact_id=contact.id, text="Le secret de PHONE")
    plant_question(session, commune, contact_id=contact.id, state="answered", is_budget=False, settled_at=NOON)
    project = plant_project(session, commune)
    plant_rating(session, project, 4)
    plant_opinions(session, project, [1, 1, 2, 3, 1])
    plant_recommendation(session, commune)
    plant_contract(session, commune, 100_000)
    plant_budget(session, commune, {"voted": 100, "paid": 40})
    plant_document(session, commune)
    plant_part(session, plant_association(session, commune, "Femmes"), cycle)
    plant_voter(session, cycle)
    plant_finished_lesson(session, commune, contact_id=contact.id)
    plant_result(session, cycle)


def records_of(house: House, indicator: Indicator, period: Period = YEAR) -> list[Record]:
    def work(session: Session) -> list[Record]:
        first = plant_commune(session)
        plant_one_of_each(session, house, first)
        return list(indicator.records(session, first.id, period))

    return house.work.write(work)


def test_the_four_indicators_of_the_commitment_are_found() -> None:
    assert {indicator.key for indicator in find_indicators()} >= THE_FOUR_OF_THE_COMMITMENT


def test_no_two_share_a_key_or_a_place() -> None:
    found = find_indicators()
    assert len({indicator.key for indicator in found}) == len({indicator.order for indicator in found}) == len(found)


@every_indicator
def test_it_bears_the_name_of_its_file_and_has_words(indicator: Indicator) -> None:
    assert import_module(f"services.indicators.{indicator.key}").INDICATOR is indicator
    assert find_indicator(indicator.key) is indicator
    words = (indicator.name, indicator.definition, indicator.source, indicator.computation)
    assert all(phrase.text for phrase in words) and indicator.unit.one and indicator.unit.many
    assert bool(indicator.amount) == (indicator.kind is Kind.MONEY)
    assert bool(indicator.measure) == (indicator.kind is Kind.MEDIAN)


@every_indicator
def test_it_counts_what_lies_in_the_period_and_nothing_else(house: House, indicator: Indicator) -> None:
    assert records_of(house, indicator)


@every_indicator
def test_it_counts_nothing_after_the_period(house: House, indicator: Indicator) -> None:
    assert records_of(house, indicator, Period(date(2026, 1, 1), date(2026, 3, 9))) == []


@pytest.mark.parametrize("indicator", flowing, ids=lambda found: found.key)
def test_it_counts_nothing_before_the_period(house: House, indicator: Indicator) -> None:
    assert records_of(house, indicator, Period(date(2026, 3, 11), date(2026, 12, 31))) == []


@every_indicator
def test_every_record_lies_in_the_period_and_bears_only_what_the_indicator_declares(
    house: House, indicator: Indicator
) -> None:
    for record in records_of(house, indicator):
        assert YEAR.first <= record.day <= YEAR.last
        borne = {by for by in By if by is not By.MONTH and getattr(record, by)}
        assert borne <= set(indicator.breakdowns)


@every_indicator
def test_it_counts_nothing_of_another_commune(house: House, indicator: Indicator) -> None:
    def work(session: Session) -> list[Record]:
        plant_one_of_each(session, house, plant_commune(session))
        return list(indicator.records(session, plant_commune(session, "tokan").id, YEAR))

    assert house.work.write(work) == []


@every_indicator
def test_its_records_hold_no_personal_data(house: House, indicator: Indicator) -> None:
    for record in records_of(house, indicator):
        written = json.dumps([str(part) for part in (record.label, record.zone, record.channel, record.subject)])
        assert PHONE not in written
        assert "secret" not in written


@every_indicator
def test_its_card_counts_its_records_and_says_a_figure(house: House, indicator: Indicator) -> None:
    expected = len(records_of(house, indicator))
    card, _records = house.work.read(lambda session: read_card(session, _only_commune(session), indicator, YEAR))
    assert card.figure == expected
    assert card.says is not None
    assert sum(group.count for group in card.months) == expected
    for groups in card.groups.values():
        assert not groups or sum(group.count for group in groups) == expected


@every_indicator
def test_of_nothing_it_says_nought_only_where_there_was_something_to_count(house: House, indicator: Indicator) -> None:
    card, _records = house.work.write(lambda session: read_card(session, plant_commune(session).id, indicator, YEAR))
    is_nought = indicator.kind is Kind.COUNT and indicator.is_known is None
    assert card.says == (0 if is_nought else None)


@every_indicator
def test_of_a_period_to_come_it_says_nothing(house: House, indicator: Indicator) -> None:
    def work(session: Session) -> int | None:
        commune = plant_commune(session)
        plant_one_of_each(session, house, commune)
        return read_card(session, commune.id, indicator, YEAR, date(2025, 12, 31))[0].says

    assert house.work.write(work) is None


def _only_commune(session: Session) -> int:
    return session.query(Commune.id).one()[0]


@pytest.mark.parametrize(
    ("first", "last"), [(date(2026, 2, 1), date(2026, 1, 1)), (date(2000, 1, 1), date(2026, 1, 1))]
)
def test_a_period_runs_forward_and_is_not_endless(first: date, last: date) -> None:
    with pytest.raises(ValueError, match="period"):
        Period(first, last)


def test_a_period_knows_its_months_and_its_instants() -> None:
    period = Period(date(2025, 11, 30), date(2026, 2, 1))
    assert period.months() == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert period.moments("Africa/Douala") == (
        datetime(2025, 11, 29, 23, tzinfo=UTC),
        datetime(2026, 2, 1, 23, tzinfo=UTC),
    )
