"""Which idea somebody means who sent no number of one."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Turn
from bot.phrases import Phrase, _
from bot.steps import Ask, Heard, Look, Misread

IDEAS = "P-"


def which_idea(turn: Turn) -> Any:
    """Return the number that was sent, the person's own one idea, or the number that is asked for."""
    if turn.opening.reference:
        return turn.opening.reference
    own = yield Look("own", turn.desk.my_references)
    ideas = [one for one in own if one.startswith(IDEAS)]
    if len(ideas) == 1:
        return ideas[0]
    prompt = _("Which idea? Send its number, such as P-26-0017.")
    return (yield Ask("reference", prompt, read=read_reference, takes_numbers=True))


def read_reference(heard: Heard) -> str:
    """Return the reference that was sent."""
    if not heard.meaning.reference:
        raise Misread(_("Please send the number of an idea, such as P-26-0017."))
    return heard.meaning.reference


def no_idea(reference: str) -> Phrase:
    """Return that a number is no idea's."""
    if not reference.startswith("DI"):
        return _("%(reference)s is not an idea. To see it: TRACK %(reference)s", reference=reference)
    return _("%(reference)s is a question, not an idea. To see it: TRACK %(reference)s", reference=reference)
