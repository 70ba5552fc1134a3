"""The commune's next public session; whether who asks comes to it is asked below."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.facts_told import NO_MEETING, meeting_now, next_meeting
from bot.phrases import _
from bot.ports import Offer
from bot.steps import Go, Look, Say
from bot.understanding.intents import Intent


@dialogue("meetings", intents=(Intent.MEETINGS,), label=_("Next meeting"), order=90, needs=Offer.MEETINGS)
def meetings(turn: Turn) -> Talk:
    """Say what is under way and what is next, where and when, and ask whether they come; or that there is nothing."""
    open_now = yield Look("open_now", turn.desk.session_open)
    session = yield Look("session", turn.desk.next_session)
    if open_now is not None:
        yield Say(meeting_now(open_now))
    if session is None:
        if open_now is None:
            yield Say(NO_MEETING)
    elif not (yield Look("can_be_asked", turn.desk.can_be_asked)):
        yield Say(next_meeting(session))
    else:
        yield Go("coming", {"is_next": True})
