"""Lists and ranges sent as a vote: read as the vote reads them; what may be several ballots is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.choosing import Choosing, Said
from bot.dialogue import Turn
from bot.listed_readings import is_of_points, is_order, may_be_listed, readings_of
from bot.naming import numbers_phrase
from bot.phrases import Phrase, _
from bot.steps import Choice, Choose, Go, Look
from bot.vote_words import NOT_RECORDED
from budgeting.ballot import BallotFormat

ELSE = "menu"


def ask_what_is_listed(turn: Turn, said: Said, ballots: str) -> Choosing:
    """Return a ballot that came in one message as the vote reads it, and as its sender says where that is not sure."""
    places = list(turn.opening.places or ()) if said.numbers else []
    if is_order(places, ballots):
        return Said(places)
    text = turn.opening.text or ""
    if not said.numbers or is_of_points(said.points, ballots) or not may_be_listed(places, text):
        return said
    paper = yield Look("listed_on", turn.desk.ballot_paper)
    plain = [] if said.points else said.numbers
    readings = readings_of(places, plain, text, paper)
    if not readings or (len(readings) < 2 and not places):
        return said
    choices = [Choice(numbers, _offered(numbers, ballots)) for numbers in readings]
    chosen = yield Choose("listed", NOT_RECORDED, [*choices, Choice(ELSE, _("Something else"))], hears_votes=True)
    if chosen == ELSE:
        yield Go(ELSE, {})
    return Said(list(chosen))


def _offered(numbers: Sequence[int], ballots: str) -> Phrase:
    said = numbers_phrase(numbers)
    if ballots == BallotFormat.RANKING and len(numbers) > 1:
        return _("Vote in this order: %(numbers)s", numbers=said)
    return _("Vote for %(numbers)s", numbers=said)
