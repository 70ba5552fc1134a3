"""Who is told, at their next message, that a ballot of theirs lapsed because its code did not come back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Contact
from services.contacts import phone_of
from services.house import House
from services.periods import UNSENT
from services.voting.paper import polls_of
from services.voting.waiting import forget_waiting, tell_lapsed


def lapsed_ballot(
    session: Session, house: House, commune: Commune, contact: Contact, now: datetime
) -> tuple[datetime, bool] | None:
    """Return the hour of the latest lapsed ballot of a contact, and whether its vote is over; None where none is new.

    Where people do not vote so, nothing is read: the polls are remembered.
    """
    for poll in polls_of(session, house, commune):
        if poll.confirms and poll.opens_at <= now < poll.closes_at + UNSENT and (number := phone_of(house, contact)):
            try:
                hour = tell_lapsed(session, house, poll, number, now)
            except Refusal:  # without the vote's key nobody can tell
                continue
            if hour is not None:
                return hour, now >= poll.closes_at + poll.grace
    return None


def forget_ballots_waiting(session: Session, house: House, commune: Commune, number: str) -> None:
    """Erase what waits for a code of somebody who asks to be forgotten, in every vote of a commune."""
    for poll in polls_of(session, house, commune):
        if poll.confirms or poll.has_roll:
            try:
                forget_waiting(session, house, poll, number)
            except Refusal:
                continue
