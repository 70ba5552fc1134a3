"""What was begun and lacks no more than a choice: it goes out when its sender goes on to something else."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue import Dialogue, find_dialogues
from bot.engine import Played
from bot.reply import Reply
from bot.state import State
from bot.steering import ANYWHERE
from bot.steps import Choose, Heard, Say
from bot.understanding.understand import Understanding


def send_begun(
    here: Played, meaning: Understanding, state: State, play: Callable[[Dialogue, Heard | None], Reply]
) -> list[Say]:
    """Send what was begun where the open choice has a value of its own, and return what to say of it.

    Nothing where the words that work everywhere give it up, nor where more would be asked.
    """
    question = here.question
    if not here.holds_words or not isinstance(question, Choose) or question.otherwise is None:
        return []
    if meaning.sure and meaning.intent in ANYWHERE:
        return []
    state.take(question.name, question.otherwise)
    reply = play(find_dialogues()[str(state.dialogue)], None)
    return [] if reply.question else list(reply.said)
