"""A ballot that is said back and recorded once its voter has agreed, where a session makes asking free."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from bot.answers import NO, YES
from bot.ballot_words import in_lines, numbers_of, projects_of
from bot.choosing import Said, judge_said
from bot.dialogue import Turn
from bot.fitting import Cheapest
from bot.held import not_recorded
from bot.naming import SHORT
from bot.paging import Beneath
from bot.phrases import Speech, _, say
from bot.records import Record
from bot.steps import Choice, Confirm, Look, Step
from bot.vote_words import unknown_of
from bot.wording import Sentences
from budgeting.ballot import Judgement
from budgeting.refusal import Refusal

WIDTHS = (SHORT, 14, 12, 10, 8)
"""Letters of a name on a screen, as many as leave room for the keys."""

KEYS = Beneath([Choice(True, YES), Choice(False, NO)], has_hint=False)


def agrees(turn: Turn, said: Said) -> Generator[Step, Any, bool]:
    """Is this what its voter wants? Asked in a session alone; a `Refusal` where it makes no ballot."""
    try:
        paper = yield Look("to_agree", turn.desk.ballot_paper, in_session=True)
    except Refusal:
        return True  # why it cannot be cast is said where it is
    if paper is None:
        return True
    ballot = _as_ballot(judge_said(said, paper), paper)
    asked, left = _said_back(ballot), not_recorded(said.typed())
    return bool((yield Confirm("agreed", asked, hears_votes=True, left=left, beneath=Unnamed(asked, ballot))))


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What a ballot that is said back by its numbers alone is for, one project in a line; nothing where it is named."""

    asked: Cheapest
    ballot: Record

    def spoken(self, speech: Speech) -> str:
        """Return the names, or nothing."""
        by_numbers = self.asked.forms[-1]
        return say(in_lines(self.ballot), speech) if say(self.asked, speech) == say(by_numbers, speech) else ""


def _as_ballot(judged: Judgement, paper: Record) -> Record:
    by_number = {project.number: project for project in paper.projects}
    return Record(
        projects=[by_number[number] for number in judged.recorded],
        points=list(judged.points),
        unknown=list(judged.unknown),
        format=paper.format,
    )


def _said_back(ballot: Record) -> Cheapest:
    """Ask whether a ballot is to be recorded, in words that leave room for the keys on the same screen.

    Names are cut for it, and where that would tell nothing any more the numbers stand alone.
    """
    ways = [*(projects_of(ballot, longest) for longest in WIDTHS), numbers_of(ballot)]
    forms = [Sentences([*unknown_of(ballot), _("Your vote: %(projects)s. Record it?", projects=way)]) for way in ways]
    return Cheapest(forms, below=KEYS)
