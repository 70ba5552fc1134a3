"""Somebody whose telephone was stolen or lost: what becomes of their vote, and how to tell the town hall."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.ports import Offer
from bot.steps import Look, Say
from bot.understanding.intents import Intent

BLOCK = _("Have the number blocked by your operator. To tell the town hall: QUESTION and your words.")
BLOCK_AND_VOTE = _(
    "Have the number blocked by your operator. Once it is yours again, vote anew: the last vote counts. To tell the "
    "town hall: QUESTION + words."
)
BLOCK_AND_VOTE_BY_CODE = _(
    "Have the number blocked by your operator. Your code votes from any telephone: the last vote counts. To tell the "
    "town hall: QUESTION + words."
)


@dialogue("lost_phone", intents=(Intent.LOST_PHONE,))
def lost_phone(turn: Turn) -> Talk:
    """Say what can be done about the number and the vote, and how to tell the town hall; nothing is asked."""
    if Offer.VOTE not in (yield Look("offers", turn.desk.offers)):
        yield Say(BLOCK)
        return
    yield Say(BLOCK_AND_VOTE_BY_CODE if (yield Look("by_code", turn.desk.takes_codes)) else BLOCK_AND_VOTE)
