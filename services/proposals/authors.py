"""Who proposes an idea: the first author and those who joined them, each of them told at every step once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from bot.phrases import Phrase
from models import CoAuthor, Contact, Proposal
from services.house import House
from services.same_phone import is_same_person, marks_of
from services.telling import tell

PURPOSE = "proposal"


@dataclass(frozen=True, slots=True)
class Behind:
    """One person who proposes an idea, and the line to tell them on."""

    contact_id: int
    line_id: int | None


def authors_of(session: Session, proposal: Proposal) -> list[Behind]:
    """Return everybody who proposes an idea, each person once, the first author first."""
    first = [Behind(proposal.contact_id, proposal.line_id)] if proposal.contact_id else []
    return once_each(session, [*first, *joined_to(session, proposal.id)])


def once_each(session: Session, people: Iterable[Behind]) -> list[Behind]:
    """Return each person once, on whichever of their channels came first."""
    known: set[tuple[bool, str]] = set()
    found = []
    for one in people:
        marks = marks_of(session.get_one(Contact, one.contact_id))
        if known.isdisjoint(marks):
            found.append(one)
        known |= marks
    return found


def joined_to(session: Session, proposal_id: int) -> list[Behind]:
    """Return who joined the first author, in the order in which they did."""
    query = select(CoAuthor).where(CoAuthor.proposal_id == proposal_id)
    rows = session.scalars(query.order_by(CoAuthor.made_at, CoAuthor.contact_id))
    return [Behind(row.contact_id, row.line_id) for row in rows]


def proposes(session: Session, proposal: Proposal, contact_id: int | None) -> bool:
    """Is the contact one of the authors, or of the same address or the same proven phone as one of them?"""
    asking = session.get(Contact, contact_id) if contact_id else None
    if asking is None:
        return False
    theirs = {proposal.contact_id, *(one.contact_id for one in joined_to(session, proposal.id))} - {None}
    return asking.id in theirs or any(is_same_person(session.get_one(Contact, one), asking) for one in theirs)


def proposed_by(contact_ids: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that one of some contacts is an author of a proposal."""
    joined = select(CoAuthor.proposal_id).where(CoAuthor.contact_id.in_(contact_ids))
    return or_(Proposal.contact_id.in_(contact_ids), Proposal.id.in_(joined))


def tell_authors(session: Session, house: House, proposal: Proposal, words: Phrase, *, but: int | None = None) -> int:
    """Tell every author, except the person of one contact; return how many were told."""
    left_out = session.get(Contact, but) if but else None
    told = 0
    for one in authors_of(session, proposal):
        if left_out is None or not is_same_person(session.get_one(Contact, one.contact_id), left_out):
            told += tell(session, house, one.contact_id, one.line_id, words, purpose=PURPOSE)
    return told
