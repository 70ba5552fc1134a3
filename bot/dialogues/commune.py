"""Changing the commune, on a line that serves several."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Talk, Turn, dialogue
from bot.entrance import communes_named, which_commune
from bot.phrases import _
from bot.records import Record
from bot.steering import is_sentence
from bot.steps import Do, Go, Look, Say
from bot.understanding.intents import Intent
from bot.wording import Clipped


@dialogue("commune", intents=(Intent.COMMUNE,))
def commune(turn: Turn) -> Talk:
    """Go to the commune that is named, else offer those of the line; where there is one, say which."""
    served = yield Look("served", turn.desk.communes)
    named = communes_named(served, turn.opening.rest or "", turn.speech)
    is_other = bool(turn.opening.rest) and not named and not turn.opening.is_chosen
    if is_other and (len(served) > 1 or is_sentence(turn.opening.text or "")):
        yield Go("clarify", {**turn.opening, "intent": turn.opening.runner_up, "runner_up": str(Intent.COMMUNE)})
        return
    if len(served) < 2:
        here = yield Look("commune", turn.desk.commune)
        yield Say(_("This number answers for %(commune)s. Send 0 for the menu.", commune=Clipped(here.name, 25)))
        return
    chosen = named[0].id if len(named) == 1 else (yield which_commune(named or served))
    yield from _go_to(turn, served, chosen)


def _go_to(turn: Turn, served: list[Record], chosen: int) -> Any:
    name = next((one.name for one in served if one.id == chosen), "")
    yield Do("choose", lambda: turn.desk.choose_commune(chosen))
    yield Say(_("What you send from now on goes to %(commune)s. Send 0 for the menu.", commune=Clipped(name, 25)))
