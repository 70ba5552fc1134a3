"""The commune's next public session."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.facts_told import next_meeting
from bot.phrases import _
from bot.ports import Offer
from bot.steps import Look, Say
from bot.understanding.intents import Intent


@dialogue("meetings", intents=(Intent.MEETINGS,), label=_("Next meeting"), order=90, needs=Offer.MEETINGS)
def meetings(turn: Turn) -> Talk:
    """Say what, where and when, or that nothing is announced."""
    session = yield Look("session", turn.desk.next_session)
    if session is None:
        yield Say(_("No public meeting is announced. To ask for one, send QUESTION and your words."))
        return
    yield Say(next_meeting(session))
