"""What somebody does not agree with about a request of theirs: one question for as long as it waits, however often."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.sms.clean import LONGEST
from bot.understanding.fold import fold
from bot.understanding.references import find_reference
from bot.views.requests import objection_to
from models import Commune, Contact, InformationRequest
from services.house import House
from services.requests.filing import asked_text
from services.requests.history import note_step
from services.requests.reasons import OPEN
from services.same_phone import contacts_of_phone


def objection_about(session: Session, row: InformationRequest, author: Contact) -> str | None:
    """Return the number of the newest question, not answered yet, in which its author objects to a request."""
    found = session.scalar(_waiting(session, row.commune_id, row.reference, author))
    return found.reference if found else None


def add_to_objection(
    session: Session, house: House, commune: Commune, contact: Contact, text: str
) -> InformationRequest | None:
    """Add words that object to a request to those that wait already, and return these; None where none wait.

    Words that stand there already are not written twice. What is more than one message may hold is no addition.
    """
    reference, mark, words = asked_text(text).partition(objection_to(""))
    named = find_reference(reference)
    if not mark or named is None or named[0] != reference:  # "Eau: ..." is how many a question begins
        return None
    row = session.scalar(_waiting(session, commune.id, reference, contact).with_for_update())
    if row is None or len(row.text) + len(words) >= LONGEST:
        return None
    if f" {fold(words)} " not in f" {fold(row.text)} ":
        row.text = f"{row.text}\n{words}"
        note_step(session, house, row, staff_id=None, reason="added")
    return row


def _waiting(session: Session, commune_id: int, reference: str, author: Contact) -> Select[InformationRequest]:
    authors = [one.id for one in contacts_of_phone(session, author)]
    return (
        select(InformationRequest)
        .where(InformationRequest.commune_id == commune_id, InformationRequest.contact_id.in_(authors))
        .where(InformationRequest.text.startswith(objection_to(reference), autoescape=True))
        .where(InformationRequest.state.in_(OPEN))
        .order_by(InformationRequest.id.desc())
        .limit(1)
    )
