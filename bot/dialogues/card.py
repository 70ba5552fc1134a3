"""A contact card that came without being asked for: kept, for it proves the number that votes."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.ports import Offer
from bot.steps import Do, Look, Say

KNOWN_TO_VOTE = _("Thank you, your number is known now. Send VOTE to vote, or 0 for the menu.")
KNOWN = _("Thank you, your number is known now. Send 0 for the menu.")


@dialogue("card")
def card(turn: Turn) -> Talk:
    """Keep the number and say what it is good for."""
    yield Do("keep", lambda: turn.desk.keep_phone(turn.opening.phone))
    may_vote = Offer.VOTE in (yield Look("offers", turn.desk.offers))
    yield Say(KNOWN_TO_VOTE if may_vote else KNOWN)
