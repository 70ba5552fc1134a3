"""An SMS to somebody who dialled: what does not fit screens, and what comes later, where their commune pays for it.

Nobody can be written to by USSD. Without such a way an answer waits until its reader dials again.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels import IN_SESSION
from bot.messages import Channel
from budgeting.refusal import Refusal
from models import Commune, Contact, Line, LineCommune
from services.contacts import contact_by, phone_of
from services.house import House
from services.limits import has_room
from services.prices import price_of


class DialNo(StrEnum):
    """Why something is refused to who dialled."""

    NOT_TOLD = "not_told_to_who_dials"


def refuse_untold(session: Session, contact: Contact, *, is_bulk: bool) -> None:
    """Refuse to promise news to somebody whom it cannot reach; what goes to many never goes by SMS to who dialled."""
    if contact.channel in IN_SESSION and (is_bulk or line_by_sms(session, contact) is None):
        raise Refusal(DialNo.NOT_TOLD)


def way_by_sms(session: Session, house: House, contact: Contact, now: datetime) -> tuple[Contact, Line] | None:
    """Return the same phone as a contact on SMS and the line that reaches it, None where there is no such way.

    There is none where the commune allows no such price, has no line for it, or no money left today.
    """
    commune = session.get(Commune, contact.commune_id) if contact.commune_id else None
    line, phone = line_by_sms(session, contact), phone_of(house, contact)
    if commune is None or line is None or phone is None:
        return None
    other = contact_by(session, house, line, phone, contact, commune.id, now)
    is_reached = other.gone_at is None and has_room(session, other, commune, now)
    return (other, line) if is_reached else None


def line_by_sms(session: Session, contact: Contact) -> Line | None:
    """Return the line by which a commune writes SMS to who dialled, the cheapest to them; None where it does not."""
    is_trial = Line.provider == "simulator"
    lines = session.scalars(
        select(Line)
        .join(LineCommune, LineCommune.line_id == Line.id)
        .join(Commune, Commune.id == LineCommune.commune_id)
        .where(Commune.id == contact.commune_id, Commune.ussd_by_sms.is_(True))
        .where(Line.channel == Channel.SMS, Line.enabled.is_(True), is_trial if contact.is_simulated else ~is_trial)
    )
    return min(lines, key=lambda line: (price_of(line, contact), line.id), default=None)
