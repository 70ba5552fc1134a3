"""Questions as citizens see them: their own in full, anybody else's by its dates alone."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import RequestView
from bot.sms.clean import clean_text
from bot.understanding.references import find_reference
from budgeting.refusal import Refusal
from models import Commune, Contact, InformationRequest
from services.clock import day_in
from services.requests.reasons import RequestNo


def find_request(session: Session, commune: Commune, reference: str, contact: Contact | None) -> RequestView:
    """Return a question by its reference; only its author sees the text, the answer and the reason."""
    found = find_reference(reference)
    if found is None:
        raise Refusal(RequestNo.NO_SUCH_REFERENCE, reference=clean_text(reference).strip()[:16])
    wanted = found[0]
    row = session.scalar(
        select(InformationRequest).where(
            InformationRequest.commune_id == commune.id, InformationRequest.reference == wanted
        )
    )
    if row is None:
        raise Refusal(RequestNo.NO_SUCH_REFERENCE, reference=wanted)
    return view_of(row, commune, contact)


def view_of(row: InformationRequest, commune: Commune, contact: Contact | None) -> RequestView:
    """Return a question as that contact may see it."""
    is_own = contact is not None and row.contact_id == contact.id
    return RequestView(
        reference=row.reference,
        state=row.state,
        received_on=day_in(row.received_at, commune.time_zone),
        promised_on=row.due_on,
        text=row.text if is_own else None,
        answer=row.answer if is_own else None,
        reason=row.reason if is_own else None,
    )


def references_of(session: Session, commune_id: int, contact_id: int, *, limit: int = 5) -> list[str]:
    """Return the references of a contact's questions, newest first."""
    return list(
        session.scalars(
            select(InformationRequest.reference)
            .where(InformationRequest.commune_id == commune_id, InformationRequest.contact_id == contact_id)
            .order_by(InformationRequest.id.desc())
            .limit(limit)
        )
    )
