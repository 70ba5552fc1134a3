"""A vote among other things in one message: it is never recorded, and its writer hears so."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Turn
from bot.phrases import _
from bot.ports import Offer
from bot.steering import is_sentence
from bot.steps import Look, Say
from bot.understanding.understand import understand

NO_VOTE = _("No vote is recorded. To vote, send VOTE.")
STAYS = _("Nothing was changed: your vote stays as it was.")
CHANGES_NONE = _("This message changes no vote. To vote, send VOTE.")
"""Said to who is not known here: what stands for them cannot be seen."""


def tell_no_vote(turn: Turn, text: str) -> Any:
    """Say that nothing was recorded where a sentence names numbers beside words of voting, while a vote is open.

    Whoever has voted hears that their vote stays, not that there is none; which it is stays unsaid, and is not kept.
    """
    meaning = understand(text, turn.speech.language, turn.speech.languages)
    if not (is_sentence(text) and meaning.looks_like_ballot and meaning.numbers):
        return
    if Offer.VOTE in (yield Look("votes", turn.desk.offers)):
        yield Say((yield from _what_stands(turn)))


def _what_stands(turn: Turn) -> Any:
    by_code = yield Look("by_code", turn.desk.takes_codes)
    if by_code or not (yield Look("proven", turn.desk.has_proven_phone)):
        return CHANGES_NONE
    return STAYS if (yield Look("voted", lambda: turn.desk.my_ballot() is not None)) else NO_VOTE
