"""Where the money goes: an overview, one topic, one programme, one year; status, year and source are always said."""

from __future__ import annotations

from typing import Any

from bot.budget_words import budget_answer, overview, programme_label, topic_label
from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.records import Record
from bot.steps import Choice, Choose, Go, Look, Say
from bot.understanding.intents import Intent, Topic

SMALLEST_PROGRAMME = 100  # programmes have codes of three digits
BY_PROGRAMME, LEARN = "programmes", "learn"
ALREADY_SAID = {Topic.TOTAL}


@dialogue("budget", intents=(Intent.BUDGET,), label=_("The budget"), order=10)
def budget(turn: Turn) -> Talk:
    """Answer at once what was asked, or show the whole and go down from there."""
    opening = turn.opening
    code, topic, year = _programme_asked(opening), opening.topic, opening.year
    if not (code or topic):
        topic, code = yield from _go_down(turn, year)
    if topic == LEARN:
        yield Go("learn")
        return
    found = yield Look("answer", lambda: turn.desk.budget(topic, year, code))
    yield Say(budget_answer(found, turn.speech.language))


def _programme_asked(opening: Record) -> str | None:
    numbers = [number for number in opening.numbers or () if number >= SMALLEST_PROGRAMME]
    return str(numbers[0]) if numbers else None


def _go_down(turn: Turn, year: int | None) -> Any:
    """Show the whole and return the topic or the programme's code that was picked."""
    whole = yield Look("whole", lambda: turn.desk.budget(None, year, None))
    topics = yield Look("topics", lambda: turn.desk.budget_topics(year))
    choices = [
        Choice(item.topic, topic_label(item, whole, turn.speech.language))
        for item in topics
        if item.topic not in ALREADY_SAID
    ]
    programmes = yield Look("programmes", lambda: turn.desk.programmes(year))
    if programmes:
        choices.append(Choice(BY_PROGRAMME, _("By programme")))
    choices.append(Choice(LEARN, _("How it is made")))
    topic = yield Choose("topic", overview(whole), choices)
    if topic != BY_PROGRAMME:
        return topic, None
    choices = [Choice(item.code, programme_label(item)) for item in programmes]
    return None, (yield Choose("programme", _("Which programme?"), choices))
