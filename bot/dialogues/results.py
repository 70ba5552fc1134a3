"""The published results: who won, and for every project one plain sentence, for as many as somebody asks."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from bot.answers import one_number
from bot.dialogue import Talk, Turn, dialogue
from bot.naming import project_choices, state_of, title_of
from bot.phrases import Amount, Phrase, Spoken, Value, _
from bot.ports import Offer
from bot.pot_words import pot_told, told_reason
from bot.records import Record
from bot.steps import Ask, Look, Say, Step
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.names import ABOUT_PROJECTS, words_of_a_name
from bot.wording import Clipped, Roomy, Sentences

WHY = _("Why? Send a number. 0 menu")
MOST_AT_ONCE = 3
"""Projects of which one answer tells."""


@dialogue(
    "results",
    intents=(Intent.RESULTS,),
    label=_("Results"),
    order=70,
    needs=Offer.RESULTS,
    leads_back=True,
    takes_numbers=True,
)
def results(turn: Turn) -> Talk:
    """Say who won; a number, and each that follows, tells what became of that project and why."""
    found = yield Look("results", turn.desk.results)
    if turn.opening.year and turn.opening.year != found.year:
        yield Say(
            _(
                "No result of %(asked)s is here. The latest is that of %(year)s: send RESULTS.",
                asked=turn.opening.year,
                year=found.year,
            )
        )
        return
    numbers = list(turn.opening.numbers or ()) or (yield from _named(turn))
    for number in numbers[:MOST_AT_ONCE] or [(yield _overview(found))]:
        yield Say((yield from _became_of(turn, found, number)))


def _named(turn: Turn) -> Generator[Step, Any, list[int]]:
    """Return the projects whose results are asked for by name: how many votes for the well."""
    lexicon = lexicon_of(tuple(turn.speech.languages))
    small = {word for phrase in lexicon.votes_counted for word in phrase.split()}
    words = words_of_a_name(turn.opening.text or "", turn.speech.languages, (*ABOUT_PROJECTS, Intent.RESULTS)).split()
    name = " ".join(word for word in words if word not in small and not word.isdecimal())
    if not name:
        return []
    found = yield Look("named", lambda: turn.desk.projects_named(name, wholly=True))
    return [one.number for one in found]


def _became_of(turn: Turn, found: Record, number: int) -> Generator[Step, Any, Spoken]:
    """Return why a project won or lost; one that was not in the vote is told by where it stands."""
    line = next((line for line in found.lines if line.number == number), None)
    if line:
        return told_reason(line)
    project = yield Look(f"project.{number}", lambda: turn.desk.project(number))
    return _(
        "Project %(number)s, %(title)s, was not in this vote. It is: %(state)s. To know more: PROJECT %(number)s",
        number=number,
        title=title_of(project),
        state=state_of(project),
    ).brief(_("%(title)s: not in this vote. It is: %(state)s. PROJECT %(number)s"))


def _overview(found: Record) -> Ask:
    """The count and the winners, a page at a time; any project's number leads on to its sentence."""
    won = [line for line in found.lines if line.won]
    return Ask(
        "project",
        _counted(found, any_won=bool(won)),
        read=one_number,
        choices=project_choices(won),
        takes_numbers=True,
        hint=WHY,
    )


def _counted(found: Record, *, any_won: bool) -> Sentences:
    parts: list[Value] = [
        Roomy(_("%(title)s.", title=Clipped(found.title, 30))),
        _cast(found),
        _("Published by one person.").brief(_("By one person.")) if found.one_person else "",
        Roomy(_("Spent %(spent)s of %(envelope)s.", spent=Amount(found.spent), envelope=Amount(found.envelope))),
        Roomy(Sentences([pot_told(pot) for pot in found.pots or ()])),
        _("Chosen; to know why, pick one or send any project's number:").brief(_("Chosen:"))
        if any_won
        else _("No project was chosen."),
    ]
    return Sentences(parts)


def _cast(found: Record) -> Phrase:
    """Say how many ballots there were, and people at meetings beside them, who stand in none of these numbers."""
    told = {"year": found.year, "level": found.identity_level, "count": found.ballots, "blank": found.blank}
    if found.present:
        return _(
            "Vote of %(year)s, identity level %(level)s. Ballots: %(count)s, of them blank: %(blank)s. Beside them, by "
            "show of hands: %(present)s people.",
            **told,
            present=found.present,
        ).brief(_("Vote %(year)s, level %(level)s. Ballots: %(count)s. Show of hands: %(present)s."))
    return _("Vote of %(year)s, identity level %(level)s. Ballots: %(count)s, of them blank: %(blank)s.", **told).brief(
        _("Vote %(year)s, level %(level)s. Ballots: %(count)s, blank: %(blank)s.")
    )
