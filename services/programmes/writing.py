"""Writing programmes down, with their actions and activities."""

from __future__ import annotations

import re

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.understanding.fold import ascii_digits
from budgeting.refusal import Refusal
from models import (
    Action,
    ActionProgress,
    Activity,
    BudgetLine,
    Indicator,
    Measure,
    PerformanceReport,
    Programme,
    QuarterMoney,
    ReviewedProgramme,
)
from services.budgets.named_programmes import plain_code
from services.house import House
from services.programmes.drafts import ProgrammeDraft
from services.programmes.owning import get_action, get_activity, get_programme, line_of_words, note, prose
from services.programmes.reasons import ProgrammeNo

CODE = re.compile(r"[0-9]{1,3}")


def add_programme(
    session: Session, house: House, commune_id: int, draft: ProgrammeDraft, *, staff_id: int | None
) -> int:
    """Write a programme down and return its id; a code is given once in a commune."""
    row = Programme(commune_id=commune_id, code=_code(session, commune_id, draft.code, None), name="")
    _fill(row, draft)
    session.add(row)
    session.flush()
    note(session, house, "programme_added", row, staff_id)
    return row.id


def change_programme(
    session: Session, house: House, commune_id: int, programme_id: int, draft: ProgrammeDraft, *, staff_id: int | None
) -> None:
    """Write other words, or another code, for a programme; its lines stay with it."""
    row = get_programme(session, commune_id, programme_id)
    row.code = _code(session, commune_id, draft.code, row)
    _fill(row, draft)
    session.flush()
    note(session, house, "programme_changed", row, staff_id)


def remove_programme(
    session: Session, house: House, commune_id: int, programme_id: int, *, staff_id: int | None
) -> None:
    """Remove a programme written down by mistake; one that has lines of a budget, or was looked at, stays."""
    row = get_programme(session, commune_id, programme_id)
    if session.scalar(select(BudgetLine.id).where(BudgetLine.programme_id == row.id).limit(1)) is not None:
        raise Refusal(ProgrammeNo.HAS_LINES)
    if _is_reviewed(session, row.id):
        raise Refusal(ProgrammeNo.IS_REVIEWED)
    _remove_parts(session, row.id)
    note(session, house, "programme_removed", row, staff_id)
    session.delete(row)
    session.flush()


def add_action(
    session: Session, house: House, commune_id: int, programme_id: int, name: str, manager: str = "", *,
    staff_id: int | None,
) -> int:  # fmt: skip
    """Add an action to a programme, with who manages it, and return its id."""
    programme = get_programme(session, commune_id, programme_id)
    words = {"name": line_of_words(name, is_needed=True), "manager": line_of_words(manager) or None}
    row = Action(programme_id=programme.id, **words)
    session.add(row)
    session.flush()
    note(session, house, "programme_action_added", programme, staff_id, action=row.id)
    return row.id


def change_action(
    session: Session, house: House, commune_id: int, programme_id: int, action_id: int, name: str, manager: str, *,
    staff_id: int | None,
) -> None:  # fmt: skip
    """Name an action anew and say who manages it."""
    programme = get_programme(session, commune_id, programme_id)
    row = get_action(session, programme, action_id)
    row.name, row.manager = line_of_words(name, is_needed=True), line_of_words(manager) or None
    session.flush()
    note(session, house, "programme_action_changed", programme, staff_id, action=row.id)


def remove_action(
    session: Session, house: House, commune_id: int, programme_id: int, action_id: int, *, staff_id: int | None
) -> None:
    """Remove an action with its activities and how far it had come."""
    programme = get_programme(session, commune_id, programme_id)
    row = get_action(session, programme, action_id)
    session.execute(delete(Activity).where(Activity.action_id == row.id))
    session.execute(delete(ActionProgress).where(ActionProgress.action_id == row.id))
    session.delete(row)
    note(session, house, "programme_action_removed", programme, staff_id, action=action_id)


def add_activity(
    session: Session, house: House, commune_id: int, programme_id: int, action_id: int, name: str, *,
    staff_id: int | None,
) -> int:  # fmt: skip
    """Add an activity to an action and return its id."""
    programme = get_programme(session, commune_id, programme_id)
    action = get_action(session, programme, action_id)
    row = Activity(action_id=action.id, name=line_of_words(name, is_needed=True))
    session.add(row)
    session.flush()
    note(session, house, "programme_activity_added", programme, staff_id, activity=row.id)
    return row.id


def remove_activity(
    session: Session, house: House, commune_id: int, programme_id: int, activity_id: int, *, staff_id: int | None
) -> None:
    """Remove an activity."""
    programme = get_programme(session, commune_id, programme_id)
    session.delete(get_activity(session, programme, activity_id))
    note(session, house, "programme_activity_removed", programme, staff_id, activity=activity_id)


def _fill(row: Programme, draft: ProgrammeDraft) -> None:
    row.name = line_of_words(draft.name, is_needed=True)
    row.is_support = draft.is_support
    row.responsible = line_of_words(draft.responsible) or None
    row.objective = prose(draft.objective) or None
    row.results = prose(draft.results) or None


def _code(session: Session, commune_id: int, typed: str, own: Programme | None) -> str:
    bare = ascii_digits(typed).strip()
    if own is not None and bare == own.code:
        return own.code  # a document may have brought a code of another kind
    if not CODE.fullmatch(bare):
        raise Refusal(ProgrammeNo.CODE_WRONG)
    code = plain_code(bare)
    taken = session.scalar(select(Programme.id).where(Programme.commune_id == commune_id, Programme.code == code))
    if taken is not None and (own is None or taken != own.id):
        raise Refusal(ProgrammeNo.CODE_TAKEN, code=code)
    return code


def _is_reviewed(session: Session, programme_id: int) -> bool:
    """Does a management dialogue or a published report speak of a programme?"""
    found = [
        select(model.programme_id).where(model.programme_id == programme_id).limit(1)
        for model in (ReviewedProgramme, PerformanceReport)
    ]
    return any(session.scalar(query) is not None for query in found)


def _remove_parts(session: Session, programme_id: int) -> None:
    actions = select(Action.id).where(Action.programme_id == programme_id)
    indicators = select(Indicator.id).where(Indicator.programme_id == programme_id)
    session.execute(delete(Activity).where(Activity.action_id.in_(actions)))
    session.execute(delete(ActionProgress).where(ActionProgress.action_id.in_(actions)))
    session.execute(delete(QuarterMoney).where(QuarterMoney.programme_id == programme_id))
    session.execute(delete(Action).where(Action.programme_id == programme_id))
    session.execute(delete(Measure).where(Measure.indicator_id.in_(indicators)))
    session.execute(delete(Indicator).where(Indicator.programme_id == programme_id))
