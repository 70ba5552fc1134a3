"""The whole of a year's money, and what can be picked of it: a topic, a programme, a lesson."""

from __future__ import annotations

from typing import Any

from bot.budget_words import overview, programme_label, topic_label, which_programme
from bot.dialogue import Turn
from bot.phrases import _
from bot.steps import Choice, Choose, Look
from bot.understanding.intents import Topic

BY_PROGRAMME, LEARN = "programmes", "learn"
ALREADY_SAID = {Topic.TOTAL}


def go_down(turn: Turn, year: int | None, unheard: str) -> Any:
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
    return None, (yield from pick_programme(turn, year))


def pick_programme(turn: Turn, year: int | None) -> Any:
    """Return the code of the programme that is picked, None where there is none to pick."""
    programmes = yield Look("programmes", lambda: turn.desk.programmes(year))
    choices = [Choice(item.code, programme_label(item)) for item in programmes]
    return (yield Choose("programme", which_programme(programmes), choices)) if choices else None
