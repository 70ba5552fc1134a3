"""A ballot that somebody types for another person, read as the SMS it would be; what is not certain is refused."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.choosing import Said
from bot.unclear_points import refuse_unclear
from bot.understanding.intents import Intent
from bot.understanding.ranked_ballots import has_ordinal, is_ranked
from bot.understanding.understand import Understanding, understand
from budgeting.ballot import BallotFormat, Marks, marks_of
from budgeting.refusal import Refusal

WORD = "VOTE "
SPOKEN = ("en", "fr", "ar")
"""Languages whose words are understood wherever a ballot is typed: the vote word has to be one of them."""


class TypedReason(StrEnum):
    """Why what was typed is no ballot."""

    UNREADABLE = "typed_unreadable"
    ORDER_UNCLEAR = "typed_order_unclear"


def read_typed(text: str, languages: Sequence[str], ballots: BallotFormat) -> Marks | None:
    """Return the marks of a ballot, with or without its vote word, None for a blank one; a `Refusal` otherwise."""
    tongues = tuple(dict.fromkeys([*languages, *SPOKEN]))
    if ballots is BallotFormat.RANKING and has_ordinal(text, tongues) and not is_ranked(WORD + text, tongues):
        raise Refusal(TypedReason.ORDER_UNCLEAR)
    meaning = _understood(text, tongues)
    if meaning.intent is Intent.BLANK_VOTE and not meaning.numbers:
        return None
    said = Said(list(meaning.numbers), list(meaning.points))
    if meaning.intent is not Intent.VOTE or not said.numbers:
        raise Refusal(TypedReason.UNREADABLE)
    if said.numbers and meaning.places and not (said.points and ballots is BallotFormat.POINTS):
        said = _in_order(meaning.places, ballots)
    refuse_unclear(text, said.numbers, said.points, ballots)
    return marks_of(said.numbers, said.points)


def _in_order(places: Sequence[int], ballots: BallotFormat) -> Said:
    """Return the order that the markers of a list give; they say nothing for sure in any other vote."""
    if ballots is not BallotFormat.RANKING or len(places) < 2:
        raise Refusal(TypedReason.UNREADABLE)
    return Said(list(places))


def _understood(text: str, tongues: Sequence[str]) -> Understanding:
    """Return what was typed as a vote; a doubt about it is none."""
    for whole in (text, WORD + text):
        meaning = understand(whole, tongues[0], tongues)
        if meaning.intent in {Intent.VOTE, Intent.BLANK_VOTE} and meaning.is_whole and not meaning.changes:
            return meaning
    raise Refusal(TypedReason.UNREADABLE)
