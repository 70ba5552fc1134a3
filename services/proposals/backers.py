"""Who stands behind an idea without a telephone: associations, and people counted where they were present."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Association, Proposal, ProposalAssociation, PublicSession
from services.audit import record
from services.house import House
from services.proposals.authors import authors_of
from services.proposals.joining import code_of
from services.proposals.reading import UNDECIDED, get_proposal
from services.proposals.reasons import ProposalReason

MOST_PRESENT = 100_000


@dataclass(frozen=True, slots=True)
class Backers:
    """How many propose an idea by phone, which associations do (by id and name), how many people were present where.

    `code` lets others join by phone, where one was given.
    """

    authors: int
    associations: tuple[tuple[int, str], ...]
    present: int
    session: str | None
    session_id: int | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Present:
    """What staff write down of those without a telephone."""

    association_ids: Collection[int] = ()
    people: int = 0
    session_id: int | None = None


def backers_of(session: Session, proposal: Proposal) -> Backers:
    """Return who stands behind an idea, without who they are but for associations."""
    there = session.get(PublicSession, proposal.session_id) if proposal.session_id else None
    return Backers(
        authors=len(authors_of(session, proposal)),
        associations=tuple(_associations(session, proposal.id)),
        present=proposal.present,
        session=there.title if there else None,
        session_id=proposal.session_id,
        code=proposal.author_code,
    )


def note_backers(
    session: Session, house: House, commune_id: int, proposal_id: int, given: Present, *, staff_id: int | None
) -> Proposal:
    """Write down who stands behind an idea beside the phones, in place of what was written before."""
    proposal = get_proposal(session, commune_id, proposal_id)
    set_backers(session, proposal, given)
    record(
        session,
        house,
        act="proposal_backers_noted",
        subject="proposal",
        subject_id=proposal.id,
        details={
            "reference": proposal.reference,
            "present": given.people,
            "associations": len(set(given.association_ids)),
        },
        staff_id=staff_id,
        commune_id=commune_id,
    )
    return proposal


def set_backers(session: Session, proposal: Proposal, given: Present) -> None:
    """Set them; `Refusal` for an association or a session of another commune, or a number that cannot be."""
    wanted = set(given.association_ids)
    known = select(func.count(Association.id)).where(
        Association.commune_id == proposal.commune_id, Association.id.in_(wanted)
    )
    there = session.get(PublicSession, given.session_id) if given.session_id else None
    is_elsewhere = given.session_id and (there is None or there.commune_id != proposal.commune_id)
    if is_elsewhere or not 0 <= given.people <= MOST_PRESENT or session.scalar(known) != len(wanted):
        raise Refusal(ProposalReason.BACKERS_WRONG)
    proposal.present, proposal.session_id = given.people, given.session_id
    session.execute(delete(ProposalAssociation).where(ProposalAssociation.proposal_id == proposal.id))
    session.add_all(ProposalAssociation(proposal_id=proposal.id, association_id=one) for one in sorted(wanted))
    session.flush()


def add_backers(session: Session, target: Proposal, proposal: Proposal) -> None:
    """Let those behind an idea that is merged stand behind the other; people counted at one session count once."""
    wanted = {one for row in (target, proposal) for one, _ in _associations(session, row.id)}
    is_same = target.session_id is not None and target.session_id == proposal.session_id
    people = max(target.present, proposal.present) if is_same else target.present + proposal.present
    where = target.session_id or proposal.session_id
    set_backers(session, target, Present(wanted, min(people, MOST_PRESENT), where))


def give_code(session: Session, house: House, commune_id: int, proposal_id: int, *, staff_id: int | None) -> str:
    """Return the code by which somebody at the desk joins from their own phone; `Refusal` once it is decided."""
    proposal = get_proposal(session, commune_id, proposal_id)
    if proposal.state not in UNDECIDED:
        raise Refusal(ProposalReason.DECIDED, reference=proposal.reference)
    record(
        session,
        house,
        act="proposal_code_given",
        subject="proposal",
        subject_id=proposal.id,
        details={"reference": proposal.reference},
        staff_id=staff_id,
        commune_id=commune_id,
    )
    return code_of(proposal)


def _associations(session: Session, proposal_id: int) -> list[tuple[int, str]]:
    query = select(Association.id, Association.name).join(ProposalAssociation)
    rows = session.execute(query.where(ProposalAssociation.proposal_id == proposal_id).order_by(Association.name))
    return [(row.id, row.name) for row in rows]
