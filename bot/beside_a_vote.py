"""A vote among other things in one message: it is never recorded nor passed on with them, and its writer hears so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.dialogue import Turn
from bot.phrases import Speech, _
from bot.ports import Desk, Offer
from bot.state import State
from bot.steering import is_sentence
from bot.steps import Heard, Look, Say
from bot.understanding.ballot_inside import part_ballots
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.understand import Understanding, understand

NO_VOTE = _("No vote is recorded. To vote, send VOTE.")
STAYS = _("Nothing was changed: your vote stays as it was.")
CHANGES_NONE = _("This message changes no vote. To vote, send VOTE.")
"""Said to who is not known here: what stands for them cannot be seen."""
STANDS = {"unseen": CHANGES_NONE, "voted": STAYS, "none": NO_VOTE}

OF_A_VOTE = {Intent.VOTE, Intent.BLANK_VOTE, Intent.MY_VOTE, Intent.NUMBER_ONLY, Intent.CANCEL, Intent.RECEIPT}
"""What is said of a vote: a ballot beside it is part of that."""

TAKES_WORDS = {"ask", "propose", "formal", "reply", "report", "feedback"}
"""Dialogues whose open question may take any words: those beside a ballot are for it."""


def part_from_ballot(heard: Heard, speech: Speech, desk: Desk, state: State) -> tuple[Heard, Say | None]:
    """Return a message without the ballot that stands in it among other things, and what to say of that ballot.

    No choice goes to the town hall or to the public with other words. While no vote is open there is none to take out.
    """
    if heard.button or heard.has_code or heard.meaning.changes:
        return heard, None
    rest, ballots = part_ballots(heard.text, speech.languages)
    if not ballots:
        return heard, None
    meaning = understand(rest, speech.language, speech.languages)
    takes_words = state.open is not None and state.dialogue in TAKES_WORDS
    is_else = _is_of_something_else(heard.meaning, meaning, speech, takes_words=takes_words)
    if not (is_else and Offer.VOTE in desk.offers()):
        return heard, None
    if heard.meaning.intent is Intent.UNKNOWN:
        meaning = replace(meaning, intent=Intent.UNKNOWN, sure=False)  # so many things are no clearer by one less
    return replace(heard, text=rest, meaning=meaning), Say(STANDS[_what_is_known(desk)])


def _is_of_something_else(whole: Understanding, rest: Understanding, speech: Speech, *, takes_words: bool) -> bool:
    """Do the words beside a ballot say something else, plainly so where the whole is taken for a vote?"""
    if whole.intent in OF_A_VOTE and not (takes_words and is_sentence(rest.text)):
        return rest.sure and rest.intent not in {*OF_A_VOTE, Intent.THANKS, Intent.START}
    lexicon = lexicon_of(tuple(speech.languages))
    return not set(fold(rest.text).split()) <= lexicon.courtesy | lexicon.filler


def tell_no_vote(turn: Turn, text: str) -> Any:
    """Say that nothing was recorded where a sentence names numbers beside words of voting, while a vote is open.

    Whoever has voted hears that their vote stays, not that there is none; which it is stays unsaid, and is not kept.
    """
    meaning = understand(text, turn.speech.language, turn.speech.languages)
    if not (is_sentence(text) and meaning.looks_like_ballot and meaning.numbers):
        return
    if Offer.VOTE in (yield Look("votes", turn.desk.offers)):
        yield Say(STANDS[(yield Look("stands", lambda: _what_is_known(turn.desk)))])


def _what_is_known(desk: Desk) -> str:
    """Return whether a vote of theirs stands, as far as that can be seen."""
    if desk.takes_codes() or not desk.has_proven_phone():
        return "unseen"
    return "voted" if desk.my_ballot() is not None else "none"
