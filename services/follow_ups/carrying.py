"""Carrying over: a session or a dialogue opens with what the last one left, and nothing is left until it is done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import FollowUp, FollowUpEvent
from models.follow_up import FollowUpEventKind
from services.follow_ups.events import Step, write_event
from services.follow_ups.finding import is_open
from services.follow_ups.making import LONGEST_OCCASION
from services.follow_ups.origins import origin_of
from services.follow_ups.reasons import FollowUpNo
from services.house import House
from services.numbering import hold


@dataclass(frozen=True, slots=True)
class NextOccasion:
    """What the open promises of an origin are carried over to: its name, and what it is there where it is kept.

    `own` are the sources of promises that were made on that occasion, where they are not `source_id` itself.
    """

    origin: str
    occasion: str
    source_id: int | None = None
    own: Collection[int] | None = None


def left_open(
    session: Session, commune_id: int, origin: str, *, source_id: int | None = None, but: Collection[int] = ()
) -> list[FollowUp]:
    """Return what is still awaited of an origin, by number: of one source where it is named, else of all.

    `but` leaves out what came of those sources: a session does not open with its own.
    """
    query = select(FollowUp).where(FollowUp.commune_id == commune_id, FollowUp.origin == origin, is_open())
    if source_id is not None:
        query = query.where(FollowUp.origin_id == source_id)
    if but:
        query = query.where(or_(FollowUp.origin_id.is_(None), FollowUp.origin_id.not_in(but)))
    return list(session.scalars(query.order_by(FollowUp.number)))


def carry_over(
    session: Session, house: House, commune_id: int, to: NextOccasion, *, staff_id: int | None
) -> list[FollowUp]:
    """Note of each promise that is left that it goes on to another occasion; return those that were not there yet.

    Each keeps its number and where it came of. `Refusal` where nothing is left.
    """
    origin_of(to.origin)
    occasion = one_line(to.occasion, LONGEST_OCCASION)
    if not occasion:
        raise Refusal(FollowUpNo.OCCASION_NEEDED)
    hold(session, f"carry {commune_id} {to.origin}")  # pressed twice, the second finds all there
    own = to.own if to.own is not None else [to.source_id] if to.source_id else []
    rows = [
        row
        for row in left_open(session, commune_id, to.origin, but=own)
        if not _is_carried(session, row, occasion, to.source_id)
    ]
    if not rows:
        raise Refusal(FollowUpNo.NOTHING_OPEN)
    details = {"occasion": occasion, **({"source_id": to.source_id} if to.source_id else {})}
    for row in rows:
        write_event(session, house, row, Step(FollowUpEventKind.CARRIED, details), staff_id=staff_id)
    return rows


def carried_to(session: Session, commune_id: int, origin: str, source_id: int) -> list[FollowUp]:
    """Return what was carried over to one source, by number, whatever became of it since."""
    mine = (FollowUp.commune_id == commune_id, FollowUp.origin == origin)
    query = select(FollowUp).where(*mine, _carried(source_id=source_id)).order_by(FollowUp.number)
    return list(session.scalars(query))


def _is_carried(session: Session, row: FollowUp, occasion: str, source_id: int | None) -> bool:
    which = _carried(source_id=source_id) if source_id else _carried(occasion=occasion)
    return session.scalar(select(FollowUp.id).where(FollowUp.id == row.id, which)) is not None


def _carried(*, occasion: str = "", source_id: int | None = None) -> ColumnElement[bool]:
    """Return the condition that a promise was carried over to that occasion, by its source where it has one."""
    details = FollowUpEvent.details
    to = details["source_id"].as_integer() == source_id if source_id else details["occasion"].as_string() == occasion
    mine = (FollowUpEvent.follow_up_id == FollowUp.id, FollowUpEvent.kind == FollowUpEventKind.CARRIED)
    return exists().where(*mine, to)
