"""What was built: how many works there are of a kind, and what became of one that is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.dialogue import Talk, Turn, dialogue
from bot.found_words import nothing_found
from bot.naming import project_choices
from bot.phrases import Phrase, Value, _
from bot.ports import Offer
from bot.project_priced import bears
from bot.records import Record
from bot.result_words import achievement_told
from bot.steps import Choose, Go, Look, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.places import names_place
from bot.understanding.said_phrases import as_written
from bot.understanding.works_asked import Works, name_of_works, read_works
from bot.wording import Clipped, Sentences
from budgeting.refusal import Refusal

WIDE = 24
"""Characters of a name where text is paid."""

DECIDED = ("funded", "not_funded")
"""States of which the result of the vote says more than the project itself."""


OF_ALL_YEARS = _("This counts all years together.").brief(_("All years:"))
"""Beside a year in which nothing was finished: works are counted whenever they were."""


@dialogue("works", intents=(Intent.WORKS,), leads_back=True)
def works(turn: Turn) -> Talk:
    """Count the works that are asked for, or tell what became of one; nothing known is for the town hall."""
    text, tags = turn.opening.text or "", turn.speech.languages
    name = name_of_works(text, tags)
    named = (yield Look("named", lambda: turn.desk.projects_named(name, wholly=True))) if name else ()
    if read_works(text, tags) is Works.COUNT or len(named) > 1:
        yield from _count(turn, name)
    elif named:
        yield Go((yield from _where_told(turn, named[0])), {"numbers": [named[0].number]})
    else:
        yield Go("ask", {"text": text, "rest": text, "intent": Intent.ASK})


def _where_told(turn: Turn, project: Record) -> Any:
    """Return the dialogue that says most of a project: what the vote decided, or what it is now."""
    if project.state not in DECIDED or Offer.RESULTS not in (yield Look("offers", turn.desk.offers)):
        return "project"
    found = yield Look("results", turn.desk.results)
    return "results" if any(line.number == project.number for line in found.lines) else "project"


def _count(turn: Turn, name: str) -> Any:
    every = yield Look("every", turn.desk.projects)
    place = yield Look("place", lambda: turn.desk.zone_named(turn.opening.text or ""))
    name = _without_place(name, place) if place else name
    named = [one for one in every if _is_meant(one, name, place)]
    told = [] if place else (yield from _measured(turn, name))
    said = as_written(name, turn.opening.text or "")
    if named:
        year = turn.opening.year
        of_year = [one for one in named if one.done_on and str(one.done_on).startswith(f"{year}-")]
        heading = _counted_in(said, of_year, year) if of_year else _counted(said, named)
        of_all = [_none_in(year), OF_ALL_YEARS] if year and not of_year else []
        number = yield Choose("one", Sentences([*told, *of_all, heading]), project_choices(of_year or named))
        yield Go("project", {"numbers": [number]})
    else:
        yield Say(Sentences(told) if told else nothing_found(said))


def _is_meant(project: Record, name: str, place: str | None) -> bool:
    """Does a project bear the name, and stand in the place, as far as one is named?"""
    titles = dict(project.titles).values()
    if name and not any(bears(title, name) for title in titles):
        return False
    return place is None or project.zone == place or any(names_place(fold(place), fold(title)) for title in titles)


def _without_place(name: str, place: str) -> str:
    return " ".join(word for word in name.split() if not names_place(fold(place), f" {word} "))


def _counted(name: str, named: Sequence[Record]) -> Phrase:
    finished = sum(one.state == "done" for one in named)
    going_on = sum(one.state == "under_way" for one in named)
    words: Value = Clipped(name, WIDE) if name else _("Projects")
    return _(
        "%(words)s, projects published here: finished %(finished)s, works under way %(going_on)s, other "
        "%(not_begun)s. Send a number to know more:",
        words=words,
        finished=finished,
        going_on=going_on,
        not_begun=len(named) - finished - going_on,
    ).brief(_("%(words)s: finished %(finished)s, under way %(going_on)s, other %(not_begun)s. To see:"))


def _counted_in(name: str, finished: Sequence[Record], year: int) -> Phrase:
    words: Value = Clipped(name, WIDE) if name else _("Projects")
    return _(
        "%(words)s, projects finished in %(year)s: %(finished)s. Send a number to know more:",
        words=words,
        year=year,
        finished=len(finished),
    ).brief(_("%(words)s finished in %(year)s: %(finished)s. To see:"))


def _none_in(year: int) -> Phrase:
    return _("None was finished in %(year)s.", year=year).brief(_("%(year)s: none finished."))


def _measured(turn: Turn, name: str) -> Any:
    """Return what the programmes say was reached of it, where an indicator bears the name."""
    if not name or not turn.opening.topic:
        return []
    try:
        found = yield Look("measured", lambda: turn.desk.known_figures(turn.opening.topic, None))
    except Refusal:
        return []
    return [achievement_told(each, WIDE) for each in found.achievements or () if bears(each.name, name)]
