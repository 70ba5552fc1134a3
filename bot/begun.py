"""What was begun and lacks no more than a choice: it goes out when its sender goes on to something else, or is silent.

So does what lacks only details that may be left out: whoever was asked for them has said what they want.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.answers import LEAVE_OUT
from bot.dialogue import Dialogue, find_dialogues
from bot.engine import Played, peek
from bot.messages import Capabilities
from bot.phrases import Speech
from bot.playing import Playing
from bot.ports import Desk
from bot.reply import Reply
from bot.state import State
from bot.steering import ANYWHERE
from bot.steps import Ask, Choose, Confirm, Heard, Question, Say
from bot.understanding.understand import Understanding

Play = Callable[[Dialogue, Heard | None], Reply]


def send_begun(here: Played, meaning: Understanding, state: State, play: Play) -> list[Say]:
    """Send what was begun where the open question can do without an answer, and return what to say of it.

    Nothing where the words that work everywhere give it up, nor where more would be asked.
    """
    if meaning.sure and meaning.intent in ANYWHERE:
        return []
    return _send(here, state, play)


def send_left(state: State, desk: Desk, speech: Speech, can: Capabilities) -> list[Say]:
    """Send the same for somebody who has said nothing for too long, and return what to say of it."""
    if state.lost is not None and state.unsent is None:
        state.take_up()
    current = find_dialogues().get(str(state.dialogue))
    if current is None or state.open is None or state.doubt is not None:
        return []
    playing = Playing(state, desk, speech, can)
    return _send(peek(current, playing.turn(), state, can), state, playing.play)


def _send(here: Played, state: State, play: Play) -> list[Say]:
    question = here.question
    if not here.holds_words or question is None:
        return []
    if isinstance(question, Choose) and question.otherwise is not None:
        state.take(question.name, question.otherwise)
        reply = play(find_dialogues()[str(state.dialogue)], None)
        return [] if reply.question else list(reply.said)
    return _send_without_details(question, state, play) if _may_be_left_out(question) else []


def _send_without_details(question: Question, state: State, play: Play) -> list[Say]:
    """Leave out one detail after the other; nobody is asked then whether it is to be sent."""
    reply = Reply(question=question)
    while (asked := reply.question) and (_may_be_left_out(asked) or isinstance(asked, Confirm)):
        state.take(asked.name, True if isinstance(asked, Confirm) else LEAVE_OUT.value)
        reply = play(find_dialogues()[str(state.dialogue)], None)
    return [] if reply.question else list(reply.said)


def _may_be_left_out(question: Question) -> bool:
    return isinstance(question, Ask) and LEAVE_OUT in question.choices
