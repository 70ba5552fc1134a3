"""A line that is asked for by its own words, as fuel is: lines called so are told, not the topic they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.asked_words import not_by_place, only_there
from bot.dialogue import Turn
from bot.ports import HitView
from bot.records import Record
from bot.steps import Look
from bot.understanding.fold import fold, stands_in
from bot.understanding.intents import Topic
from bot.understanding.lexicon import lexicon_of
from bot.understanding.money_questions import MoneyQuestion
from bot.understanding.named import PEOPLE
from bot.understanding.said_phrases import as_written
from bot.understanding.topics import GENERAL
from budgeting.accounts.stages import Side

PAY_OF_ONE = "mayor_pay"
"""What one person earns: a sum of what many earn is no answer."""


def lines_asked(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None) -> Any:
    """Return the lines that a question names by their own words, or by a thing, in whichever language they have it.

    Of receipts no line of spending is told, nor the other way round; the fuel of health is that of its lines. What else
    than a thing a neighbourhood gets no line tells by its title, and years are not compared by it. Lines of several
    titles are told as their sum where a thing is asked for, or all of it; so are what the State gives and what taxes
    bring.
    """
    is_narrow = asked.things or asked.lines.from_state
    if (asked.has_place and not is_narrow) or asked.compares or len(asked.years) > 1:
        return []
    if asked.lines.is_both or asked.lines.asks_left:
        return []
    if asked.lines.from_state:  # whatever it "gave", which elsewhere asks what the money brought
        return _alone((yield Look("state", lambda: turn.desk.sum_from_the_state(year))))
    if asked.wants_result and not asked.lines.comes_in:
        return []
    if asked.lines.taxes and topic == Topic.REVENUE:
        return _alone((yield Look("taxes", lambda: turn.desk.sum_of_taxes(year))))
    lines = yield Look("lines", lambda: _lines(turn, asked, topic, year))
    if asked.thing == PAY_OF_ONE:
        return [line for line in lines if not _is_of_deputies(line, turn)]
    if len(lines) > 1 and (asked.things or asked.topic is Topic.TOTAL):
        return _alone((yield Look("sum", lambda: sum_asked(turn, asked, topic, year)))) or lines
    return lines


def _is_of_deputies(line: Record, turn: Turn) -> bool:
    """Is a line what others are paid than the mayor?"""
    words = fold(line.title).split()
    return not lexicon_of(tuple(turn.speech.languages)).deputies.isdisjoint(words)


def in_its_place(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None, lines: Any) -> Any:
    """Return the lines of the place that is named beside a thing, and what says so; else those of all, and that."""
    zone = (yield Look("zone_named", lambda: turn.desk.zone_named(asked.place))) if asked.place else None
    if zone is None:
        return lines, (yield from unknown_place(turn, asked))
    there = yield Look("sum_there", lambda: sum_asked(turn, asked, topic, year, zone))
    return ([there], only_there(zone)) if there else (lines, not_by_place(zone))


def unknown_place(turn: Turn, asked: MoneyQuestion) -> Any:
    """Return that nothing is told of the place that is named, which is none of the commune's; "" where none is."""
    if not asked.somewhere:
        return ""
    commune = yield Look("commune", turn.desk.commune)
    return "" if stands_in(fold(asked.somewhere), fold(commune.name)) else not_by_place(asked.somewhere)


def is_not_told(asked: MoneyQuestion, topic: str | None) -> bool:
    """Is a thing of one topic asked for, which no line of it is called by?"""
    is_told = topic in GENERAL and asked.thing not in PEOPLE
    return bool(asked.things) and asked.nature is None and topic is not None and not is_told


def _lines(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None) -> Sequence[HitView]:
    named = _own_words(asked, topic)
    found = turn.desk.lines_named(named, year, _side(topic)) if named else ()
    if found:
        return found
    return _first_found(turn.desk.lines_named(name, year, _side(topic), _within(topic)) for name in asked.things)


def sum_asked(
    turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None, place: str | None = None
) -> HitView | None:
    """Return the sum of the lines that `_lines` returns one by one, of a place where one is given."""
    named = _own_words(asked, topic)
    found = turn.desk.sum_of_lines([_as_said(named, turn)], year, _side(topic), None, place) if named else None
    if found is not None or not asked.things:
        return found
    said = [_as_said(asked.things[0], turn), *asked.things[1:]]
    return turn.desk.sum_of_lines(said, year, _side(topic), _within(topic), place)


def thing_said(turn: Turn, asked: MoneyQuestion) -> str:
    """Return the words for a thing as the person wrote them."""
    return as_written(asked.things[0], turn.opening.text or "")


def _own_words(asked: MoneyQuestion, topic: str | None) -> str:
    return asked.lines.words if topic == Topic.REVENUE or asked.lines.is_named else ""


def _side(topic: str | None) -> Side:
    return Side.REVENUE if topic == Topic.REVENUE else Side.EXPENDITURE


def _within(topic: str | None) -> str | None:
    return None if topic in GENERAL else topic


def _as_said(words: str, turn: Turn) -> str:
    return as_written(words, turn.opening.text or "")


def _alone(found: Record | None) -> list[Record]:
    return [] if found is None else [found]


def lines_of_thing(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None) -> Any:
    """Return the lines that a thing is called by, in whichever language they have it; none where it is no line's.

    The fuel of the ambulance is a matter of health, and that of one neighbourhood no line's; nor are years compared.
    """
    if asked.has_place or asked.compares or len(asked.years) > 1:
        return []
    if asked.lines.from_state:
        return _alone((yield Look("state", lambda: turn.desk.sum_from_the_state(year))))
    if topic is not None and topic not in GENERAL:
        return []
    lines = yield Look("thing", lambda: _first_found(turn.desk.lines_named(name, year) for name in asked.things))
    if len(lines) < 2:
        return lines
    return _alone((yield Look("sum", lambda: turn.desk.sum_of_lines(asked.things, year, _side(topic)))))


def _first_found(found: Iterable[Sequence[HitView]]) -> Sequence[HitView]:
    return next((lines for lines in found if lines), [])
