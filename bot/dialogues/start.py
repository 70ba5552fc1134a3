"""The first word, and coming back after STOP."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.steps import Do, Go, Look, Say
from bot.understanding.intents import Intent
from bot.wording import Clipped


@dialogue("start", intents=(Intent.START, Intent.RESUME))
def start(turn: Turn) -> Talk:
    """Say that news is on again where it was off, else welcome; then the menu. A greeting brings no news back."""
    if turn.opening.intent == Intent.RESUME and not (yield Look("news", turn.desk.gets_news)):
        yield Do("start", turn.desk.start_news)
        yield Say(
            _("News is on again: I write to you when there is some. To end it: STOP").brief(
                _("News is on again. To end it: STOP")
            )
        )
        yield Go("menu", {"greeted": True})
        return
    commune = yield Look("commune", turn.desk.commune)
    yield Say(
        _(
            "Welcome. I am the telephone counter of %(commune)s: budget, questions, ideas and votes.",
            commune=Clipped(commune.name, 25),
        ).brief(_("Welcome to %(commune)s."))
    )
    yield Go("menu", {"greeted": True})
