from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, IndicatorTarget
from services.figures.reading import read_board, read_one, trend_of
from services.figures.spans import Span, key_of, period_around
from services.figures.targets import drop_target, is_reached, set_target, targets_of
from services.house import House
from tests.services.figures.planting import indicator_named
from tests.services.indicators.planting import NOON, YEAR, plant_document, plant_question
from tests.services.townsfolk import plant_commune

DOCUMENTS, SHARE = indicator_named("documents_produced"), indicator_named("answered_by_due_day")
TODAY = date(2026, 11, 16)


def test_a_target_is_set_changed_and_taken_back_and_the_trail_knows(house: House) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        set_target(session, house, commune.id, DOCUMENTS, YEAR, 12_000, staff_id=None)
        set_target(session, house, commune.id, DOCUMENTS, YEAR, 10_000, staff_id=None)
        assert targets_of(session, commune.id, YEAR) == {"documents_produced": 10_000}
        drop_target(session, house, commune.id, DOCUMENTS, YEAR, staff_id=None)
        drop_target(session, house, commune.id, DOCUMENTS, YEAR, staff_id=None)
        assert targets_of(session, commune.id, YEAR) == {}
        rows = session.execute(select(AuditEntry.act, AuditEntry.details).order_by(AuditEntry.id)).all()
        assert [(act, details["period"], details["target"]) for act, details in rows] == [
            ("indicator_target_set", "2026", "12"),
            ("indicator_target_set", "2026", "10"),
            ("indicator_target_dropped", "2026", ""),
        ]

    house.work.write(work)


@pytest.mark.parametrize(("indicator", "value"), [(SHARE, 100_001), (DOCUMENTS, -1), (DOCUMENTS, 10**16)])
def test_a_target_that_cannot_be_is_refused(house: House, indicator: object, value: int) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        with pytest.raises(Refusal, match="figure_target_wrong"):
            set_target(session, house, commune.id, indicator, YEAR, value, staff_id=None)  # type: ignore[arg-type]
        assert session.scalars(select(IndicatorTarget)).all() == []

    house.work.write(work)


@pytest.mark.parametrize(
    ("key", "value", "target", "expected"),
    [
        ("documents_produced", 5_000, 4_000, True),
        ("documents_produced", 3_000, 4_000, False),
        ("answer_days", 3_000, 4_000, True),
        ("answer_days", 5_000, 4_000, False),
        ("answer_days", None, 4_000, None),
        ("answer_days", 5_000, None, None),
    ],
)
def test_a_target_is_reached_by_more_or_by_less_as_the_indicator_says(
    key: str, value: int | None, target: int | None, expected: bool | None
) -> None:
    assert is_reached(indicator_named(key), value, target, is_running=False) is expected
    assert is_reached(indicator_named(key), value, target, is_running=True) is None  # no verdict before it is over


def test_the_board_says_how_far_each_figure_is_from_its_target_of_that_period_alone(house: House) -> None:
    def work(session: Session) -> None:
        commune, other = plant_commune(session), plant_commune(session, "tokan")
        plant_document(session, commune)
        set_target(session, house, commune.id, DOCUMENTS, YEAR, 3_000, staff_id=None)
        (reading,) = [one for one in read_board(session, commune.id, YEAR, TODAY) if one.indicator is DOCUMENTS]
        assert (reading.card.says, reading.target, reading.gap, reading.is_reached) == (1_000, 3_000, -2_000, None)
        over, _records = read_one(session, commune.id, DOCUMENTS, YEAR, YEAR.last + timedelta(days=1))
        assert (reading.is_running, over.is_running, over.is_reached) == (True, False, False)
        quarter = period_around(Span.QUARTER, date(2026, 3, 1))
        assert read_one(session, commune.id, DOCUMENTS, quarter, TODAY)[0].target is None
        assert read_one(session, other.id, DOCUMENTS, YEAR, TODAY)[0].target is None

    house.work.write(work)


def test_a_trend_shows_the_last_periods_their_targets_and_what_changed(house: House) -> None:
    quarter = period_around(Span.QUARTER, TODAY)

    def work(session: Session) -> None:
        commune = plant_commune(session)
        plant_document(session, commune)
        plant_document(session, commune)
        set_target(session, house, commune.id, DOCUMENTS, quarter, 5_000, staff_id=None)
        steps = trend_of(session, commune.id, DOCUMENTS, quarter, TODAY)
        said = [(key_of(one.period), one.value, one.change, one.target, one.is_running) for one in steps]
        assert said == [
            ("2026-Q1", 2_000, 2_000, None, False),
            ("2026-Q2", 0, -2_000, None, False),
            ("2026-Q3", 0, 0, None, False),
            ("2026-Q4", 0, 0, 5_000, True),
        ]

    house.work.write(work)


def test_a_trend_of_shares_has_gaps_where_there_is_no_data(house: House) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        plant_question(session, commune, due_on=date(2026, 1, 20))
        in_time = {"state": "answered", "settled_at": NOON, "due_on": date(2026, 3, 20)}
        plant_question(session, commune, **in_time)
        steps = trend_of(session, commune.id, SHARE, period_around(Span.MONTH, date(2026, 3, 1)), TODAY)
        assert [(one.value, one.change) for one in steps] == [(0, None), (None, None), (100_000, None)]

    house.work.write(work)
