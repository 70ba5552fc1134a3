"""A turn in a session: what is new of what was typed is heard, and the answer is shown screen by screen.

The call is answered after the commit. A call that the network repeats is answered by the screen it was answered with,
and turning screens is no message. What a person types may hold `*`, the sign between their inputs: only how much was
typed before tells what is new, and nothing of what was typed is kept for it. A message is known for ever by how many
came before it in its session: how much was typed would tell the length of a ballot.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from bot.answers import NEXT_SCREEN
from bot.messages import Capabilities, Outgoing, Screen
from bot.messages import Inbound as Message
from bot.paging import BACK_IN_SESSION, MORE
from bot.phrases import Speech, _
from bot.render.screens import Turning, cut_screens, first_screen
from bot.render.words import MENU
from bot.sms.clean import clean_text
from models import Commune, DialledSession
from services.by_sms import way_by_sms
from services.dialled import NOTHING, lock_session, name_of
from services.house import House
from services.line_book import remembered_line
from services.quarantine import bury
from services.serving import communes_served
from services.telling import REPLY, Envelope, post, prepared_for
from services.turn.arrival import Arrival
from services.turn.conversing import speech_to
from services.turn.replying import Taken
from services.turn.taking import SORRY, first_that_works, put_aside, run

SCREENS = "screens"
BACK, MENU_KEY, BETWEEN = "0", "0", "*"
MOST_SCREENS = 3
"""What is longer goes by SMS, where the commune pays for it."""

LAST_RESORT = Speech(("fr", "ar", "en"), is_brief=True)
"""How to speak where nothing of a commune can be read."""

BY_SMS = _("All of it comes to you by SMS.")
DIAL_AGAIN = _("This session is over. Please dial again.")


def take_in_session(house: House, line_id: int, can: Capabilities, message: Message) -> Screen:
    """Take one call of a session durably and return the screen that answers it; raises only `Busy` and `Unsure`."""
    arrived_at = house.clock()

    def by(hear: Callable[[Arrival], Taken]) -> Callable[[Session], Screen]:
        def way(session: Session) -> Screen:
            line = remembered_line(session, house, line_id)
            return _screen_for(Arrival(session, house, line, can, message, arrived_at), hear)

        return way

    def buried(session: Session) -> Screen:
        bury(session, line_id, name_of(house, message), arrived_at)
        return Screen(SORRY.spoken(LAST_RESORT), is_last=True)

    return first_that_works(house, line_id, by(run), by(put_aside), buried)


def _screen_for(arrival: Arrival, hear: Callable[[Arrival], Taken]) -> Screen:
    message = arrival.message
    name = name_of(arrival.house, message)
    kept = lock_session(arrival.session, arrival.line.id, name, arrival.now)
    screens = _screens_in(arrival, kept)
    if message.typed <= kept.typed:
        return _shown(kept, screens)
    words, is_first = _new_in(message, kept.typed), kept.typed == NOTHING
    kept.typed, kept.updated_at = message.typed, arrival.now
    if words == "" and not is_first:
        return _shown(kept, screens)
    turned = {BACK: kept.at - 1, NEXT_SCREEN: kept.at + 1}.get(words)
    if turned is not None and 0 <= turned < len(screens):
        kept.at = turned
        return _shown(kept, screens)
    arrival.begins_session = is_first
    arrival.message = replace(message, text=words, provider_id=f"{name}:{kept.heard}")
    kept.heard += 1
    taken = hear(arrival)
    kept.at, kept.is_over = 0, taken.is_over or taken.is_repeat
    screens = _cut(arrival, taken)
    kept.screens = arrival.house.vault.seal_json(screens, SCREENS)
    return _shown(kept, screens)


def _new_in(message: Message, typed: int) -> str:
    """Return what was typed since, without the sign that stands before it."""
    new = message.text[-(message.typed - max(typed, 0)) :] if message.typed > max(typed, 0) else ""
    return clean_text(new if typed == NOTHING else new.removeprefix(BETWEEN)).strip()


def _screens_in(arrival: Arrival, kept: DialledSession) -> list[str]:
    return list(arrival.house.vault.open_json(kept.screens, SCREENS)) if kept.screens else []


def _shown(kept: DialledSession, screens: list[str]) -> Screen:
    return Screen(screens[kept.at], is_last=kept.is_over and kept.at == len(screens) - 1)


def _cut(arrival: Arrival, taken: Taken) -> list[str]:
    """Return the screens of an answer; the whole of a long one goes by SMS where that is paid for."""
    speech = _speech(arrival)

    def carried(words: str) -> str:
        return prepared_for(arrival.line, words).text

    turning = Turning(carried(BACK_IN_SESSION.spoken(speech)), carried(f"{NEXT_SCREEN} {MORE.spoken(speech)}"))
    text = carried("\n".join(reply.text for reply in taken.replies) or DIAL_AGAIN.spoken(speech))
    screens = cut_screens(text, turning)
    if len(screens) > MOST_SCREENS and not (taken.asks or taken.is_secret) and _sent_by_sms(arrival, taken, text):
        return [first_screen(text, [carried(BY_SMS.spoken(speech))])]
    if taken.asks or taken.is_over:
        return list(screens)
    with_menu = cut_screens(f"{text}\n{carried(f'{MENU_KEY} {MENU.spoken(speech)}')}", turning)
    return list(with_menu if len(with_menu) == 1 else screens)


def _sent_by_sms(arrival: Arrival, taken: Taken, text: str) -> bool:
    """Send an answer to the same phone by SMS; False where the commune does not pay for that."""
    visitor, session = arrival.met, arrival.session
    way = way_by_sms(session, arrival.house, visitor.contact, arrival.now) if visitor else None
    if visitor is None or way is None:
        return False
    contact, line = way
    envelope = Envelope(line, contact, visitor.commune, REPLY, arrival.sequence, len(taken.replies))
    post(session, arrival.house, envelope, Outgoing(text), arrival.now)
    return True


def _speech(arrival: Arrival) -> Speech:
    """Return how to speak to who dialled; before they are known, as the first commune of the line does."""
    if arrival.met is None:
        return _speech_on(arrival.session, arrival.house, arrival.line.id)
    return speech_to(arrival, arrival.met)


def _speech_on(session: Session, house: House, line_id: int) -> Speech:
    communes = [session.get(Commune, one) for one in communes_served(session, house, line_id)[:1]]
    spoken = [tag for commune in communes if commune is not None for tag in commune.languages]
    return Speech(tuple(dict.fromkeys([*spoken, "fr", "en"])), is_brief=True)
