"""The commune's next public session; whether who asks comes to it is asked below."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.facts_told import NO_MEETING, next_meeting
from bot.phrases import _
from bot.ports import Offer
from bot.steps import Go, Look, Say
from bot.understanding.intents import Intent


@dialogue("meetings", intents=(Intent.MEETINGS,), label=_("Next meeting"), order=90, needs=Offer.MEETINGS)
def meetings(turn: Turn) -> Talk:
    """Say what, where and when, and ask whether they come; or that nothing is announced."""
    session = yield Look("session", turn.desk.next_session)
    if session is None:
        yield Say(NO_MEETING)
    elif not (yield Look("can_be_asked", turn.desk.can_be_asked)):
        yield Say(next_meeting(session))
    else:
        yield Go("coming", {"is_next": True})
