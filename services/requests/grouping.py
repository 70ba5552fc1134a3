"""Questions asked again and again: confirmed by staff as one, answered once, each asker told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from budgeting.law.asking import RequestKind
from budgeting.refusal import Refusal
from models import InformationRequest, RequestGroup
from services.audit import record
from services.house import House
from services.requests.deciding import put_answer
from services.requests.known import FEWEST
from services.requests.masking import propose_mask
from services.requests.publishing import PublicWords
from services.requests.reasons import OPEN, RequestNo
from services.requests.room import LONGEST_BY_SMS
from services.requests.suggesting import Asked, asked_of, shared_topic
from services.requests.taking import written
from services.zones import zone_names

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group as staff confirmed it; `asked` counts everybody, also those who were answered at once."""

    id: int
    topic: str | None
    question: str
    answer: str | None
    asked: int
    questions: tuple[Asked, ...]


class ReadOver(NamedTuple):
    """Two texts as everybody would read them, and of which something was blotted out."""

    words: PublicWords
    is_question_blotted: bool
    is_answer_blotted: bool


@dataclass(frozen=True, slots=True)
class GroupAnswered:
    """How many questions an answer went to, and how many of their askers a message tells of it."""

    answered: int
    told: int


def make_group(
    session: Session, house: House, *, commune_id: int, request_ids: Sequence[int], question: str, staff_id: int | None
) -> RequestGroup:
    """Confirm that these questions ask the same; `question` is how it will be read in public."""
    rows = session.scalars(
        select(InformationRequest)
        .where(InformationRequest.id.in_(request_ids), InformationRequest.commune_id == commune_id)
        .where(InformationRequest.group_id.is_(None), InformationRequest.kind == RequestKind.QUESTION)
        .with_for_update()
    ).all()
    if len(rows) < FEWEST:
        raise Refusal(RequestNo.GROUP_TOO_SMALL)
    group = RequestGroup(
        commune_id=commune_id,
        topic=shared_topic(rows),
        question=_words(question, RequestNo.PUBLIC_TEXT_MISSING),
        staff_id=staff_id,
        created_at=house.clock(),
    )
    session.add(group)
    session.flush()
    for row in rows:
        row.group_id = group.id
    note_group(session, house, group, "request_group_made", staff_id, {"count": len(rows)})
    return group


def read_over(session: Session, *, commune_id: int, group_id: int, text: str) -> ReadOver:
    """Return what everybody would read if a group got this answer, masked, for staff to look at before it is so."""
    group = _known(session.scalar(_of(commune_id, group_id)))
    answer = _words(text, RequestNo.WITHOUT_ANSWER)
    question = propose_mask(group.question, places=zone_names(session, commune_id))
    public = PublicWords(question, propose_mask(answer, is_signed=False))
    return ReadOver(public, public.text != group.question, public.answer != answer)


def answer_group(
    session: Session,
    house: House,
    *,
    commune_id: int,
    group_id: int,
    text: str,
    staff_id: int | None,
    question: str | None = None,
) -> GroupAnswered:
    """Answer a group with one public text: every open question, and whoever got another text of the group's before.

    What is public of their questions is renewed with it. `question` is another wording of what they ask; both texts
    are those that staff have read over.
    """
    group = _known(session.scalar(_of(commune_id, group_id).with_for_update()))
    if question is not None:
        group.question = _words(question, RequestNo.PUBLIC_TEXT_MISSING)
    old = group.answer
    new = group.answer = _words(text, RequestNo.WITHOUT_ANSWER)
    group.answered_at = house.clock()
    askers = [row for row in _locked_members(session, group_id) if _awaits(row, old, new)]
    told, public = 0, PublicWords(group.question, new)
    for row in askers:
        own = written(new, row, RequestNo.WITHOUT_ANSWER)
        event = put_answer(session, house, row, own, staff_id, public if row.was_put_to_staff else None)
        told += event.told is True
    note_group(session, house, group, "request_group_answered", staff_id, {"count": len(askers)})
    return GroupAnswered(len(askers), told)


def list_groups(session: Session, commune_id: int, *, limit: int = 50) -> list[GroupView]:
    """Return the commune's groups, those that wait for an answer first, then the newest."""
    groups = session.scalars(
        select(RequestGroup)
        .where(RequestGroup.commune_id == commune_id)
        .order_by(RequestGroup.answer.is_not(None), RequestGroup.id.desc())
        .limit(limit)
    ).all()
    rows = session.execute(
        select(InformationRequest.group_id, func.count())
        .where(InformationRequest.group_id.in_([group.id for group in groups]))
        .group_by(InformationRequest.group_id)
    )
    counts = {group_id: count for group_id, count in rows}  # noqa: C416 - rows are no pairs to dict()
    return [_view(session, group, counts.get(group.id, 0)) for group in groups]


def _of(commune_id: int, group_id: int) -> Select[RequestGroup]:
    return select(RequestGroup).where(RequestGroup.id == group_id, RequestGroup.commune_id == commune_id)


def _known(group: RequestGroup | None) -> RequestGroup:
    if group is None:
        raise Refusal(RequestNo.GROUP_UNKNOWN)
    return group


def _view(session: Session, group: RequestGroup, asked: int) -> GroupView:
    members = tuple(asked_of(row) for row in session.scalars(_members(group.id).limit(MOST_SHOWN)))
    return GroupView(group.id, group.topic, group.question, group.answer, asked, members)


def _members(group_id: int) -> Select[InformationRequest]:
    row = InformationRequest
    return select(row).where(row.group_id == group_id, row.kind == RequestKind.QUESTION).order_by(row.id)


def _locked_members(session: Session, group_id: int) -> list[InformationRequest]:
    return list(session.scalars(_members(group_id).with_for_update()))


def _awaits(row: InformationRequest, old: str | None, new: str) -> bool:
    """Is a question open, or does its asker hold what the group said before and not words of its own?"""
    return row.state in OPEN or (old is not None and row.answer == old != new)


def _words(text: str, missing: RequestNo) -> str:
    clean = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not clean:
        raise Refusal(missing)
    if len(clean) > LONGEST_BY_SMS:
        raise Refusal(RequestNo.TEXT_TOO_LONG, most=LONGEST_BY_SMS, length=len(clean))
    return clean


def note_group(
    session: Session,
    house: House,
    group: RequestGroup,
    act: str,
    staff_id: int | None,
    details: dict[str, int | str],
) -> None:
    """Write what was done with a group into the audit trail."""
    record(
        session,
        house,
        act=act,
        subject="request_group",
        subject_id=group.id,
        details=details,
        staff_id=staff_id,
        commune_id=group.commune_id,
    )
