"""What is said of a vote that stood among other words and was not recorded: what stands, and what to send for it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ballot_names import projects_in
from bot.choosing import Said, judge_said
from bot.listed_readings import is_of_points, is_order
from bot.phrases import Phrase, Speech, _
from bot.ports import CastBallot, Desk
from bot.records import plain, record
from bot.steps import Say
from bot.unclear_points import refuse_unclear
from bot.understanding.intents import Intent
from bot.understanding.understand import understand
from budgeting.refusal import Refusal

NO_VOTE = _("No vote is recorded. To vote, send VOTE.")
STAYS = _("Nothing was changed: your vote stays as it was.")
CHANGES_NONE = _("This message changes no vote. To vote, send VOTE.")
"""Said to who is not known here: what stands for them cannot be seen."""
UNSEEN, VOTED, NONE = "unseen", "voted", "none"
STANDS = {UNSEEN: CHANGES_NONE, VOTED: STAYS, NONE: NO_VOTE}


def what_is_known(desk: Desk) -> str:
    """Return whether a vote of theirs stands, as far as that can be seen."""
    return _standing(desk)[0]


def tell_not_cast(desk: Desk, speech: Speech, said: str) -> Say:
    """Say that a vote was not recorded and, where `said` is one that could be, the very words that record it.

    It is told by numbers; a choice that stands already is offered to nobody again.
    """
    known, before = _standing(desk)
    numbers = _as_typed(desk, speech.languages, said)
    if not numbers or desk.takes_codes() or (before is not None and numbers == _typed_before(before)):
        return Say(STANDS[known])
    return Say(Phrase(_OFFERED[known].text, {"numbers": numbers}), is_secret=True)


def _standing(desk: Desk) -> tuple[str, CastBallot | None]:
    """Return whether a vote of theirs stands, and which.

    A vote that cannot be read, because its key is not at hand or it is not for a telephone on trial, is not seen: what
    else the message says is heard all the same.
    """
    try:
        if desk.takes_codes() or not desk.has_proven_phone():
            return UNSEEN, None
        before = desk.my_ballot()
    except Refusal:
        return UNSEEN, None
    return (NONE, None) if before is None else (VOTED, before)


def _as_typed(desk: Desk, languages: Sequence[str], said: str) -> str:
    """Return a plain vote as it is typed behind the vote word, by numbers; nothing where it could not be recorded."""
    meaning = understand(said, languages[0], languages)
    if meaning.intent is not Intent.VOTE or meaning.changes or not (meaning.sure or not meaning.numbers):
        return ""
    try:
        ballots = desk.ballot_format()
        if meaning.places and not (is_of_points(meaning.points, ballots) or is_order(meaning.places, ballots)):
            return ""
        refuse_unclear(said, meaning.numbers, meaning.points, ballots)
        ballot = Said(list(meaning.numbers), list(meaning.points))
        if is_order(meaning.places, ballots):
            ballot = Said(list(meaning.places))
        if not meaning.numbers:
            named = projects_in(desk, languages, meaning.rest)
            ballot = Said([one.number for one in named.projects] if not named.missing else [])
        unknown = judge_said(ballot, record(plain(desk.ballot_paper()))).unknown
    except Refusal:
        return ""
    return "" if unknown else ballot.typed()


def _typed_before(before: CastBallot) -> str:
    return Said([one.number for one in before.projects], list(before.points)).typed()


_OFFERED: dict[str, Phrase] = {
    UNSEEN: _("This message changes no vote. To vote, send: VOTE %(numbers)s"),
    VOTED: _("Nothing was changed: your vote stays as it was. To vote so instead, send: VOTE %(numbers)s"),
    NONE: _("No vote is recorded. To vote, send: VOTE %(numbers)s"),
}
