"""Taking a request in hand: locked, of this commune, in a state that lets the step be taken; and telling its author."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import Phrase
from budgeting.law.asking import RequestKind
from budgeting.refusal import Refusal
from models import Commune, InformationRequest, RequestEvent
from models.request import RequestState
from services.house import House
from services.requests.clock import Clock, clock_of
from services.requests.filing import is_spoken
from services.requests.reasons import RequestNo, why_not_step
from services.requests.room import check_room, longest_by
from services.telling import tell_numbered

PURPOSE = "request"


def take(session: Session, commune_id: int, request_id: int, step: RequestState | None = None) -> InformationRequest:
    """Lock the request, so that two members of staff cannot both settle it; one of another commune is unknown."""
    row = session.scalar(
        select(InformationRequest)
        .where(InformationRequest.id == request_id, InformationRequest.commune_id == commune_id)
        .with_for_update()
    )
    if row is None:
        raise Refusal(RequestNo.UNKNOWN)
    if step is not None and (no := why_not_step(RequestState(row.state), step, RequestKind(row.kind))):
        raise no
    return row


def clock_for(session: Session, row: InformationRequest) -> Clock:
    """Return the clock of the request's commune."""
    return clock_of(session, session.get_one(Commune, row.commune_id))


def tell_author(
    session: Session, house: House, row: InformationRequest, event: RequestEvent, *words: Phrase, said: str = ""
) -> None:
    """Tell the author and note by which message, or that nobody could be told: staff must not wait for nothing.

    `said` is what staff wrote of it; `Refusal` where the message would then be too long to arrive whole.
    """
    if said:
        check_room(session, row, said, words)
    event.outbox_id = tell_numbered(session, house, row.contact_id, row.line_id, *words, purpose=PURPOSE)
    event.told = None if is_spoken(row.channel) else event.outbox_id is not None


def written(text: str, row: InformationRequest, missing: RequestNo) -> str:
    """Return what staff wrote, cleaned; `Refusal` where it is empty or longer than the author's channel carries."""
    clean = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not clean:
        raise Refusal(missing)
    most = longest_by(row.channel)
    if len(clean) > most:
        raise Refusal(RequestNo.TEXT_TOO_LONG, most=most, length=len(clean))
    return clean
