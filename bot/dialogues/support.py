"""Supporting somebody else's idea by its number, once for each person."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.idea_asked import IDEAS, no_idea, read_reference
from bot.phrases import Value, _
from bot.steps import Ask, Do, Say
from bot.support_words import support_given
from bot.understanding.intents import Intent
from bot.wording import Sentences


@dialogue("support", intents=(Intent.SUPPORT,))
def support(turn: Turn) -> Talk:
    """Record the support of an idea and say how many there are; one message is enough."""
    reference = turn.opening.reference
    if not reference:
        prompt = _("Which idea do you support? Send its number, such as P-26-0017.")
        reference = yield Ask("reference", prompt, read=read_reference, takes_numbers=True)
    if not reference.startswith(IDEAS):
        yield Say(no_idea(reference))
        return
    found = yield Do("support", lambda: turn.desk.support_proposal(reference))
    joined: Value = ""
    if found.reference != reference:
        joined = _("%(target)s has taken in %(reference)s.", target=found.reference, reference=reference)
    yield Say(Sentences([joined, support_given(found)]))
