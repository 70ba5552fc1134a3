"""Words in place of a ballot's numbers: projects by their names, which are confirmed, or talk of the vote."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ballot_names import MOST, SEVERAL_FIT, fitting, name_in, projects_in
from bot.choosing import Choosing, Said, number_reader
from bot.dialogue import Turn
from bot.giving_points import points_reader
from bot.hearing_names import ask_for_projects, nothing_else
from bot.naming import project_choices
from bot.phrases import _
from bot.ports import Offer
from bot.records import Record
from bot.steps import Ask, Choice, Choose, Confirm, Go, Look, Say
from bot.understanding.intents import Intent
from bot.vote_words import not_in_vote
from bot.wording import Clipped
from budgeting.ballot import BallotFormat

TO_STAFF, TO_VOTE = "ask", "vote"
LETTERS = 30
"""Letters of words that name no project, where they are said back."""


def choose_by_name(turn: Turn) -> Choosing:
    """Return the projects that somebody has named and confirmed, none where the list is to be shown.

    What names no project is talk of the vote, and no vote: the person is asked whether it is for the town hall, and
    once the vote is over it goes there.
    """
    opening, tags = turn.opening, turn.speech.languages
    said = name_in(opening.rest or "", tags)
    if opening.is_whole or not said or not (yield Look("may_name", turn.desk.can_be_asked)):
        return Said()
    is_open = Offer.VOTE in (yield Look("offers", turn.desk.offers))
    named = (yield Look("named", lambda: projects_in(turn.desk, tags, opening.rest))) if is_open else None
    if named and named.projects:
        if named.missing:
            yield Say(not_in_vote(Clipped(named.missing, LETTERS)))
        is_meant = yield Confirm("by_name", nothing_else(named.projects), hears_votes=True)
        return Said([one.number for one in named.projects] if is_meant else [])
    several = (yield Look("fitting", lambda: fitting(turn.desk, said))) if is_open else ()
    if several:
        return (yield from _choose_among(turn, several))
    is_opened = opening.rest != opening.text  # by a word for voting, and not a sentence that resembles one
    near = yield Look("near", lambda: turn.desk.projects_named(said))
    if near and is_open and opening.is_chosen:
        return (yield from _choose_near(turn, near))
    if near or not is_opened:
        return Said()
    if not is_open or (yield _what_for()) == TO_STAFF:
        yield Go("ask", {"text": opening.text, "rest": opening.text, "intent": str(Intent.ASK), "is_chosen": is_open})
    return Said()


def _what_for() -> Choose:
    choices = [Choice(TO_STAFF, _("Send it to the town hall")), Choice(TO_VOTE, _("Vote for projects"))]
    return Choose("talk", _("Nothing was recorded: I found no project in your words. You want:"), choices)


def _choose_near(turn: Turn, near: Sequence[Record]) -> Choosing:
    """Ask whether the project is meant that words resemble, of somebody who has said that they want to vote."""
    paper = yield Look("paper_near", turn.desk.ballot_paper)
    numbers = {project.number for project in paper.projects}
    known = [project for project in near if project.number in numbers]
    if len(known) == 1 and (yield Confirm("by_name", nothing_else(known), hears_votes=True)):
        return Said([known[0].number])
    return (yield from _choose_among(turn, known)) if 1 < len(known) <= MOST else Said()


def _choose_among(turn: Turn, several: Sequence[Record]) -> Choosing:
    """Ask which of several projects that words fit are meant; other numbers are as good, with points where any are."""
    paper = yield Look("paper_named", turn.desk.ballot_paper)
    reader = points_reader if paper.format == BallotFormat.POINTS else number_reader
    ask = Ask(
        "which",
        SEVERAL_FIT,
        read=reader(paper, turn.speech.languages),
        choices=project_choices(several),
        takes_numbers=True,
    )
    answer = yield from ask_for_projects(turn, paper, ask, {})
    if isinstance(answer, dict):
        return Said(answer["numbers"], answer["points"])
    return Said(answer if isinstance(answer, list) else [answer])
