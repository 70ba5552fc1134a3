"""What staff write of a quarter: a programme's money where no budget says it, and how far its actions have come."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import ActionProgress, Commune, QuarterMoney
from services.clock import day_in
from services.house import House
from services.programmes.drafts import MoneyDraft, ProgressDraft
from services.programmes.fiscal import QUARTERS, period_in
from services.programmes.measuring import YEARS
from services.programmes.owning import get_action, get_programme, line_of_words, note, prose
from services.programmes.reasons import ProgrammeNo

LARGEST = 10**16
"""Minor units; no programme has more, and both databases hold it."""
Kept = TypeVar("Kept", QuarterMoney, ActionProgress)


def set_money(
    session: Session, house: House, commune_id: int, programme_id: int, draft: MoneyDraft, *, staff_id: int | None
) -> None:
    """Write down a quarter's money in place of what stood there; nothing but blanks takes it back."""
    programme = get_programme(session, commune_id, programme_id)
    _refuse_wrong_money(draft)
    has_been_spent = draft.committed is not None or draft.paid is not None
    _refuse_wrong_quarter(session, house, commune_id, draft.year, draft.quarter, must_have_begun=has_been_spent)
    session.refresh(programme, with_for_update=True)  # two people at once: the second replaces what the first wrote
    mine = (QuarterMoney.programme_id == programme.id, QuarterMoney.year == draft.year)
    row = session.scalar(select(QuarterMoney).where(*mine, QuarterMoney.quarter == draft.quarter))
    figures = {"allocation": draft.allocation, "committed": draft.committed, "paid": draft.paid}
    if all(value is None for value in figures.values()):
        _take_back(session, row)
    else:
        source = line_of_words(draft.source)
        if not source:
            raise Refusal(ProgrammeNo.SOURCE_NEEDED)
        row = row or QuarterMoney(programme_id=programme.id, year=draft.year, quarter=draft.quarter)
        _write(session, row, **figures, source=source)
    note(session, house, "programme_money_noted", programme, staff_id, period=f"{draft.year}-{draft.quarter}")


def set_progress(
    session: Session, house: House, commune_id: int, programme_id: int, action_id: int, draft: ProgressDraft, *,
    staff_id: int | None,
) -> None:  # fmt: skip
    """Write down how far an action had come at the end of a quarter, in place of what stood there."""
    programme = get_programme(session, commune_id, programme_id)
    action = get_action(session, programme, action_id)
    if draft.percent is not None and not 0 <= draft.percent <= 100:
        raise Refusal(ProgrammeNo.PERCENT_WRONG)
    _refuse_wrong_quarter(session, house, commune_id, draft.year, draft.quarter, must_have_begun=True)
    session.refresh(action, with_for_update=True)
    mine = (ActionProgress.action_id == action.id, ActionProgress.year == draft.year)
    row = session.scalar(select(ActionProgress).where(*mine, ActionProgress.quarter == draft.quarter))
    if draft.percent is None:
        _take_back(session, row)
    else:
        row = row or ActionProgress(action_id=action.id, year=draft.year, quarter=draft.quarter)
        _write(session, row, percent=draft.percent, note=prose(draft.note) or None)
    period = f"{draft.year}-{draft.quarter}"
    note(session, house, "programme_progress_noted", programme, staff_id, action=action.id, period=period)


def _write(session: Session, row: Kept, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()


def _take_back(session: Session, row: Kept | None) -> None:
    if row is None:
        raise Refusal(ProgrammeNo.NOTHING_TO_TAKE_BACK)
    session.delete(row)
    session.flush()


def _refuse_wrong_money(draft: MoneyDraft) -> None:
    told = [value for value in (draft.allocation, draft.committed, draft.paid) if value is not None]
    if any(not 0 <= value <= LARGEST for value in told):
        raise Refusal(ProgrammeNo.AMOUNT_WRONG)


def _refuse_wrong_quarter(
    session: Session, house: House, commune_id: int, year: int, quarter: int, *, must_have_begun: bool
) -> None:
    if year not in YEARS or quarter not in QUARTERS:
        raise Refusal(ProgrammeNo.PERIOD_WRONG)
    today = day_in(house.clock(), session.get_one(Commune, commune_id).time_zone)
    if must_have_begun and not period_in(session, commune_id, year, quarter).has_begun(today):
        raise Refusal(ProgrammeNo.QUARTER_TO_COME)
