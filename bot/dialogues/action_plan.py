"""The open-government action plan: how far a commitment is, by its number."""

from __future__ import annotations

from typing import Any

from bot.answers import one_number
from bot.commitment_words import LABEL, told_of
from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Named, _
from bot.steps import Ask, Choice, Go, Look, Say
from bot.understanding.intents import Intent
from bot.views.follow_ups import LETTER
from bot.wording import Clipped


@dialogue("action_plan", intents=(Intent.ACTION_PLAN,), leads_back=True)
def action_plan(turn: Turn) -> Talk:
    """Say how far the commitment of a number is; without one, list them. The number of a promise leads to that."""
    if (turn.opening.reference or "").startswith(LETTER):
        yield Go("follow_up", {"reference": turn.opening.reference})
        return
    plan = yield Look("plan", turn.desk.action_plan)
    if plan is None:
        yield Say(_("No action plan is published yet. To ask for one, send QUESTION and your words."))
        return
    number = yield from _which(turn, plan.commitments)
    found = yield Look("commitment", lambda: turn.desk.commitment(number))
    yield Say(told_of(found))


def _which(turn: Turn, commitments: Any) -> Any:
    """Return the one number that was sent, that of the only commitment, or the one that is picked of the list."""
    if len(turn.opening.numbers or ()) == 1:
        return turn.opening.numbers[0]
    if len(commitments) == 1:
        return commitments[0].number
    choices = [Choice(one.number, Clipped(Named(one.titles), LABEL), number=one.number) for one in commitments]
    prompt = _("Which commitment of the action plan? Send its number.").brief(_("Which commitment? Its number:"))
    return (yield Ask("number", prompt, read=one_number, choices=choices, takes_numbers=True))
