"""Taking back what was done last: what is with the town hall stays there, and nobody is left to think otherwise."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.ports import Desk, Offer
from bot.steps import Go, Look, Say
from bot.understanding.intents import Intent
from budgeting.refusal import Refusal


@dialogue("cancel", intents=(Intent.CANCEL,))
def cancel(turn: Turn) -> Talk:
    """Say that what was sent last (`sent`) stays, and how to follow it; else which vote stands. Else the menu.

    In place of something that `is_begun`, and was given up by this, the menu alone.
    """
    sent = turn.opening.sent
    if sent:
        stays = _(
            "Nothing is cancelled: %(reference)s is with the town hall and stays there. To follow it: TRACK "
            "%(reference)s. Menu: 0",
            reference=sent.reference,
        )
        yield Say(stays)
        return
    has_voted = not turn.opening.is_begun and (yield Look("has_voted", lambda: _has_voted(turn.desk)))
    yield Go("my_vote" if has_voted else "menu")


def _has_voted(desk: Desk) -> bool:
    """Is there a vote of the sender's number now? Where a code says whose it is, nobody is asked for theirs here."""
    if Offer.VOTE not in desk.offers() or desk.takes_codes() or not desk.has_proven_phone():
        return False
    try:
        return desk.my_ballot() is not None or desk.waits_for_code() or bool(desk.kept_aside())
    except Refusal:
        return False
