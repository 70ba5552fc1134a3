"""Where the money goes and what it brought: status, year and source are always said."""

from __future__ import annotations

from typing import Any

from bot.asked_words import NOT_APART, no_line_of, nothing_on
from bot.asked_year import year_asked
from bot.budget_words import STATUSES, budget_answer, document_of, page_of
from bot.comparing_words import NO_EARLIER, comparison
from bot.dialogue import Talk, Turn, dialogue
from bot.found_lines import tell_found, tell_naming
from bot.line_called import lines_called
from bot.lines_compared import compare_lines
from bot.money_menu import LEARN, go_down, pick_programme
from bot.money_named import after, tell_named
from bot.money_of_whole import tell_of_whole
from bot.money_shared import tell_shared
from bot.phrases import Spoken, Value, _
from bot.place_asked import with_own_place
from bot.ports import Offer
from bot.project_priced import tell_instead, tell_price
from bot.records import Record
from bot.result_words import result_answer
from bot.steps import Go, Look, Say
from bot.thing_asked import is_not_told, thing_said, unknown_place
from bot.understanding.intents import Intent, Topic
from bot.understanding.money_questions import MoneyQuestion, read_money_question
from bot.understanding.prices import name_priced
from bot.understanding.said_phrases import as_written
from bot.wording import Sentences
from budgeting.refusal import Refusal

LONGEST_NAME = 3
"""Words behind a command; more of them ask something."""


@dialogue("budget", intents=(Intent.BUDGET,), label=_("The budget"), order=10, needs=Offer.BUDGET, leads_back=True)
def budget(turn: Turn) -> Talk:
    """Answer at once what was asked, or show the whole and go down from there."""
    opening = turn.opening
    asked = read_money_question(opening.text or "", turn.speech.languages)
    if asked.is_of_several and (yield Look("can_be_asked", turn.desk.can_be_asked)):
        yield Go("several", {"text": opening.text})
        return
    year = (yield from year_asked(turn, asked)) or opening.year
    if asked.lines.project is not None:
        yield Go("project", {"numbers": [asked.lines.project]})
        return
    called = yield from lines_called(turn, str(opening.rest or opening.text or ""), year)
    if called:
        yield from tell_found(called, year)
        return
    if (yield from tell_shared(turn, asked, year)):
        return
    if (yield from tell_of_whole(turn, asked, year)) or (yield from tell_price(turn, asked, year)):
        return
    asked = yield from with_own_place(turn, asked)
    code, topic = opening.programme or asked.code, _topic_of(opening, asked)
    place = asked.place or asked.somewhere or name_priced(opening.text or "", turn.speech.languages)
    if not (code or topic or asked.nature) and place:
        found = yield Look("there", lambda: turn.desk.budget(None, year, None, place))
        if found.asked_place and _names_a_thing(opening, asked) and (yield from tell_instead(turn, asked)):
            return
        if found.place or found.asked_place:
            yield Say(budget_answer(found, turn.speech.language))
            return
    if not code and (yield from tell_named(turn, asked, topic, year)):
        return
    if asked.names_programmes and not (code or topic):
        code = yield from pick_programme(turn, year)
    if not (code or topic or asked.nature) and (asked.compares or asked.is_against_plan or len(asked.years) > 1):
        topic = Topic.TOTAL
    if not (code or topic or asked.nature):
        if asked.about and (yield from tell_instead(turn, asked)):
            return
        topic, code = yield from go_down(turn, year, (yield from _unheard(turn, asked)))
    if topic == LEARN:
        yield Go("learn")
    elif len(asked.years) > 1 or asked.compares:
        yield from _compare(turn, asked, topic, code)
    else:
        found = yield from _figures(turn, asked, topic, year, code)
        if found is None:
            return
        where = "" if found.place or found.asked_place else (yield from unknown_place(turn, asked))
        yield Say(_answer(found, turn, asked, where, wants_result=asked.wants_result or bool(code)))


def _figures(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None, code: str | None) -> Any:
    """Return what the budget says; None where something else was told: a project called so, lines that name a topic."""
    try:
        found = yield Look("answer", lambda: turn.desk.budget(topic, year, code, asked.place or None, asked.nature))
    except Refusal:
        if (yield from tell_instead(turn, asked)):
            return None
        raise
    is_missed = found.asked_topic or is_not_told(asked, found.topic)
    if is_missed and (yield from tell_instead(turn, asked)):
        return None
    if found.naming:
        return (yield from tell_naming(found))
    return found


def _topic_of(opening: Record, asked: MoneyQuestion) -> str | None:
    """Return the topic; the name of a place may be that of a topic too, and is none behind "zone"."""
    is_read = asked.has_place or asked.lines.comes_in
    found = asked.topic if is_read else opening.topic or asked.topic
    return str(found) if found else None


def _answer(found: Record, turn: Turn, asked: MoneyQuestion, where: Value, *, wants_result: bool) -> Spoken:
    if wants_result and found.topic not in (None, Topic.REVENUE) and (found.programme or found.topic != Topic.TOTAL):
        return result_answer(found, document_of, page_of(found))
    return budget_answer(found, turn.speech.language, Sentences([where, _not_told(found, turn, asked)]), after(asked))


def _not_told(found: Record, turn: Turn, asked: MoneyQuestion) -> Value:
    """Return that only the whole is known of which a part was asked for, nothing where that was not."""
    if found.topic == Topic.REVENUE and (asked.about or asked.lines.has_topic or _is_of_a_part(asked)):
        return NOT_APART
    if asked.nature and not found.nature and not found.asked_topic:
        return no_line_of(asked.nature, found)
    return nothing_on(thing_said(turn, asked)) if is_not_told(asked, found.topic) else ""


def _is_of_a_part(asked: MoneyQuestion) -> bool:
    return asked.lines.from_state or asked.lines.taxes or bool(asked.things)


def _compare(turn: Turn, asked: MoneyQuestion, topic: str | None, code: str | None) -> Any:
    """Say two years side by side; one year alone is set beside the one before."""
    if not code and (yield from compare_lines(turn, asked, topic)):
        return
    years, place = sorted(asked.years), asked.place or None
    last = years[-1] if years else None
    later = yield Look("answer", lambda: turn.desk.budget(topic, last, code, place, asked.nature))
    if later.naming:
        return (yield from tell_naming(later))
    before = years[0] if len(years) > 1 else later.last_year
    if before:
        earlier = yield Look("earlier", lambda: turn.desk.budget(topic, before, code, place, later.nature))
    else:
        earlier = later
    missing = nothing_on(thing_said(turn, asked)) if is_not_told(asked, later.topic) else ""
    if earlier.year == later.year:
        told = earlier if earlier.asked_year not in (None, earlier.year) else later
        said = budget_answer(told, turn.speech.language, missing)
        yield Say(said if len(years) > 1 else Sentences([NO_EARLIER, said]))
        return
    yield Say(comparison(earlier, later, STATUSES, turn.speech.language, missing=missing))


def _unheard(turn: Turn, asked: MoneyQuestion) -> Any:
    """Return the words that nothing is published on; where there are none, the place that is none of the commune's."""
    words = _unheard_words(turn.opening, asked)
    return words or (asked.somewhere if (yield from unknown_place(turn, asked)) else "")


def _unheard_words(opening: Record, asked: MoneyQuestion) -> str:
    """Return a thing that no line is called by, or the words behind the command that nobody knows: BUDGET XYZ."""
    rest = str(opening.rest or "").strip()
    if asked.is_for_one and asked.about:
        return as_written(asked.about, opening.text or "")
    if asked.things:
        return as_written(asked.things[0], opening.text or "")
    return as_written(asked.about, opening.text or "") if asked.about and _is_a_name(rest, asked) else ""


def _is_a_name(rest: str, asked: MoneyQuestion) -> bool:
    """Are words behind a command few enough to name something, or is the price of what they name asked?"""
    return bool(asked.priced) or 0 < len(rest.split()) <= LONGEST_NAME


def _names_a_thing(opening: Record, asked: MoneyQuestion) -> bool:
    """Is no place said to be meant, nor the budget: how much for the lake, of which a project may be?"""
    return bool(asked.about) and not asked.has_place and opening.rest == opening.text
