"""Complaining about a refusal, a silence or an answer: where to turn, and until when."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.request_words import complaint
from bot.steps import Choice, Choose, Look, Say
from bot.understanding.intents import Intent
from bot.wording import Sentences

NOTHING_TO_COMPLAIN_OF = _(
    "You complain about a request that was refused or is late. You have none here. To ask: QUESTION and your words."
)


@dialogue("complain", intents=(Intent.COMPLAIN,), leads_back=True)
def complain(turn: Turn) -> Talk:
    """Tell to whom somebody may turn about one of their requests; who has none that allows it, when one does."""
    found = yield Look("requests", turn.desk.may_complain_about)
    if not found:
        yield Say(NOTHING_TO_COMPLAIN_OF)
        return
    reference = found[0]
    if len(found) > 1:
        reference = yield Choose("which", _("Which one?"), [Choice(one, one) for one in found])
    request = yield Look("request", lambda: turn.desk.find_reference(reference))
    yield Say(Sentences(complaint(request)))
