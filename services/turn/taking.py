"""Taking a message: its turn, else putting it aside, else burying it, so that none comes back for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import structlog
from sqlalchemy.orm import Session

from bot.messages import Capabilities
from bot.messages import Inbound as Message
from bot.phrases import _
from models.message import InboundState
from services.house import House
from services.line_book import remembered_line
from services.quarantine import bury
from services.trouble import is_out_of_order
from services.turn.answering import answer, answer_notice
from services.turn.arrival import Arrival
from services.turn.entering import answer_at_entrance
from services.turn.replying import Taken, say
from services.turn.waiting import hear_waiting
from services.unit_of_work import Busy, Unsure

SORRY = _("Sorry, something went wrong here. Nothing was changed. Please send your message again later.")
T = TypeVar("T")
log = structlog.get_logger()


def take(house: House, line_id: int, can: Capabilities, message: Message) -> Taken:
    """Take one message durably; raises only `Busy` and `Unsure`, and then it must be brought again.

    A message that cannot be answered is put aside; one that cannot even be put aside is buried, so that no message
    comes back for ever.
    """
    arrived_at = house.clock()

    def arrival(session: Session) -> Arrival:
        return Arrival(session, house, remembered_line(session, house, line_id), can, message, arrived_at)

    return first_that_works(
        house,
        line_id,
        lambda session: run(arrival(session)),
        lambda session: put_aside(arrival(session)),
        lambda session: Taken(is_repeat=not bury(session, line_id, message.provider_id, arrived_at)),
    )


def first_that_works(house: House, line_id: int, *ways: Callable[[Session], T]) -> T:
    """Take a message in the first of these ways that does not fail, each in a transaction of its own."""
    for way in ways:
        try:
            # Repeatable: a turn whose inbound row is there already does nothing.
            return house.work.write(way, is_repeatable=True)
        except (Busy, Unsure):
            raise
        except Exception as error:
            log.exception("a turn failed", line=line_id, error=type(error).__name__)
            if is_out_of_order(error):
                raise Busy("the database is out of order") from error
    raise Busy("not even the place of a message could be kept")


def run(arrival: Arrival) -> Taken:
    """Hear a message and answer it; one that was taken before is a repeat."""
    if not arrival.keep(InboundState.DONE):
        return Taken(is_repeat=True)
    visitor = arrival.visitor()
    if arrival.message.note is not None:
        return answer_notice(arrival, visitor, arrival.message.note)
    if visitor.stands_at_entrance:
        return answer_at_entrance(arrival, visitor)
    taken = answer(arrival, visitor)
    return hear_waiting(arrival, visitor, taken) if arrival.can.has_session else taken


def put_aside(arrival: Arrival) -> Taken:
    """Keep the message as quarantined, without its body, and tell its sender to try again.

    The conversation begins anew: one that fails at every message would shut its person out.
    """
    if not arrival.keep(InboundState.QUARANTINED):
        return Taken(is_repeat=True)
    arrival.leave_unkept()  # it may be a ballot
    visitor = arrival.visitor()
    if visitor.conversation is not None:
        visitor.conversation.state = None
    return say(arrival, visitor, SORRY)
