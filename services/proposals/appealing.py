"""A refused idea is decided once more when its author says why in time, by somebody else where there is one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import clean_text
from budgeting.refusal import Refusal
from models import Commune, Contact, Proposal, ProposalEvent
from models.proposal import ProposalState
from services.audit import record
from services.clock import day_in
from services.commitments import appeal_days_of
from services.house import House
from services.proposals.authors import proposed_by, proposes, tell_authors
from services.proposals.reading import find_proposal, get_proposal
from services.proposals.reasons import ProposalReason
from services.proposals.submit import DESK
from services.proposals.words import appealed_words
from services.roles import RoleName
from services.staff import staff_of

EXAMINERS = (RoleName.ADMINISTRATOR, RoleName.MODERATOR)
"""Who may refuse an idea."""
LONGEST = 2000
MOST = 5


def promise_appeal(session: Session, house: House, commune: Commune, proposal: Proposal) -> date | None:
    """Keep the last day for an appeal with a refusal of today, whatever the commune changes later, and return it.

    None where it takes no appeal, or the idea was appealed for once.
    """
    days = 0 if _events(session, proposal, ProposalState.APPEALED) else appeal_days_of(commune)
    proposal.appeal_by = day_in(house.clock(), commune.time_zone) + timedelta(days=days) if days else None
    return proposal.appeal_by


def _open_day(house: House, commune: Commune, proposal: Proposal) -> date | None:
    """Return the last day for an appeal where it is not past."""
    until = proposal.appeal_by if proposal.state == ProposalState.REFUSED else None
    return until if until and until >= day_in(house.clock(), commune.time_zone) else None


def open_until(
    session: Session, house: House, commune: Commune, proposal: Proposal, contact: Contact | None
) -> date | None:
    """Return the last day on which a contact may appeal; None for everybody but an author, and once it is past."""
    until = _open_day(house, commune, proposal)
    return until if until and proposes(session, proposal, contact.id if contact else None) else None


def appeal_for(
    session: Session, house: House, commune: Commune, contact: Contact, reference: str, text: str
) -> Proposal:
    """Keep why the author does not agree: the idea waits for staff again. `Refusal` where no appeal is taken."""
    proposal = get_proposal(session, commune.id, find_proposal(session, commune.id, reference).id)
    kept = _keep(session, house, proposal, text, open_until(session, house, commune, proposal, contact))
    tell_authors(session, house, kept, appealed_words(kept), but=contact.id)
    return kept


def desk_until(session: Session, house: House, commune_id: int, reference: str) -> date | None:
    """Return the last day on which staff write down the appeal of an idea that came without a telephone.

    None once it is past, and for the idea of a phone: its author alone may appeal, and does by message.
    """
    proposal = find_proposal(session, commune_id, reference)
    until = _open_day(house, session.get_one(Commune, commune_id), proposal)
    return until if proposal.channel == DESK else None


def appeal_at_desk(
    session: Session, house: House, commune_id: int, reference: str, text: str, *, staff_id: int | None
) -> Proposal:
    """Keep what an author without a telephone says at the desk; `Refusal` where no appeal is taken."""
    proposal = get_proposal(session, commune_id, find_proposal(session, commune_id, reference).id)
    until = desk_until(session, house, commune_id, reference)
    kept = _keep(session, house, proposal, text, until, staff_id)
    tell_authors(session, house, kept, appealed_words(kept))
    record(
        session,
        house,
        act="proposal_appealed",
        subject="proposal",
        subject_id=kept.id,
        details={"reference": kept.reference},
        staff_id=staff_id,
        commune_id=commune_id,
    )
    return kept


def _keep(
    session: Session, house: House, proposal: Proposal, text: str, until: date | None, staff_id: int | None = None
) -> Proposal:
    words = clean_text(text).strip()[:LONGEST]
    if not words or until is None:
        raise Refusal(ProposalReason.NO_APPEAL, reference=proposal.reference)
    proposal.state = ProposalState.APPEALED
    event = {"proposal_id": proposal.id, "state": proposal.state, "note": words, "staff_id": staff_id}
    session.add(ProposalEvent(**event, happened_at=house.clock()))
    session.flush()
    return proposal


def appealable_of(
    session: Session, house: House, commune: Commune, contact: Contact, contact_ids: Collection[int]
) -> list[str]:
    """Return the references of somebody's refused ideas for which an appeal is taken today, the newest first."""
    mine = (Proposal.commune_id == commune.id, proposed_by(contact_ids))
    refused = select(Proposal).where(*mine, Proposal.state == ProposalState.REFUSED).order_by(Proposal.id.desc())
    rows = session.scalars(refused.limit(MOST))
    return [row.reference for row in rows if open_until(session, house, commune, row, contact)]


def refuse_same_person(session: Session, proposal: Proposal, staff_id: int | None) -> None:
    """Refuse that who refused an idea decides its appeal too, where the commune has somebody else who may."""
    if proposal.state != ProposalState.APPEALED:
        return
    refused = _events(session, proposal, ProposalState.REFUSED)[-1]
    if staff_id is None or refused.staff_id != staff_id:
        return
    others = (one for one in staff_of(session, proposal.commune_id) if one.active and one.id != staff_id)
    if any(not {str(role) for role in EXAMINERS}.isdisjoint(one.roles) for one in others):
        raise Refusal(ProposalReason.NEEDS_ANOTHER)


def _events(session: Session, proposal: Proposal, state: ProposalState) -> list[ProposalEvent]:
    query = select(ProposalEvent).where(ProposalEvent.proposal_id == proposal.id, ProposalEvent.state == state)
    return list(session.scalars(query.order_by(ProposalEvent.id)))
