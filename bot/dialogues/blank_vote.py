"""The blank vote: a ballot for no project, which also takes a vote back; it is asked about once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.ballot_words import numbers_of
from bot.confirming_words import said_of_ballot
from bot.dialogue import Talk, Turn, dialogue
from bot.held import not_recorded
from bot.naming import numbers_phrase
from bot.phrases import Phrase, _
from bot.proving import prove_phone
from bot.records import Record
from bot.steps import Choice, Choose, Confirm, Do, Go, Look, Say
from bot.understanding.ballots import read_blank
from bot.understanding.facts import read_facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.vote_words import CARD_NEEDED, NOTHING_CHANGED, ONE_CARD
from bot.voting_code import PASS, show_code

ASKS = re.compile("[?\u061f]")
"""A blank vote with a question mark is a question, and is never recorded unasked."""

NONE_FOR_NUMBER = _("No vote is recorded for your number: there is nothing to cancel. To vote, send VOTE.")
NONE_FOR_CODE = _("No vote is recorded for this code: there is nothing to cancel.")
NOT_ANSWERED = _(
    "Your vote does not count: it waits for its code. As long as you do not answer with that code, it never counts."
)
NUMBERS, BLANK, KEEP = "numbers", "blank", "keep"


@dialogue("blank_vote", intents=(Intent.BLANK_VOTE,), is_private=True)
def blank_vote(turn: Turn) -> Talk:
    """Ask whether a blank ballot is meant, and put it in the place of the one that stands."""
    yield Look("open", turn.desk.ballot_paper)  # nothing is asked about a vote that is closed
    shown = yield from show_code(turn)
    passed = shown and shown.passed
    if not (shown or (yield Look("proven", turn.desk.has_proven_phone))):
        yield from prove_phone(turn, ONE_CARD, CARD_NEEDED, not_recorded("0"))
    before = yield Look("before", lambda: turn.desk.my_ballot(passed))
    numbers = list(turn.opening.numbers or ())
    if before is None and _takes_back(turn):
        waits = yield Look("waits", turn.desk.waits_for_code)
        yield Say(NONE_FOR_CODE if shown else NOT_ANSWERED if waits else NONE_FOR_NUMBER)
        return
    if numbers:
        meant = yield _which(numbers)
    elif before and before.is_blank and before.echo:
        yield Say(_("Your vote is blank already. To vote for projects, send VOTE and their numbers."), is_secret=True)
        return
    elif _is_plainly_said(turn.opening) and (yield Look("needs_no_yes", lambda: _needs_no_yes(turn))):
        meant = BLANK
    else:
        meant = BLANK if (yield Confirm("blank", _question(before, by_code=bool(shown)))) else KEEP
    if meant == NUMBERS:
        yield Go("vote", {"numbers": numbers, PASS: passed})
    elif meant == BLANK:
        cast = yield Do("cast", lambda: turn.desk.cast_blank(passed))
        yield said_of_ballot(cast)
    else:
        yield Say(NOTHING_CHANGED)


def _needs_no_yes(turn: Turn) -> bool:
    """Who cannot be asked now could never say yes; where a code must come back, it is the yes."""
    return turn.desk.must_confirm() or not turn.desk.can_be_asked()


def _takes_back(turn: Turn) -> bool:
    """Does somebody take a vote back, without a word of a blank one?"""
    facts = read_facts(turn.opening.text or "", lexicon_of(tuple(turn.speech.languages)))
    is_blank = read_blank(facts.marks, facts.lexicon) is not None or not facts.lexicon.blank.isdisjoint(facts.words)
    return bool(facts.words) and not is_blank


def _is_plainly_said(opening: Record) -> bool:
    """Is it a command and nothing else? 'I will not cancel my vote' has the same words."""
    return bool(opening.is_whole) and not ASKS.search(opening.text or "")


def _which(numbers: Sequence[int]) -> Choose:
    """VOTE 0 3 says two things at once."""
    choices = [
        Choice(NUMBERS, _("Vote for %(numbers)s", numbers=numbers_phrase(numbers))),
        Choice(BLANK, _("Blank vote, for no project")),
        Choice(KEEP, _("Change nothing")),
    ]
    return Choose("meant", _("0 is a blank vote and goes with no number. Nothing was recorded. You want:"), choices)


def _question(before: Record | None, *, by_code: bool) -> Phrase:
    if before is None and by_code:
        return _("A blank vote, for no project, will be recorded for your code. Do it?")
    if before is None:
        return _("A blank vote, for no project, will be recorded for your number. Do it?")
    if not before.echo:
        return _("Your earlier vote will be replaced by a blank vote, for no project. Do it?")
    return _(
        "Your vote for %(numbers)s will be replaced by a blank vote, for no project. Do it?", numbers=numbers_of(before)
    )
