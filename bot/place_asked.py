"""The place that a question about money means by "my area": what the person said once, else what they say now."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from bot.dialogue import Turn
from bot.phrases import _
from bot.steps import Choice, Choose, Do, Look, Step
from bot.understanding.money_questions import MoneyQuestion

WHERE_YOU_LIVE = _("Your neighbourhood or village? It is kept for next time. To change it: CHANGE ZONE").brief(
    _("Where do you live? To change it later: CHANGE ZONE")
)


def with_own_place(turn: Turn, asked: MoneyQuestion) -> Generator[Step, Any, MoneyQuestion]:
    """Return the question with the name of the place where the person lives, where that is meant.

    A commune without places is asked as a whole.
    """
    if not asked.is_own_place:
        return asked
    own = None if asked.moves_elsewhere else (yield Look("my_zone", turn.desk.my_zone))
    name = own.name if own else (yield from _chosen(turn))
    return asked._replace(place=name, has_place=bool(name), about="")


def _chosen(turn: Turn) -> Generator[Step, Any, str]:
    zones = yield Look("zones", turn.desk.zones)
    if not zones:
        return ""
    choices = [Choice(zone.id, zone.name, also=zone.also) for zone in zones]
    number = yield Choose("zone", WHERE_YOU_LIVE, choices, is_place=True)
    yield Do("live_in", lambda: turn.desk.live_in(number), is_repeatable=True)
    return next((zone.name for zone in zones if zone.id == number), "")
