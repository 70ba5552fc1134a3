"""Several questions in one message: one is answered at a time, and none is lost."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Talk, Turn, dialogue
from bot.opening import dialogue_named, opening_of
from bot.phrases import _
from bot.steps import Choice, Choose, Go, Look
from bot.understanding.intents import Intent
from bot.understanding.several import questions_in, things_of_money_in
from bot.understanding.understand import understand
from bot.wording import Clipped

ALL = "all"
SHORT = 24
"""Characters of a question in the list where text is paid."""

QUESTION_MARKS = " ?؟"
ONE_AT_A_TIME = _("You ask several things. I answer one at a time; which first?").brief(_("One question at a time:"))
ALL_OF_IT = _("Ask the town hall all of it").brief(_("ask the town hall all"))


@dialogue("several", leads_back=True, stays_open=True)
def several(turn: Turn) -> Talk:
    """Offer every question by its own words, and to send all of it to the town hall.

    Who cannot be asked now gets an answer to the whole message, as far as there is one.
    """
    text, tags = turn.opening.text or "", turn.speech.languages
    whole = understand(text, tags[0], tags)
    asked = questions_in(whole, tags) or things_of_money_in(text, tags)
    if not asked or not (yield Look("can_be_asked", turn.desk.can_be_asked)):
        yield Go(dialogue_named(whole), opening_of(whole))
        return
    each = [Choice(at, Clipped(one.text.rstrip(QUESTION_MARKS), SHORT)) for at, one in enumerate(asked)]
    chosen: Any = yield Choose("which", ONE_AT_A_TIME, [Choice(ALL, ALL_OF_IT), *each])
    if chosen == ALL:
        yield Go("ask", {"text": text, "rest": text, "intent": Intent.ASK, "is_chosen": True, "is_several": True})
        return
    yield Go(dialogue_named(asked[chosen]), opening_of(asked[chosen]))
