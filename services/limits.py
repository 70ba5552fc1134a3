"""How much may be answered: replies to one person in an hour, money of one commune in a day and a month.

The replies of an hour are money on SMS. Where they cost nothing they only hold back a machine: a page turned or a
button pressed is a message there, and a person makes many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.channels import BILLED
from bot.phrases import Hour, Phrase, _
from models import Commune, Contact, Outbox, Spending
from models.message import WAITING
from services.clock import day_in, zone_of
from services.rows import note_columns

WINDOW = timedelta(hours=1)
THOUSANDTHS = 1000
FREE = 10
"""How many times the replies of an hour there are where a reply costs nothing."""
RECEIPTS = 2
"""How many times the replies of an hour something that was done is confirmed."""

NEWS_PART = 2
"""News may take one part of so many of what a ceiling allows: the rest is for answers alone."""

WITHOUT_COMMUNE = 30
"""Replies of an hour on a line to who has no commune, yet or at all: none has said another number."""

DUE = 10
"""How many times the replies of an hour STOP and ERASE are answered: always for a person, not for ever for a machine
that answers whatever it is sent."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether a message may be answered; what is cut first is never a receipt, what is cut last is what is due.

    `may_ask_votes` also where only the money is used up: who votes step by step gets its questions as others a receipt.
    `payer` is the commune whose ceilings hold the answer and whose day is charged for it, None where none answers.
    `held_id` says why what is due waits until staff release it (`services.held_numbers`).
    """

    payer: Commune | None
    may_reply: bool
    may_send_receipt: bool = True
    may_send_due: bool = True
    may_ask_votes: bool = True
    last_words: Phrase | None = None
    held_id: int | None = None

    def lets(self, *, is_receipt: bool, is_due: bool, is_vote_step: bool = False) -> bool:
        """May a reply be sent that confirms what was done, is due whatever was sent before, or leads to a ballot?"""
        if self.may_reply or (is_vote_step and self.may_ask_votes):
            return True
        return (is_receipt and self.may_send_receipt) or (is_due and self.may_send_due)


def allow(
    session: Session, contact: Contact, commune: Commune | None, now: datetime, payer: Commune | None = None
) -> Allowance:
    """Count this message and return what may be answered; it is heard whatever may be, and who writes is reached.

    `payer` is who pays for the answer to somebody of no commune.
    """
    is_new_hour = contact.replies_since is None or now - contact.replies_since >= WINDOW
    replies = 1 if is_new_hour else contact.replies + 1
    since = now if is_new_hour else contact.replies_since
    note_columns(session, contact, seen_at=now, replies=replies, replies_since=since)
    most = most_replies(contact, commune)
    payer = commune or payer
    if contact.replies > most or not has_room(session, contact, payer, now):
        return Allowance(
            payer,
            may_reply=False,
            may_send_receipt=contact.replies <= RECEIPTS * most,
            may_send_due=contact.replies <= DUE * most,
            may_ask_votes=contact.replies <= most,
        )
    return Allowance(payer, may_reply=True, last_words=last_words(contact) if contact.replies == most else None)


def most_replies(contact: Contact, commune: Commune | None) -> int:
    """Return how many replies of an hour somebody gets."""
    most = WITHOUT_COMMUNE if commune is None else commune.replies_an_hour
    return most if costs(contact) else FREE * most


def costs(contact: Contact) -> bool:
    """Does an answer to this contact cost money?"""
    return contact.channel in BILLED


def last_words(contact: Contact) -> Phrase:
    """Return what the last reply of an hour says below it: until when, and what is still taken."""
    again = (contact.replies_since or contact.seen_at) + WINDOW
    return _(
        "That was very much for one hour: I answer again from %(again)s on. Until then I still take a question "
        "(QUESTION and your words) and a vote (VOTE and your numbers), each in one message.",
        again=Hour(again),
    ).brief(_("Answers stop for an hour. Still taken, in one message: QUESTION + your words, VOTE + numbers."))


def may_ask(session: Session, contact: Contact, commune: Commune, now: datetime) -> bool:
    """May the message that was counted last be answered with more than a receipt?"""
    return contact.replies <= most_replies(contact, commune) and has_room(session, contact, commune, now)


def has_room(session: Session, contact: Contact, payer: Commune | None, now: datetime) -> bool:
    """Do the ceilings of who pays leave room for an answer to this contact?"""
    return payer is None or not costs(contact) or not is_over_ceiling(session, payer, now)


def when_free(session: Session, contact: Contact, commune: Commune, now: datetime) -> datetime | None:
    """Return when what cannot be sent now may be sent: the next hour, day or month; None where it can go at once."""
    waits = []
    if contact.replies > most_replies(contact, commune):
        waits.append((contact.replies_since or now) + WINDOW)
    if costs(contact) and (room := _next_room(session, commune, now)):
        waits.append(room)
    return max(waits, default=None)


def _next_room(session: Session, commune: Commune, now: datetime) -> datetime | None:
    """Return the midnight of the commune from which its ceilings leave room again, None where they do now."""
    if not is_over_ceiling(session, commune, now):
        return None
    today, month = day_in(now, commune.time_zone), commune.monthly_ceiling
    first = today.replace(day=1)
    is_month = month is not None and spent_since(session, commune, first) >= month * THOUSANDTHS
    day = (first + timedelta(days=32)).replace(day=1) if is_month else today + timedelta(days=1)
    return datetime.combine(day, time(), zone_of(commune.time_zone)).astimezone(UTC)


def is_over_ceiling(session: Session, commune: Commune, now: datetime) -> bool:
    """Has the commune spent what it allowed itself for today or for this month, or promised to?"""
    room = _room(session, commune, now)
    return room is not None and room <= 0


def room_for_news(session: Session, commune: Commune, now: datetime) -> int | None:
    """Return what news may still cost in thousandths, None without a ceiling: half of it is for answers alone."""
    return _room(session, commune, now, parts=NEWS_PART)


def month_for_news(session: Session, commune: Commune, now: datetime) -> int | None:
    """Return what the month's ceiling still leaves for news in thousandths, None without one; as `room_for_news`."""
    if commune.monthly_ceiling is None:
        return None
    since = day_in(now, commune.time_zone).replace(day=1)
    most = commune.monthly_ceiling * THOUSANDTHS // NEWS_PART
    return most - spent_since(session, commune, since) - _promised(session, commune)


def spent_since(session: Session, commune: Commune, since: date) -> int:
    """Return what the commune's messages have cost since a day of its calendar, in thousandths of the smallest coin."""
    total = session.scalar(
        select(func.sum(Spending.cost)).where(Spending.commune_id == commune.id, Spending.day >= since)
    )
    return int(total or 0)


def _room(session: Session, commune: Commune, now: datetime, parts: int = 1) -> int | None:
    """Return what the day and the month leave of that part of their ceilings, None where there is none."""
    today = day_in(now, commune.time_zone)
    ceilings = ((commune.daily_ceiling, today), (commune.monthly_ceiling, today.replace(day=1)))
    limits = [(ceiling * THOUSANDTHS // parts, since) for ceiling, since in ceilings if ceiling is not None]
    if not limits:
        return None
    promised = _promised(session, commune)
    return min(limit - spent_since(session, commune, since) - promised for limit, since in limits)


def _promised(session: Session, commune: Commune) -> int:
    """Return what waits in the outbox: a flood is queued long before its first message is charged."""
    # The sum keeps the databases from walking through every message the commune ever sent: few of all are waiting.
    of_commune = Outbox.commune_id + 0 == commune.id
    total = session.scalar(select(func.sum(Outbox.cost)).where(Outbox.state.in_(WAITING), of_commune))
    return int(total or 0)
