"""Supporting a proposal, once for each person, and telling those who do."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from bot.phrases import Phrase
from bot.ports import Stance
from budgeting.refusal import Refusal
from models import Contact, Inbound, Line, LineCommune, Proposal, Support
from models.proposal import ProposalState
from services.house import House
from services.proposals.authors import PURPOSE, Behind, authors_of, once_each, proposes
from services.proposals.reading import LIVING, get_proposal
from services.proposals.reasons import ProposalReason
from services.rows import put_new
from services.same_phone import contacts_of_phone
from services.telling import tell


def support_proposal(session: Session, house: House, proposal: Proposal, contact_id: int) -> Proposal:
    """Add a contact's support and return the proposal that has it.

    Supporting twice, on whichever channel, or one's own proposal changes nothing; a merged one hands the support on.
    """
    proposal = heir_of(session, proposal)
    if proposal.state not in LIVING:
        raise Refusal(ProposalReason.NOT_SUPPORTABLE, reference=proposal.reference)
    if stance_of(session, proposal, contact_id) is Stance.NEW:
        add_support(session, house, proposal.id, contact_id)
    return proposal


def heir_of(session: Session, proposal: Proposal) -> Proposal:
    """Return the proposal that has the supports of this one: itself, or the one it was merged into."""
    if proposal.state == ProposalState.MERGED and proposal.merged_into_id:
        return get_proposal(session, proposal.commune_id, proposal.merged_into_id)
    return proposal


def stance_of(session: Session, proposal: Proposal, contact_id: int) -> Stance:
    """Return whether the person of a contact supports a proposal already, or is one of its authors."""
    heir = heir_of(session, proposal)
    if proposes(session, heir, contact_id):
        return Stance.OWN
    same = [one.id for one in contacts_of_phone(session, session.get_one(Contact, contact_id))]
    supports = exists().where(Support.proposal_id == heir.id, Support.contact_id.in_(same))
    return Stance.ALREADY if session.scalar(select(supports)) else Stance.NEW


def add_support(session: Session, house: House, proposal_id: int, contact_id: int) -> None:
    """Write one contact's support, once."""
    row = {"proposal_id": proposal_id, "contact_id": contact_id, "made_at": house.clock()}
    put_new(session, Support, "proposal_id", "contact_id", **row)


def tell_interested(session: Session, house: House, proposal: Proposal, words: Callable[[bool], Phrase]) -> int:
    """Tell the authors (`words(True)`) and the supporters (`words(False)`), each once; return how many were told."""
    authors = authors_of(session, proposal)
    rows = session.scalars(
        select(Support.contact_id).where(Support.proposal_id == proposal.id).order_by(Support.contact_id)
    )
    people = once_each(session, [*authors, *(Behind(contact_id, line_to(session, contact_id)) for contact_id in rows)])
    said = {is_author: words(is_author) for is_author in (True, False)}
    return sum(
        tell(session, house, one.contact_id, one.line_id, said[one in authors], purpose=PURPOSE) for one in people
    )


def line_to(session: Session, contact_id: int) -> int | None:
    """Return the line a contact last wrote on, else one of their commune on their channel."""
    last = session.scalar(
        select(Inbound.line_id).where(Inbound.contact_id == contact_id).order_by(Inbound.id.desc()).limit(1)
    )
    return last or session.scalar(
        select(Line.id)
        .join(LineCommune, LineCommune.line_id == Line.id)
        .join(Contact, Contact.commune_id == LineCommune.commune_id)
        .where(Contact.id == contact_id, Line.channel == Contact.channel, Line.enabled.is_(True))
        .order_by(Line.id)
        .limit(1)
    )
