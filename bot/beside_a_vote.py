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


def tell_no_vote(turn: Turn, text: str) -> Any:
    """Say that nothing was recorded where a sentence names numbers beside words of voting, while a vote is open."""
    meaning = understand(text, turn.speech.language, turn.speech.languages)
    if not (is_sentence(text) and meaning.looks_like_ballot and meaning.numbers):
        return
    if Offer.VOTE in (yield Look("votes", turn.desk.offers)):
        yield Say(NO_VOTE)
