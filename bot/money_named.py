"""Money asked for by other words than one topic's: lines by their names, what all are paid, two topics at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.asked_words import ASK_MORE, ASK_WHY, NO_ONE_ALONE, NOT_BY_TOPIC, no_line_on, not_alone
from bot.budget_words import both_answers, budget_answer
from bot.dialogue import Turn
from bot.found_lines import tell_found
from bot.found_words import nothing_found
from bot.left_words import left_answer
from bot.money_of_whole import tell_pay_of_all
from bot.phrases import Spoken, Value
from bot.project_priced import is_called, tell_instead
from bot.records import Record
from bot.steps import Go, Look, Say
from bot.thing_asked import PAY_OF_ONE, in_its_place, lines_asked, thing_said
from bot.understanding.intents import Topic
from bot.understanding.money_questions import MoneyQuestion
from bot.understanding.prices import names_apart
from bot.understanding.topics import GENERAL
from bot.wording import Sentences
from budgeting.refusal import Refusal


def tell_named(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None) -> Any:
    """Tell what is no topic, or two of them; False where nothing of that kind is asked for."""
    if asked.about and not (topic or asked.nature or asked.lines.asks_left):
        if (yield Look("hits", lambda: turn.desk.search(asked.about, year))):
            yield Go("search", {"rest": asked.about, "year": year})
            return True
        return False
    is_list = asked.names_programmes and not (asked.about or asked.things)
    lines = [] if is_list else (yield from lines_asked(turn, asked, topic, year))
    if lines:
        lines, where = yield from in_its_place(turn, asked, topic, year, lines)
        whose = NO_ONE_ALONE if asked.thing == PAY_OF_ONE else ""
        yield from tell_found(lines, year, where=Sentences([whose, where]), after=after(asked))
        return True
    if asked.thing == PAY_OF_ONE:
        if not (yield from tell_pay_of_all(turn, year, NO_ONE_ALONE, ASK_MORE)):
            yield Say(nothing_found(thing_said(turn, asked)))
        return True
    return (yield from _tell_both(turn, asked, year))


def after(asked: MoneyQuestion) -> Value:
    """Return what else can be sent, where no figure answers."""
    if asked.asks_why:
        return ASK_WHY
    return ASK_MORE if asked.thing == PAY_OF_ONE else ""


def _tell_both(turn: Turn, asked: MoneyQuestion, year: int | None) -> Any:
    """Tell two topics that are asked at once, or all receipts and all spending; False where they are not."""
    if asked.lines.is_both and (yield from _tell_spending_alone(turn, asked, year)):
        return True
    is_all = asked.lines.is_both or asked.lines.asks_left
    both = (Topic.REVENUE, Topic.TOTAL) if is_all else asked.lines.both
    is_year_against_year = len(asked.years) > 1 or (asked.compares and not is_all)
    if not both or asked.nature or is_year_against_year:
        return False
    place = asked.place or None
    first = yield from _known(turn, "first", both[0], year, place)
    second = yield from _known(turn, "second", both[1], year, place)
    found = [one for one in (first, second) if one]
    if len(found) == len(both):
        yield Say(
            left_answer(first, second) if asked.lines.asks_left else both_told(first, second, turn.speech.language)
        )
    elif (found and _names_a_topic(turn, both)) or not (yield from tell_instead(turn, asked)):
        if not found:
            yield Look("neither", lambda: turn.desk.budget(both[0], year, None, place))  # refused once more
        missing = both[1] if first else both[0]
        yield Say(budget_answer(found[0], turn.speech.language, no_line_on(missing)))
    return True


def both_told(first: Record, second: Record, language: str) -> Spoken:
    """Return both topics; of one that has nothing of its own, and is nearest the other, only that."""
    for told, other in ((first, second), (second, first)):
        if other.asked_topic and not told.asked_topic and other.topic == told.topic:
            lacks = not_alone(other.asked_topic) if other.naming else no_line_on(other.asked_topic)
            return budget_answer(told, language, lacks)
    return both_answers(first, second)


def _tell_spending_alone(turn: Turn, asked: MoneyQuestion, year: int | None) -> Any:
    """Tell the spending on a topic of which receipts are asked too, and that those are of none; False without one."""
    topic = turn.opening.topic
    if topic is None or topic in GENERAL or asked.compares or len(asked.years) > 1:
        return False
    found = yield from _known(turn, "spent_on", Topic(topic), year, asked.place or None)
    if found is None:
        return False
    yield Say(budget_answer(found, turn.speech.language, NOT_BY_TOPIC))
    return True


def _names_a_topic(turn: Turn, both: Sequence[Topic]) -> bool:
    """Is one of two topics said by its own name, rather than by that of something built: water, and not a well?"""
    names = names_apart(turn.opening.text or "", turn.speech.languages)
    return any(is_called(topic, name, turn.speech) for topic in both for name in names)


def _known(turn: Turn, name: str, topic: Topic, year: int | None, place: str | None) -> Any:
    """Return what the budget says of one topic of two, None where it says nothing."""
    try:
        return (yield Look(name, lambda: turn.desk.budget(topic, year, None, place)))
    except Refusal:
        return None
