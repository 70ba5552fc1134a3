"""The price of a project, asked as if it were a line of the budget: how much is the bridge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.budget_words import STATUSES
from bot.dialogue import Turn
from bot.found_words import found_answer, label_of_hit
from bot.line_money import LINE, spending_first
from bot.naming import numbered, short_name_of, state_of, title_of
from bot.phrases import Amount, Listed, Speech, Spoken, _
from bot.records import Record
from bot.steps import Choice, Choose, Go, Look, Say
from bot.topics import topic_phrase
from bot.understanding.fold import fold
from bot.understanding.money_questions import MoneyQuestion
from bot.understanding.prices import name_priced, names_apart
from bot.understanding.topics import GENERAL
from bot.views.money import HitView
from bot.views.votes import ProjectView
from bot.wording import Sentences
from budgeting.refusal import Refusal

BUDGET, OF_THE_BUDGET = "budget", "line "
MOST_LINES = 2
"""Lines of the budget that are offered beside projects of their name."""


def tell_price(turn: Turn, asked: MoneyQuestion, year: int | None) -> Any:
    """Tell the price of the project that is named; False where none is, or the budget's figure is meant.

    Where the budget has something of that name too, or several projects have it, the person picks.
    """
    name = asked.priced or _name_of_one(turn, asked)
    if not name or asked.code or asked.compares or asked.is_per_head or len(asked.years) > 1:
        return False  # of a project nothing is for each inhabitant
    named = yield Look("named", lambda: turn.desk.projects_named(name, wholly=True))
    if not named:
        return (yield from _tell_each(turn))
    lines = spending_first((yield Look("lines", lambda: _lines_named(turn, name, year))))
    chosen = named[0].number
    has_topic = is_of_topic(asked, turn.speech)
    if asked.is_for_one and not asked.priced:
        has_topic = yield Look("topic_told", lambda: _has_lines(turn, asked, year))
    offered = _offered(asked, named, lines, has_topic=has_topic)
    if len(offered) > 1:
        chosen = yield Choose("priced", _("Found:"), offered)
    if chosen == BUDGET:
        return False
    if isinstance(chosen, int):
        yield Go("project", {"numbers": [chosen]})
        return True
    line = lines[int(chosen.removeprefix(OF_THE_BUDGET))]
    yield Say(found_answer(line, STATUSES.get(line.status, line.status)))
    return True


def _name_of_one(turn: Turn, asked: MoneyQuestion) -> str:
    """Return the name of the one thing of a topic that money is asked for, "" where it is the topic's own name."""
    if not asked.is_for_one or asked.topic in (None, *GENERAL):
        return ""
    name = name_priced(turn.opening.text or "", turn.speech.languages)
    return "" if is_of_topic(asked, turn.speech, name) else name


def tell_instead(turn: Turn, asked: MoneyQuestion) -> Any:
    """Tell the project that is named, where the budget has nothing on what is asked for; False where none is."""
    name = name_priced(turn.opening.text or "", turn.speech.languages)
    if not name or asked.code or asked.compares or len(asked.years) > 1 or is_of_topic(asked, turn.speech, name):
        return False
    found = yield Look("instead", lambda: turn.desk.projects_named(name, wholly=True))
    if len(found) == 1:
        yield Go("project", {"numbers": [found[0].number]})
        return True
    return (yield from (_list_prices(found) if found else _tell_each(turn)))


def _tell_each(turn: Turn) -> Any:
    """Tell the prices of projects that are named with an and between them; False where not all are projects."""
    names = names_apart(turn.opening.text or "", turn.speech.languages)
    if len(names) < 2:
        return False
    found = yield Look("each", lambda: _each_named(turn, names))
    return (yield from _list_prices(found)) if found else False


def _each_named(turn: Turn, names: Sequence[str]) -> list[ProjectView]:
    """Return the projects that each of some names is the name of, none where one is not."""
    named = [turn.desk.projects_named(name, wholly=True) for name in names]
    return list({one.number: one for found in named for one in found}.values()) if all(named) else []


def _list_prices(projects: Sequence[Record]) -> Any:
    """Tell projects with their prices; the one that is picked is shown."""
    choices = [Choice(one.number, Listed([short_name_of(one), Amount(one.cost)], ": "), one.number) for one in projects]
    number = yield Choose("each_priced", _("Found:"), choices)
    yield Go("project", {"numbers": [number]})
    return True


def price_told(project: Record) -> Spoken:
    """Return a project's name, its price and where it stands."""
    name = _("%(number)s. %(title)s.", number=project.number, title=title_of(project))
    return Sentences([name, _("Cost %(cost)s, %(state)s.", cost=Amount(project.cost), state=state_of(project))])


def _has_lines(turn: Turn, asked: MoneyQuestion, year: int | None) -> bool:
    """Has the budget lines of the topic itself?"""
    try:
        return not turn.desk.budget(asked.topic, year, None).asked_topic
    except Refusal:
        return False


def _offered(
    asked: MoneyQuestion, named: Sequence[Record], lines: Sequence[Record], *, has_topic: bool
) -> list[Choice]:
    """Return everything that bears the name: projects, lines of the budget, a whole topic."""
    choices = [Choice(project.number, _("Project %(projects)s", projects=numbered([project]))) for project in named]
    choices += [Choice(f"{OF_THE_BUDGET}{at}", label_of_hit(line)) for at, line in enumerate(lines)]
    if has_topic:
        choices.append(Choice(BUDGET, _("Budget: %(topic)s", topic=topic_phrase(asked.topic))))
    return choices


def is_of_topic(asked: MoneyQuestion, speech: Speech, name: str = "") -> bool:
    """Is it what a topic of the budget is called, rather than a thing that belongs to one: water, not a well?"""
    if asked.topic is None:
        return False
    return is_called(asked.topic, name or asked.priced, speech)


def is_called(topic: str, name: str, speech: Speech) -> bool:
    """Is a topic called so, in any language?"""
    spoken = (replace(speech, languages=(tag,)) for tag in speech.languages)
    return _bare(name) in {_bare(fold(topic_phrase(topic).spoken(one))) for one in spoken}


def _lines_named(turn: Turn, name: str, year: int | None) -> list[HitView]:
    """Return the lines of the budget that bear the whole name."""
    found = [hit for hit in turn.desk.search(name, year) if hit.kind == LINE]
    return [hit for hit in found if bears(hit.title, name)][:MOST_LINES]


def bears(title: str, name: str) -> bool:
    """Does a title have every word of a folded name, one of several or of one?"""
    words = [_bare(word) for word in fold(title).split()]
    return all(any(word.startswith(_bare(said)) for word in words) for said in name.split())


def _bare(word: str) -> str:
    return word.removeprefix("ال").rstrip("sx").removesuffix("ا")
