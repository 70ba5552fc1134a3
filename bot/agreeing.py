"""A ballot that is said back and recorded once its voter has agreed, where a session makes asking free."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from bot.ballot_words import projects_of
from bot.choosing import Said, judge_said
from bot.dialogue import Turn
from bot.held import not_recorded
from bot.phrases import Phrase, Spoken, _
from bot.records import Record
from bot.steps import Confirm, Look, Step
from bot.vote_words import unknown_of
from bot.wording import Sentences
from budgeting.ballot import Judgement
from budgeting.refusal import Refusal


def agrees(turn: Turn, said: Said) -> Generator[Step, Any, bool]:
    """Is this what its voter wants? Asked in a session alone; a `Refusal` where it makes no ballot."""
    try:
        paper = yield Look("to_agree", turn.desk.ballot_paper, in_session=True)
    except Refusal:
        return True  # why it cannot be cast is said where it is
    if paper is None:
        return True
    words = _said_back(judge_said(said, paper), paper)
    return bool((yield Confirm("agreed", words, hears_votes=True, left=not_recorded(said.typed()))))


def _said_back(judged: Judgement, paper: Record) -> Spoken:
    by_number = {project.number: project for project in paper.projects}
    ballot = Record(
        projects=[by_number[number] for number in judged.recorded],
        points=list(judged.points),
        unknown=list(judged.unknown),
        format=paper.format,
    )
    asked: Phrase = _("Your vote: %(projects)s. Record it?", projects=projects_of(ballot))
    return Sentences([*unknown_of(ballot), asked])
