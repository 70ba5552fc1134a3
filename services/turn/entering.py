"""The entrance of a line that serves several communes: asking to which of them somebody writes."""

from __future__ import annotations

from dataclasses import replace

from bot.entrance import Entrance, Kept
from bot.state import State
from bot.understanding.intents import Intent
from services.contacts import Visitor, enter_commune
from services.entrance import as_kept, from_kept, served_views, without_codes
from services.turn.answering import answer
from services.turn.arrival import Arrival
from services.turn.conversing import heard_of, save_state, speech_to, state_of
from services.turn.replying import Taken, allowance_of, reply_with
from services.turn.waiting import leave_waiting

MENU = "0"


def answer_at_entrance(arrival: Arrival, visitor: Visitor) -> Taken:
    """Ask to which commune somebody writes; once they have said it, hear there what they sent before."""
    state, speech = state_of(arrival, visitor), speech_to(arrival, visitor)
    if arrival.begins_session:  # what was dialled behind the code is for the menu of a commune
        arrival.message, state.open = replace(arrival.message, text=MENU), None
    arrival.message = without_codes(arrival.session, arrival.house, visitor, arrival.message, arrival.now)
    heard = heard_of(arrival.message, speech)
    entrance = Entrance(state, served_views(arrival.session, visitor.served), speech, arrival.can)
    if not entrance.takes(heard):
        return answer(arrival, visitor)
    chosen = entrance.choose(heard)
    if chosen is not None:
        return _enter(arrival, enter_commune(arrival.session, visitor, chosen, arrival.now), entrance.kept())
    before = State.from_json(state.as_json())
    reply = entrance.ask(heard, as_kept(arrival.message, arrival.now))
    # Not written before it is known what it is: it may be a ballot.
    arrival.note(contact_id=visitor.contact.id, intent=str(Intent.COMMUNE))
    arrival.leave_unkept()
    taken = reply_with(arrival, visitor, reply, speech, allowance_of(arrival, visitor))
    if not taken.asks:  # a list that nobody saw is not chosen from, and makes none old that was seen
        state.open, state.serial = before.open, before.serial
    save_state(arrival, visitor, state)
    return taken


def _enter(arrival: Arrival, visitor: Visitor, kept: list[Kept]) -> Taken:
    chose, taken = arrival.message, Taken(is_repeat=False)
    # Who sent nothing before that means anything, an old button say, sees what there is.
    waiting = [from_kept(one, chose) for one in kept] or [replace(chose, text=MENU, button=None)]
    for ordinal, message in enumerate(waiting):
        arrival.message = message
        taken = taken.followed_by(answer(arrival, visitor, ordinal))
        visitor.is_new = False
        if arrival.can.has_session and taken.asks:
            leave_waiting(arrival, visitor, kept[ordinal + 1 :])
            break
    return taken
