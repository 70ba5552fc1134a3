"""Receiving an idea, from a phone or at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.sms.clean import clean_text, one_line
from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import Commune, Cycle, Proposal, ProposalEvent, Zone
from models.cycle import CycleState
from models.proposal import ProposalState
from services.audit import record
from services.clock import day_in
from services.cycles.phases import next_opening, open_cycle
from services.house import House
from services.numbering import next_reference
from services.proposals.reasons import ProposalReason

DESK = "desk"
"""The channel of what somebody brought to the commune's office."""
LONGEST_TITLE = 160
LONGEST_TEXT = 2000
RECEIVING = (CycleState.DRAFT, CycleState.APPROVED)
"""Ideas come before the ballot they may stand on is approved, so a draft's dates count for them too."""


@dataclass(frozen=True, slots=True)
class Idea:
    """What is proposed; coordinates in degrees, `photo` as `services.sent_files` writes it."""

    title: str
    description: str = ""
    zone_id: int | None = None
    photo: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Where an idea came from and where its author is told what became of it."""

    channel: str
    language: str
    contact_id: int | None = None
    line_id: int | None = None


def why_not_submit(session: Session, house: House, commune_id: int) -> Refusal | None:
    """Return why no idea is taken now (`CLOSED`, or `OPEN_LATER` with `opens_at`), or None."""
    if open_cycle(session, commune_id, PhaseKind.PROPOSALS, house.clock(), RECEIVING):
        return None
    opens_at = next_opening(session, commune_id, PhaseKind.PROPOSALS, house.clock(), RECEIVING)
    if opens_at is None:
        return Refusal(ProposalReason.CLOSED)
    return Refusal(ProposalReason.OPEN_LATER, opens_at=opens_at.isoformat())


def submit_proposal(session: Session, house: House, commune: Commune, author: Author, idea: Idea) -> Proposal:
    """Receive an idea and give it its reference; `Refusal` while the phase is not open."""
    if no := why_not_submit(session, house, commune.id):
        raise no
    cycle = open_cycle(session, commune.id, PhaseKind.PROPOSALS, house.clock(), RECEIVING)
    assert cycle
    proposal = _proposal(session, house, commune, cycle, author, idea)
    session.add(proposal)
    session.flush()
    session.add(ProposalEvent(proposal_id=proposal.id, state=ProposalState.RECEIVED, happened_at=proposal.made_at))
    return proposal


def submit_at_desk(
    session: Session, house: House, commune_id: int, idea: Idea, *, language: str, staff_id: int
) -> Proposal:
    """Receive an idea that somebody brought to the commune's office; nobody is told by phone."""
    commune = session.get_one(Commune, commune_id)
    proposal = submit_proposal(session, house, commune, Author(DESK, language), idea)
    record(
        session,
        house,
        act="proposal_submitted_at_desk",
        subject="proposal",
        subject_id=proposal.id,
        details={"reference": proposal.reference},
        staff_id=staff_id,
        commune_id=commune_id,
    )
    return proposal


def _proposal(session: Session, house: House, commune: Commune, cycle: Cycle, author: Author, idea: Idea) -> Proposal:
    now = house.clock()
    title, description = cleaned(idea)
    return Proposal(
        commune_id=commune.id,
        cycle_id=cycle.id,
        zone_id=_zone(session, commune.id, idea.zone_id),
        title=title,
        description=description,
        photo=idea.photo,
        latitude=idea.latitude,
        longitude=idea.longitude,
        channel=author.channel,
        language=author.language,
        contact_id=author.contact_id,
        line_id=author.line_id,
        state=ProposalState.RECEIVED,
        made_at=now,
        reference=next_reference(session, Proposal.reference, "P", commune.id, day_in(now, commune.time_zone).year),
    )


def cleaned(idea: Idea) -> tuple[str, str]:
    """Return title and description, cleaned; what a long title loses stays whole in the description."""
    whole = one_line(idea.title)
    if not whole:
        raise Refusal(ProposalReason.TITLE_MISSING)
    description = clean_text(idea.description).strip()
    if len(whole) <= LONGEST_TITLE:
        return whole, description[:LONGEST_TEXT]
    return whole[: LONGEST_TITLE - 1].rstrip() + "…", f"{whole}\n{description}".strip()[:LONGEST_TEXT]


def _zone(session: Session, commune_id: int, zone_id: int | None) -> int | None:
    zone = session.get(Zone, zone_id) if zone_id else None
    if zone_id and (zone is None or zone.commune_id != commune_id):
        raise Refusal(ProposalReason.ZONE_UNKNOWN)
    return zone_id
