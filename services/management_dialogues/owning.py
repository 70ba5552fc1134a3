"""Finding a management dialogue, of one commune only, and noting what was done with it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import ManagementDialogue, Programme, ReviewedProgramme
from services.audit import record
from services.budgets.publishing import LARGEST_ID
from services.house import House
from services.management_dialogues.reasons import ManagementNo

ORIGIN = "corrective_action"
"""The origin of what a dialogue decides to put right."""


def get_dialogue(session: Session, commune_id: int, dialogue_id: int, *, lock: bool = False) -> ManagementDialogue:
    """Return a dialogue of the commune, locked where it is written to; one of another commune is not found."""
    mine = (ManagementDialogue.id == min(dialogue_id, LARGEST_ID), ManagementDialogue.commune_id == commune_id)
    query = select(ManagementDialogue).where(*mine)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise Refusal(ManagementNo.UNKNOWN)
    return found


def get_unclosed(session: Session, commune_id: int, dialogue_id: int) -> ManagementDialogue:
    """Return and lock a dialogue whose minutes may still change."""
    row = get_dialogue(session, commune_id, dialogue_id, lock=True)
    if row.closed_at is not None:
        raise Refusal(ManagementNo.IS_CLOSED)
    return row


def get_open(session: Session, commune_id: int, dialogue_id: int) -> ManagementDialogue:
    """Return and lock a dialogue that is being held: opened, and not closed yet."""
    row = get_unclosed(session, commune_id, dialogue_id)
    if row.opened_at is None:
        raise Refusal(ManagementNo.NOT_OPEN)
    return row


def programmes_in(session: Session, dialogue_id: int) -> list[Programme]:
    """Return the programmes that a dialogue looks at, by code."""
    mine = select(ReviewedProgramme.programme_id).where(ReviewedProgramme.dialogue_id == dialogue_id)
    return list(session.scalars(select(Programme).where(Programme.id.in_(mine)).order_by(Programme.code)))


def note(
    session: Session, house: House, row: ManagementDialogue, act: str, staff_id: int | None, **details: Any
) -> None:
    """Write what was done with a dialogue into the trail: its period and its programmes, never who took part."""
    codes = [programme.code for programme in programmes_in(session, row.id)]
    period = f"{row.year}-{row.quarter}" if row.quarter else str(row.year)
    record(
        session,
        house,
        act=act,
        subject="management_dialogue",
        subject_id=row.id,
        details={"period": period, "code": codes, **details},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
