"""Channels that let us write freely only for some hours after a person's last message: what waited longer.

It goes by a template that the channel has approved where the line has one, else by SMS to the same number, within the
money that is for news, else not at all: staff read why.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.channels import ON_PHONES, capabilities_of
from bot.messages import Channel
from models import Commune, Contact, Line, OutboxState
from services.house import House
from services.limits import room_for_news
from services.other_lines.moving import lines_beside, move
from services.unwanted import Addressed

TEMPLATE = "content_sid"
TOO_LATE = "outside_window"
MARGIN = timedelta(minutes=10)
"""By how much earlier than the channel we take the time to be over: a message is on its way for a while."""


def is_late(contact: Contact, now: datetime) -> bool:
    """Was this person silent for too long to be written to freely?"""
    hours = capabilities_of(contact.channel).open_hours
    return hours is not None and now - contact.seen_at > timedelta(hours=hours) - MARGIN


def keep_in_time(
    session: Session, house: House, line_id: int, rows: Sequence[Addressed], now: datetime, served: Collection[int]
) -> tuple[list[Addressed], set[int]]:
    """Return the messages that this line may send now, and the ids of those that go by its template.

    The others were given to a line that carries SMS, or are given up. `served` are the lines on which something sends.
    """
    late = [pair for pair in rows if is_late(pair[1], now)]
    line = session.get_one(Line, line_id) if late else None
    # A line of another channel to which it was given already: that one knows no hours.
    late = [pair for pair in late if line is not None and line.channel == pair[1].channel]
    if line is None or not late:
        return list(rows), set()
    ids = {row.id for row, _contact in late}
    if line.settings.get(TEMPLATE):
        return list(rows), ids
    for pair in late:
        if not _sent_by_sms(session, house, line, pair, now, served):
            row = pair[0]
            row.state, row.error, row.lease_until = OutboxState.FAILED, TOO_LATE, None
            row.payload = None if row.is_secret else row.payload
    session.flush()
    return [pair for pair in rows if pair[0].id not in ids], set()


def _sent_by_sms(
    session: Session, house: House, line: Line, late: Addressed, now: datetime, served: Collection[int]
) -> bool:
    row, contact = late
    may_be_there = row.is_unsure or row.state == OutboxState.SENDING
    commune = session.get(Commune, contact.commune_id) if contact.commune_id else None
    if may_be_there or commune is None or contact.channel not in ON_PHONES:
        return False
    other = next(iter(lines_beside(session, line, commune.id, Channel.SMS, served, now)), None)
    return other is not None and move(session, house, row, other, most=room_for_news(session, commune, now))
