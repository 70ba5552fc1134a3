"""A form that is sent twice, by an impatient finger or by the network, is taken once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import SentForm
from services.house import House
from services.periods import SENT_FORMS
from services.rows import put_new

SENT_ALREADY = "form_sent_already"


def take_once(session: Session, house: House, key: str) -> None:
    """Note that a form was taken, with all that is done because of it; `Refusal` where that was done already."""
    if put_new(session, SentForm, "key", key=key, sent_at=house.clock()) is None:
        raise Refusal(SENT_ALREADY)


def forget_sent_forms(session: Session, now: datetime) -> None:
    """Forget forms that nobody can send a second time by mistake any more."""
    session.execute(delete(SentForm).where(SentForm.sent_at < now - SENT_FORMS))
