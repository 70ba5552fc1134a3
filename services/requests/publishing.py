"""Making a request public: the words that staff have read and confirmed, never those that came in."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import InformationRequest
from models.request import RequestState
from services.house import House
from services.requests.history import note_act
from services.requests.masking import propose_mask
from services.requests.reasons import RequestNo
from services.requests.room import LONGEST
from services.requests.taking import take
from services.zones import zone_names

PUBLISHABLE = frozenset({RequestState.ANSWERED, RequestState.REFUSED, RequestState.CLOSED})


class PublicWords(NamedTuple):
    """A question and its answer as everybody may read them; the answer is None where only the question is public."""

    text: str
    answer: str | None


def publish(
    session: Session,
    house: House,
    *,
    commune_id: int,
    request_id: int,
    text: str,
    answer: str,
    staff_id: int | None,
) -> InformationRequest:
    """Let everybody read a settled request in these words; from then on they answer who asks the same."""
    row = take(session, commune_id, request_id)
    if row.state not in PUBLISHABLE or not row.was_put_to_staff:
        raise Refusal(RequestNo.NOT_PUBLISHABLE)
    make_public(session, house, row, PublicWords(_clean(text), _clean(answer) if answer.strip() else None), staff_id)
    return row


def make_public(
    session: Session, house: House, row: InformationRequest, words: PublicWords, staff_id: int | None
) -> None:
    """Put words that staff confirmed in the public register, or in place of those that stand there."""
    row.public_text, row.public_answer = words
    row.published_at = house.clock()
    note_act(session, house, row, "request_published", staff_id)


def withdraw(
    session: Session, house: House, *, commune_id: int, request_id: int, staff_id: int | None
) -> InformationRequest:
    """Take a request's words out of the public register; its dates stay there."""
    row = take(session, commune_id, request_id)
    row.public_text = row.public_answer = row.published_at = None
    note_act(session, house, row, "request_withdrawn", staff_id)
    return row


def lapse(session: Session, house: House, row: InformationRequest, staff_id: int | None) -> None:
    """Take public words back whose answer has changed; the question's stay at hand, staff confirm the new ones."""
    if row.published_at is None:
        return
    row.public_answer = row.published_at = None
    note_act(session, house, row, "request_withdrawn", staff_id)


def proposed(session: Session, row: InformationRequest) -> tuple[str, str]:
    """Return the question and the answer as they would be published, masked."""
    said = row.answer or row.reason or ""
    text = row.public_text or propose_mask(row.text, places=zone_names(session, row.commune_id))
    return text, row.public_answer or propose_mask(said, is_signed=False)


def _clean(text: str) -> str:
    clean = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not clean:
        raise Refusal(RequestNo.PUBLIC_TEXT_MISSING)
    if len(clean) > LONGEST:
        raise Refusal(RequestNo.TEXT_TOO_LONG, most=LONGEST, length=len(clean))
    return clean
