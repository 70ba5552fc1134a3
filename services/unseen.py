"""What becomes of a question that its reader never saw: nothing waits for its answer."""

from __future__ import annotations

from bot.reply import Spoken
from bot.state import State
from bot.steering import GIVES_UP
from bot.steps import Ask, Question


def after_unseen(state: State, before: State, heeded: Spoken) -> State:
    """Return the conversation after a message whose question was not sent.

    It stays as it was before the message; what has been done is not asked for again, and what was given up stays so.
    Only who is asked for words of their own is heard further: QUESTION and the question in two messages are plain, and
    no number answers it.
    """
    question = heeded.reply.question
    if question is None or _wants_words(question):
        return state
    is_given_up = heeded.intent in GIVES_UP and state.dialogue != before.dialogue
    if heeded.done or is_given_up:
        state.finish()
        return state
    before.has_language, before.has_written = state.has_language, state.has_written
    return before


def _wants_words(question: Question) -> bool:
    return isinstance(question, Ask) and question.is_free and not question.choices
