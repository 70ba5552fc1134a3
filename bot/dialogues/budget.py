"""Where the money goes and what it brought: status, year and source are always said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.asked_words import ASK_MORE, ASK_WHY, NO_ONE_ALONE, NOT_APART, no_line_of, no_line_on, nothing_on
from bot.asked_year import year_asked
from bot.budget_words import (
    STATUSES,
    both_answers,
    budget_answer,
    document_of,
    overview,
    page_of,
    programme_label,
    topic_label,
    which_programme,
)
from bot.comparing_words import NO_EARLIER, comparison
from bot.dialogue import Talk, Turn, dialogue
from bot.found_lines import tell_found, tell_naming
from bot.found_words import nothing_found
from bot.left_words import left_answer, money_to_share
from bot.line_called import lines_called
from bot.lines_compared import compare_lines
from bot.phrases import Spoken, Value, _
from bot.place_asked import with_own_place
from bot.ports import Offer
from bot.project_priced import is_called, tell_instead, tell_price
from bot.records import Record
from bot.result_words import result_answer
from bot.steps import Choice, Choose, Go, Look, Say
from bot.thing_asked import PAY_OF_ONE, in_its_place, is_not_told, lines_asked, unknown_place
from bot.understanding.intents import Intent, Topic
from bot.understanding.money_questions import MoneyQuestion, read_money_question
from bot.understanding.prices import name_priced, names_apart
from bot.understanding.said_phrases import as_written
from bot.wording import Sentences
from budgeting.accounts.natures import Nature
from budgeting.refusal import Refusal

BY_PROGRAMME, LEARN = "programmes", "learn"
ALREADY_SAID = {Topic.TOTAL}
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
    if asked.lines.to_share and (yield from _tell_money_to_share(turn, asked, year)):
        return
    if (yield from tell_price(turn, asked, year)):
        return
    asked = yield from with_own_place(turn, asked)
    code, topic = opening.programme or asked.code, _topic_of(opening, asked)
    place = asked.place or name_priced(opening.text or "", turn.speech.languages)
    if not (code or topic or asked.nature) and place:
        found = yield Look("there", lambda: turn.desk.budget(None, year, None, place))
        if found.asked_place and _names_a_thing(opening, asked) and (yield from tell_instead(turn, asked)):
            return
        if found.place or found.asked_place:
            yield Say(budget_answer(found, turn.speech.language))
            return
    if not code and (yield from _tell_named(turn, asked, topic, year)):
        return
    if asked.names_programmes and not (code or topic):
        code = yield from _pick_programme(turn, year)
    if not (code or topic or asked.nature) and (asked.compares or asked.is_against_plan or len(asked.years) > 1):
        topic = Topic.TOTAL
    if not (code or topic or asked.nature):
        if asked.about and (yield from tell_instead(turn, asked)):
            return
        topic, code = yield from _go_down(turn, year, _unheard(opening, asked))
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


def _tell_money_to_share(turn: Turn, asked: MoneyQuestion, year: int | None) -> Any:
    """Tell what the vote of now shares out; False where another year is asked for, of which the budget speaks."""
    if asked.compares or len(asked.years) > 1:
        return False
    shared = yield Look("to_share", lambda: turn.desk.money_to_share(year))
    if shared is None and year is not None:
        return False
    yield Say(money_to_share(shared))
    return True


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


def _tell_named(turn: Turn, asked: MoneyQuestion, topic: str | None, year: int | None) -> Any:
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
        yield from tell_found(lines, year, where=Sentences([whose, where]), after=_after(asked))
        return True
    if asked.thing == PAY_OF_ONE:
        yield from _tell_pay_of_all(turn, asked, year)
        return True
    return (yield from _tell_both(turn, asked, year))


def _tell_pay_of_all(turn: Turn, asked: MoneyQuestion, year: int | None) -> Any:
    """Tell what all are paid, where no line is near what one person is."""
    try:
        found = yield Look("pay", lambda: turn.desk.budget(None, year, None, None, Nature.PERSONNEL))
    except Refusal:
        found = None
    if found is None or found.nature != Nature.PERSONNEL:
        yield Say(nothing_found(_thing_said(turn, asked)))
        return
    yield Say(budget_answer(found, turn.speech.language, NO_ONE_ALONE, ASK_MORE))


def _after(asked: MoneyQuestion) -> Value:
    """Return what else can be sent, where no figure answers."""
    if asked.asks_why:
        return ASK_WHY
    return ASK_MORE if asked.thing == PAY_OF_ONE else ""


def _tell_both(turn: Turn, asked: MoneyQuestion, year: int | None) -> Any:
    """Tell two topics that are asked at once, or all receipts and all spending; False where they are not."""
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
        yield Say(left_answer(first, second) if asked.lines.asks_left else both_answers(first, second))
    elif (found and _names_a_topic(turn, both)) or not (yield from tell_instead(turn, asked)):
        if not found:
            yield Look("neither", lambda: turn.desk.budget(both[0], year, None, place))  # refused once more
        missing = both[1] if first else both[0]
        yield Say(budget_answer(found[0], turn.speech.language, no_line_on(missing)))
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


def _topic_of(opening: Record, asked: MoneyQuestion) -> str | None:
    """Return the topic; the name of a place may be that of a topic too, and is none behind "zone"."""
    is_read = asked.has_place or asked.lines.comes_in
    found = asked.topic if is_read else opening.topic or asked.topic
    return str(found) if found else None


def _answer(found: Record, turn: Turn, asked: MoneyQuestion, where: Value, *, wants_result: bool) -> Spoken:
    if wants_result and found.topic not in (None, Topic.REVENUE) and (found.programme or found.topic != Topic.TOTAL):
        return result_answer(found, document_of, page_of(found))
    return budget_answer(found, turn.speech.language, Sentences([where, _not_told(found, turn, asked)]), _after(asked))


def _not_told(found: Record, turn: Turn, asked: MoneyQuestion) -> Value:
    """Return that only the whole is known of which a part was asked for, nothing where that was not."""
    if found.topic == Topic.REVENUE and (asked.about or asked.lines.has_topic or _is_of_a_part(asked)):
        return NOT_APART
    if asked.nature and not found.nature and not found.asked_topic:
        return no_line_of(asked.nature, found)
    return nothing_on(_thing_said(turn, asked)) if is_not_told(asked, found.topic) else ""


def _is_of_a_part(asked: MoneyQuestion) -> bool:
    return asked.lines.from_state or asked.lines.taxes or bool(asked.things)


def _thing_said(turn: Turn, asked: MoneyQuestion) -> str:
    """Return the words for a thing as the person wrote them."""
    return as_written(asked.things[0], turn.opening.text or "")


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
    missing = nothing_on(_thing_said(turn, asked)) if is_not_told(asked, later.topic) else ""
    if earlier.year == later.year:
        told = earlier if earlier.asked_year not in (None, earlier.year) else later
        said = budget_answer(told, turn.speech.language, missing)
        yield Say(said if len(years) > 1 else Sentences([NO_EARLIER, said]))
        return
    yield Say(comparison(earlier, later, STATUSES, turn.speech.language, missing=missing))


def _unheard(opening: Record, asked: MoneyQuestion) -> str:
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


def _go_down(turn: Turn, year: int | None, unheard: str) -> Any:
    """Show the whole and return the topic or the programme's code that was picked."""
    whole = yield Look("whole", lambda: turn.desk.budget(None, year, None))
    topics = yield Look("topics", lambda: turn.desk.budget_topics(year))
    choices = [
        Choice(item.topic, topic_label(item, whole, turn.speech.language))
        for item in topics
        if item.topic not in ALREADY_SAID
    ]
    if (yield Look("programmes", lambda: turn.desk.programmes(year))):
        choices.append(Choice(BY_PROGRAMME, _("By programme")))
    choices.append(Choice(LEARN, _("How it is made")))
    topic = yield Choose("topic", overview(whole, unheard), choices)
    if topic != BY_PROGRAMME:
        return topic, None
    return None, (yield from _pick_programme(turn, year))


def _pick_programme(turn: Turn, year: int | None) -> Any:
    """Return the code of the programme that is picked, None where there is none to pick."""
    programmes = yield Look("programmes", lambda: turn.desk.programmes(year))
    choices = [Choice(item.code, programme_label(item)) for item in programmes]
    return (yield Choose("programme", which_programme(programmes), choices)) if choices else None
