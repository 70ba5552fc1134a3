"""Whether somebody comes to the public session they were invited to, or to the next one; it may still change."""

from __future__ import annotations

from bot.coming import COME, LABELS, STAY, ask_whether, kept_words
from bot.dialogue import Talk, Turn, dialogue
from bot.facts_told import NO_MEETING, meeting_told
from bot.steps import Do, Look, Say
from bot.understanding.intents import Intent

SAID = {Intent.COMING: COME, Intent.NOT_COMING: STAY}


@dialogue("coming", intents=(Intent.COMING, Intent.NOT_COMING))
def coming(turn: Turn) -> Talk:
    """Take what was said in words or by a digit, or ask; of the next session where that `is_next` in the opening."""
    session = yield Look("session", turn.desk.next_session if turn.opening.is_next else turn.desk.session_meant)
    if session is None:
        yield Say(NO_MEETING)
        return
    given = [number for number in turn.opening.numbers or () if number in LABELS]
    said = SAID.get(turn.opening.intent) or (given[0] if given else None)
    answer = said or (yield ask_whether(session, meeting_told(session)))
    yield Do("answer", lambda: turn.desk.answer_session(session.id, answer == COME))
    yield Say(kept_words(session, comes=answer == COME))
