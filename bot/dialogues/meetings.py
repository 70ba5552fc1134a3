"""The commune's next public session."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Hour, _
from bot.ports import Offer
from bot.steps import Look, Say
from bot.understanding.intents import Intent
from bot.wording import Clipped


@dialogue("meetings", intents=(Intent.MEETINGS,), label=_("Next meeting"), order=90, needs=Offer.MEETINGS)
def meetings(turn: Turn) -> Talk:
    """Say what, where and when, or that nothing is announced."""
    session = yield Look("session", turn.desk.next_session)
    if session is None:
        yield Say(_("No public meeting is announced. To ask for one, send QUESTION and your words."))
        return
    yield Say(
        _(
            "Next public meeting: %(title)s, on %(starts_at)s, %(place)s. Everybody may come.",
            title=Clipped(session.title, 40),
            place=Clipped(session.place, 40),
            starts_at=Hour.of(session.starts_at),
        )
    )
