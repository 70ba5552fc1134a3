"""The commune's next public session, and whether who asks comes to it."""

from __future__ import annotations

from bot.coming import COME, ask_whether, kept_words
from bot.dialogue import Talk, Turn, dialogue
from bot.facts_told import NO_MEETING, meeting_told, next_meeting
from bot.phrases import _
from bot.ports import Offer
from bot.steps import Do, Look, Say
from bot.understanding.intents import Intent


@dialogue("meetings", intents=(Intent.MEETINGS,), label=_("Next meeting"), order=90, needs=Offer.MEETINGS)
def meetings(turn: Turn) -> Talk:
    """Say what, where and when, and ask whether they come; or that nothing is announced."""
    session = yield Look("session", turn.desk.next_session)
    if session is None:
        yield Say(NO_MEETING)
        return
    if not (yield Look("can_be_asked", turn.desk.can_be_asked)):
        yield Say(next_meeting(session))
        return
    answer = yield ask_whether(session, meeting_told(session))
    yield Do("answer", lambda: turn.desk.answer_session(session.id, answer == COME))
    yield Say(kept_words(session, comes=answer == COME))
