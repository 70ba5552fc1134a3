"""Forgetting a person who asks for it: what the law lets be erased, keeping counts correct."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from models import (
    BroadcastRecipient,
    BudgetInquiry,
    Commune,
    Contact,
    Conversation,
    DocumentFollower,
    Feedback,
    Follower,
    FollowUpFollower,
    Inbound,
    InformationRequest,
    LessonFinished,
    LessonPlace,
    NewsReader,
    Outbox,
    Proposal,
    Support,
    WorksOpinion,
    WorksReport,
)
from models.message import WAITING
from models.request import RequestState
from services.clock import day_in
from services.contacts import no_hash
from services.projects.forgetting import forget_reporters
from services.proposals.authors import proposed_by
from services.proposals.forgetting import forget_appellants
from services.proposals.joining import forget_author
from services.proposals.voices import forget_speaker
from services.public_sessions.coming import forget_comer
from services.redaction import note_forgotten
from services.requests.counting import settle_counts
from services.requests.forgetting import forget_askers
from services.roll.asking import forget_unmatched
from services.sent_files import GONE, PENDING
from services.unwanted import drop_news_of

OPEN_STATES = (RequestState.PREPARED, RequestState.RECEIVED, RequestState.PAUSED, RequestState.EXTENDED)


def erase_contact(session: Session, contact: Contact, now: datetime) -> int:
    """Forget words, follows, language and zone of a contact; return how many open requests stay.

    Rows that are counted stay without what says who; what the same phone could give again tomorrow is taken back. The
    address goes too, unless an open request still needs an answer: then it goes with the answer. A ballot has no link
    to a contact and stays counted.
    """
    contact_id = contact.id
    session.execute(delete(Conversation).where(Conversation.contact_id == contact_id))
    session.execute(delete(Follower).where(Follower.contact_id == contact_id))
    session.execute(delete(FollowUpFollower).where(FollowUpFollower.contact_id == contact_id))
    session.execute(delete(DocumentFollower).where(DocumentFollower.contact_id == contact_id))
    session.execute(delete(NewsReader).where(NewsReader.contact_id == contact_id))
    session.execute(delete(BroadcastRecipient).where(BroadcastRecipient.contact_id == contact_id))
    settle_counts(session, [contact_id])
    _take_back(session, contact, now)
    _forget_lessons(session, contact_id)
    _leave_photos(session, contact_id)
    forget_reporters(session, WorksReport.contact_id == contact_id)
    asked = update(WorksOpinion).where(WorksOpinion.contact_id == contact_id)
    session.execute(asked.values(contact_id=None, outbox_id=None, answered_at=None))
    forget_appellants(session, proposed_by([contact_id]))
    forget_author(session, contact_id)
    forget_speaker(session, contact_id)
    forget_comer(session, contact_id, now)
    _erase_messages(session, contact_id, now)
    drop_news_of(session, contact_id)
    forget_unmatched(session, contact_id)
    staying = _settle_requests(session, contact_id)
    contact.language = contact.zone_id = contact.sex = contact.phone = contact.phone_hash = None
    contact.country = contact.chosen_id = None
    contact.wants_news = False
    contact.erased_at = now
    return staying


def _take_back(session: Session, contact: Contact, now: datetime) -> None:
    """Take back what is still open and would count twice: supports, marks, and what was asked of the budget today.

    Words about works stay, without who said them: what is broken is still broken.
    """
    own = Feedback.contact_id == contact.id
    session.execute(delete(Feedback).where(own, func.coalesce(Feedback.text, "") == ""))
    session.execute(update(Feedback).where(own).values(contact_id=None, rating=None, told_rating=None))
    session.execute(delete(Support).where(Support.contact_id == contact.id))  # a refused idea may live again by appeal
    commune = session.get(Commune, contact.commune_id) if contact.commune_id else None
    if commune is not None:
        today = day_in(now, commune.time_zone)
        session.execute(delete(BudgetInquiry).where(BudgetInquiry.contact_id == contact.id, BudgetInquiry.day == today))
    session.execute(update(BudgetInquiry).where(BudgetInquiry.contact_id == contact.id).values(contact_id=None))


def _forget_lessons(session: Session, contact_id: int) -> None:
    """Forget where they stopped; that somebody finished a lesson stays counted."""
    session.execute(delete(LessonPlace).where(LessonPlace.contact_id == contact_id))
    session.execute(update(LessonFinished).where(LessonFinished.contact_id == contact_id).values(contact_id=None))


def _leave_photos(session: Session, contact_id: int) -> None:
    """Fetch no photo any more of who is forgotten: the way to it goes with the line."""
    waiting = (Proposal.contact_id == contact_id, Proposal.photo.startswith(PENDING))
    session.execute(update(Proposal).where(*waiting).values(photo=f"{GONE}forgotten"))


def _erase_messages(session: Session, contact_id: int, now: datetime) -> None:
    note_forgotten(session, contact_id, now)
    session.execute(update(Inbound).where(Inbound.contact_id == contact_id).values(body=None))
    session.execute(
        update(Outbox).where(Outbox.contact_id == contact_id, Outbox.state.not_in(WAITING)).values(payload=None)
    )


def _settle_requests(session: Session, contact_id: int) -> int:
    own = InformationRequest.contact_id == contact_id
    forget_askers(session, own, InformationRequest.state.not_in(OPEN_STATES))
    return session.scalar(select(func.count()).select_from(InformationRequest).where(own)) or 0


def forget_addresses(session: Session, now: datetime) -> int:
    """Erase the addresses of contacts who asked for it, once nothing more has to be sent to them; return how many.

    What was still on its way then goes as well, here and at the company. The keyed hash is replaced too: a later
    message from the same phone begins anew.
    """
    asked = select(Contact.id).where(Contact.erased_at.is_not(None), Contact.address.is_not(None))
    forget_askers(session, InformationRequest.contact_id.in_(asked), InformationRequest.state.not_in(OPEN_STATES))
    contacts = session.scalars(
        select(Contact).where(Contact.id.in_(asked), ~_has_messages_waiting(), ~_has_requests()).with_for_update()
    ).all()
    for contact in contacts:
        _erase_messages(session, contact.id, now)
        contact.address = contact.phone = contact.phone_hash = None
        contact.address_hash = no_hash()
    return len(contacts)


def _has_messages_waiting() -> ColumnElement[bool]:
    return select(Outbox.id).where(Outbox.contact_id == Contact.id, Outbox.state.in_(WAITING)).exists()


def _has_requests() -> ColumnElement[bool]:
    return select(InformationRequest.id).where(InformationRequest.contact_id == Contact.id).exists()
