"""Indicators of a programme, and what was aimed at and reached in each period."""

from __future__ import annotations

from dataclasses import astuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from budgeting.accounts.topics import Topic, topic_of
from budgeting.refusal import Refusal
from models import Indicator, ManagementGap, Measure
from services.budgets.publishing import SPENDING_TOPICS
from services.house import House
from services.programmes.drafts import PARTS, Frequency, IndicatorDraft, MeasureDraft
from services.programmes.owning import get_indicator, get_programme, line_of_words, note, prose
from services.programmes.people import (
    are_people,
    has_more_than_all,
    is_no_number_of_people,
    is_share,
    triples_of,
)
from services.programmes.reasons import ProgrammeNo

YEARS = range(1990, 2101)
LONGEST_UNIT = 32


def add_indicator(
    session: Session, house: House, commune_id: int, programme_id: int, draft: IndicatorDraft, *, staff_id: int | None
) -> int:
    """Add an indicator to a programme and return its id."""
    programme = get_programme(session, commune_id, programme_id)
    row = Indicator(programme_id=programme.id, name="")
    _fill(row, draft)
    session.add(row)
    session.flush()
    note(session, house, "programme_indicator_added", programme, staff_id, indicator=row.id)
    return row.id


def change_indicator(
    session: Session, house: House, commune_id: int, programme_id: int, indicator_id: int, draft: IndicatorDraft, *,
    staff_id: int | None,
) -> None:  # fmt: skip
    """Write an indicator anew; what was measured stays."""
    programme = get_programme(session, commune_id, programme_id)
    row = get_indicator(session, programme, indicator_id)
    _fill(row, draft)
    session.flush()
    note(session, house, "programme_indicator_changed", programme, staff_id, indicator=row.id)


def remove_indicator(
    session: Session, house: House, commune_id: int, programme_id: int, indicator_id: int, *, staff_id: int | None
) -> None:
    """Remove an indicator with what was measured; what dialogues read of it stays in them."""
    programme = get_programme(session, commune_id, programme_id)
    row = get_indicator(session, programme, indicator_id)
    read = ManagementGap.indicator_id == row.id
    session.execute(update(ManagementGap).where(read).values(indicator_id=None))
    session.execute(delete(Measure).where(Measure.indicator_id == row.id))
    session.delete(row)
    note(session, house, "programme_indicator_removed", programme, staff_id, indicator=indicator_id)


def set_measure(
    session: Session, house: House, commune_id: int, programme_id: int, indicator_id: int, draft: MeasureDraft, *,
    staff_id: int | None,
) -> int:  # fmt: skip
    """Write down target and result of a period, in place of what was written for it, and return the measure's id."""
    programme = get_programme(session, commune_id, programme_id)
    indicator = get_indicator(session, programme, indicator_id)
    _refuse_wrong(indicator, draft)
    # Two people writing down the same period at once: the second waits for the first and changes its row.
    session.refresh(indicator, with_for_update=True)
    row = session.scalar(
        select(Measure).where(
            Measure.indicator_id == indicator.id, Measure.year == draft.year, Measure.part == draft.part
        )
    ) or Measure(indicator_id=indicator.id, year=draft.year, part=draft.part)
    for name in ("target", "target_women", "target_men", "result", "result_women", "result_men"):
        setattr(row, name, getattr(draft, name))
    row.note = prose(draft.note) or None
    session.add(row)
    session.flush()
    period = f"{draft.year}-{draft.part}" if draft.part else str(draft.year)
    note(session, house, "programme_measured", programme, staff_id, indicator=indicator.id, period=period)
    return row.id


def _fill(row: Indicator, draft: IndicatorDraft) -> None:
    if draft.frequency and draft.frequency not in set(Frequency):
        raise Refusal(ProgrammeNo.FREQUENCY_WRONG)
    if draft.baseline_year is not None and draft.baseline_year not in YEARS:
        raise Refusal(ProgrammeNo.PERIOD_WRONG)
    if are_people(draft) and is_no_number_of_people(draft.baseline):
        raise Refusal(ProgrammeNo.START_NOT_PEOPLE)
    row.name = line_of_words(draft.name, is_needed=True)
    row.unit = line_of_words(draft.unit)[:LONGEST_UNIT] or None
    row.numerator = line_of_words(draft.numerator) or None
    row.denominator = line_of_words(draft.denominator) or None
    row.baseline, row.baseline_year = draft.baseline, draft.baseline_year
    row.source = line_of_words(draft.source) or None
    row.frequency = draft.frequency or None
    row.counts_people, row.falls = draft.counts_people, draft.falls
    row.topic = _topic(draft.topic, row.name)


def _topic(chosen: str, name: str) -> str | None:
    if chosen and chosen not in set(map(str, SPENDING_TOPICS)):
        raise Refusal(ProgrammeNo.TOPIC_WRONG)
    if chosen:
        return chosen
    found = topic_of(name)
    return None if found is Topic.ADMINISTRATION else str(found)  # what names nothing is no sign of administration


def _refuse_wrong(indicator: Indicator, draft: MeasureDraft) -> None:
    parts = PARTS[Frequency(indicator.frequency)] if indicator.frequency else 0
    if draft.year not in YEARS or not 0 <= draft.part <= parts:
        raise Refusal(ProgrammeNo.PERIOD_WRONG)
    if all(value is None for value in astuple(draft)[2:8]) and not draft.note.strip():
        raise Refusal(ProgrammeNo.NOTHING_MEASURED)
    if are_people(indicator):
        _refuse_wrong_people(draft)
    for whole, women, men in triples_of(draft):
        # Shares of women and of men do not add up; people who are counted do.
        if not is_share(indicator) and None not in (whole, women, men) and (women or 0) + (men or 0) != whole:
            raise Refusal(ProgrammeNo.SPLIT_DIFFERS)


def _refuse_wrong_people(draft: MeasureDraft) -> None:
    if any(is_no_number_of_people(value) for triple in triples_of(draft) for value in triple):
        raise Refusal(ProgrammeNo.NOT_PEOPLE)
    if has_more_than_all(draft):
        raise Refusal(ProgrammeNo.MORE_THAN_ALL)
