"""Voice messages with a proposal: staff hear them and write down what is said, nobody else ever does.

A voice tells who somebody is: it is never published, and erased when who spoke asks to be forgotten or some time after
the idea is decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contact, Proposal, ProposalEvent, ProposalVoice
from services.audit import record
from services.batches import in_batches
from services.house import House
from services.periods import VOICES
from services.proposals.authors import PURPOSE, proposes, tell_authors
from services.proposals.reading import UNDECIDED, find_proposal, get_proposal
from services.proposals.reasons import ProposalReason
from services.proposals.submit import Idea, cleaned
from services.proposals.words import not_heard_words, written_words
from services.sent_files import GONE, PENDING, PhotoFile, PhotoState, kept_photo, sent_photo, state_of_photo
from services.telling import tell
from services.uploads import path_of
from services.uploads.keeping import is_kept_name

MOST = 5
"""Voice messages of one proposal."""
BATCH = 100


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A voice message as staff see it."""

    id: int
    state: PhotoState
    made_at: datetime


def add_voice(
    session: Session, house: House, proposal: Proposal, contact: Contact, line_id: int, file_id: str
) -> ProposalVoice:
    """Keep a voice message of an author for the staff; `Refusal` where it is not theirs, or decided, or too many."""
    proposal = get_proposal(session, proposal.commune_id, proposal.id)
    if proposal.state not in UNDECIDED or not proposes(session, proposal, contact.id):
        raise Refusal(ProposalReason.VOICE_NOT_TAKEN, reference=proposal.reference)
    if (session.scalar(select(func.count(ProposalVoice.id)).where(_of(proposal.id))) or 0) >= MOST:
        raise Refusal(ProposalReason.TOO_MANY_VOICES, reference=proposal.reference, most=MOST)
    row = ProposalVoice(
        proposal_id=proposal.id,
        contact_id=contact.id,
        line_id=line_id,
        file=sent_photo(contact, file_id),
        made_at=house.clock(),
    )
    session.add(row)
    session.flush()
    return row


def voices_of(session: Session, proposal_id: int) -> tuple[VoiceRow, ...]:
    """Return the voice messages of a proposal, the first one first; none of who asked to be forgotten."""
    rows = session.scalars(select(ProposalVoice).where(_of(proposal_id)).order_by(ProposalVoice.id))
    return tuple(VoiceRow(row.id, state_of_photo(row.file) or PhotoState.GONE, row.made_at) for row in rows)


def open_voice(session: Session, house: House, commune_id: int, reference: str, voice_id: int) -> PhotoFile:
    """Return a kept voice message of a proposal of the commune; `Refusal` where there is none."""
    proposal = find_proposal(session, commune_id, reference)
    row = session.scalar(select(ProposalVoice).where(_of(proposal.id), ProposalVoice.id == voice_id))
    return kept_photo(house, row.file if row else None)


def tell_not_heard(session: Session, house: House, voice_id: int) -> None:
    """Tell who spoke that their message could not be kept, and what to do."""
    row = session.get(ProposalVoice, voice_id)
    if row is not None:
        words = not_heard_words(session.get_one(Proposal, row.proposal_id))
        tell(session, house, row.contact_id, row.line_id, words, purpose=PURPOSE)


def write_down(
    session: Session, house: House, commune_id: int, proposal_id: int, idea: Idea, *, staff_id: int | None
) -> Proposal:
    """Give a proposal the title and words that staff heard in its voice message, and tell its authors the title."""
    proposal = get_proposal(session, commune_id, proposal_id)
    if proposal.state not in UNDECIDED or not voices_of(session, proposal_id):
        raise Refusal(ProposalReason.DECIDED, reference=proposal.reference)
    proposal.title, proposal.description = cleaned(idea)
    record(
        session,
        house,
        act="proposal_written_down",
        subject="proposal",
        subject_id=proposal.id,
        details={"reference": proposal.reference},
        staff_id=staff_id,
        commune_id=commune_id,
    )
    tell_authors(session, house, proposal, written_words(proposal))
    return proposal


def forget_speaker(session: Session, contact_id: int) -> None:
    """Fetch and show nothing any more of who asks to be forgotten; the file goes within the hour."""
    mine = ProposalVoice.contact_id == contact_id
    waiting = update(ProposalVoice).where(mine, ProposalVoice.file.startswith(PENDING))
    session.execute(waiting.values(file=f"{GONE}forgotten"))
    session.execute(update(ProposalVoice).where(mine).values(contact_id=None, line_id=None))


def drop_voices(house: House) -> int:
    """Erase what nobody may hear any more, file and row: of who was forgotten, and of ideas decided long ago."""
    return in_batches(house, lambda session: _drop(session, house), BATCH)


def _drop(session: Session, house: House) -> int:
    idea = ProposalVoice.proposal_id
    lately = select(ProposalEvent.id).where(
        ProposalEvent.proposal_id == idea, ProposalEvent.happened_at >= house.clock() - VOICES
    )
    decided = select(Proposal.id).where(Proposal.id == idea, Proposal.state.not_in(UNDECIDED))
    due = or_(ProposalVoice.contact_id.is_(None), decided.exists() & ~lately.exists())
    rows = session.scalars(select(ProposalVoice).where(due).order_by(ProposalVoice.id).limit(BATCH)).all()
    for row in rows:
        if is_kept_name(row.file):  # before the row: a row without its file is found again, a file without is not
            path_of(house, row.file).unlink(missing_ok=True)
        session.delete(row)
    session.flush()
    return len(rows)


def _of(proposal_id: int) -> ColumnElement[bool]:
    return (ProposalVoice.proposal_id == proposal_id) & ProposalVoice.contact_id.is_not(None)
