"""One question put by hand to others that ask the same, where no likeness of words was seen."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.understanding.references import find_reference
from budgeting.law.asking import RequestKind
from budgeting.refusal import Refusal
from models import InformationRequest, RequestGroup
from services.house import House
from services.requests.alike import find_alike, read_gist
from services.requests.deciding import put_answer
from services.requests.grouping import make_group, note_group
from services.requests.publishing import PublicWords
from services.requests.reasons import OPEN, RequestNo
from services.requests.suggesting import LOOKED_AT, Asked, asked_of
from services.requests.taking import take, written

MOST_OFFERED = 5


def may_join(row: InformationRequest) -> bool:
    """May a request be put to others? A question that waits and is in no group; a formal request never."""
    return row.kind == RequestKind.QUESTION and row.state in OPEN and row.group_id is None


def likely_fellows(session: Session, row: InformationRequest) -> tuple[Asked, ...]:
    """Return questions, open or in a group, that seem to ask what this one asks; nothing where it cannot join."""
    if not may_join(row):
        return ()
    other = InformationRequest
    others = session.scalars(
        select(other)
        .where(other.commune_id == row.commune_id, other.kind == RequestKind.QUESTION, other.id != row.id)
        .where(or_(other.group_id.is_not(None), other.state.in_(OPEN)))
        .order_by(other.id.desc())
        .limit(LOOKED_AT)
    ).all()
    found = find_alike(read_gist(row), [read_gist(one) for one in others])
    return tuple(asked_of(others[place]) for place in found[:MOST_OFFERED])


def join_question(
    session: Session,
    house: House,
    *,
    commune_id: int,
    request_id: int,
    reference: str,
    question: str,
    staff_id: int | None,
) -> InformationRequest:
    """Put an open question to the group of another one, or make a group of the two under a public wording.

    Where the group has its answer already the asker gets it now, as everybody in it did.
    """
    row = take(session, commune_id, request_id)
    if not may_join(row):
        raise Refusal(RequestNo.CANNOT_JOIN)
    other = _other(session, row, reference)
    if other.group_id is None:
        both = (row.id, other.id)
        make_group(session, house, commune_id=commune_id, request_ids=both, question=question, staff_id=staff_id)
        return row
    group = session.get_one(RequestGroup, other.group_id, with_for_update=True)
    row.group_id = group.id
    note_group(session, house, group, "request_group_joined", staff_id, {"reference": row.reference})
    if group.answer:
        text = written(group.answer, row, RequestNo.WITHOUT_ANSWER)
        public = PublicWords(group.question, group.answer) if row.was_put_to_staff else None
        put_answer(session, house, row, text, staff_id, public)
    return row


def _other(session: Session, row: InformationRequest, reference: str) -> InformationRequest:
    """Return the question of that reference: another one, in a group or itself open; never a formal request."""
    found = find_reference(reference)
    other = session.scalar(
        select(InformationRequest)
        .where(InformationRequest.commune_id == row.commune_id, InformationRequest.id != row.id)
        .where(InformationRequest.reference == (found[0] if found else ""))
        .with_for_update()
    )
    if other is None:
        raise Refusal(RequestNo.JOIN_UNKNOWN)
    if other.kind != RequestKind.QUESTION or (other.group_id is None and other.state not in OPEN):
        raise Refusal(RequestNo.JOIN_NOT_OPEN, reference=other.reference)
    return other
