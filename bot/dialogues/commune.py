"""Changing the commune, on a line that serves several."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.entrance import which_commune
from bot.phrases import _
from bot.steps import Do, Look, Say
from bot.understanding.intents import Intent
from bot.wording import Clipped


@dialogue("commune", intents=(Intent.COMMUNE,))
def commune(turn: Turn) -> Talk:
    """Offer the communes of the line; where there is one, say which."""
    served = yield Look("served", turn.desk.communes)
    if len(served) < 2:
        here = yield Look("commune", turn.desk.commune)
        yield Say(_("This number answers for %(commune)s. Send 0 for the menu.", commune=Clipped(here.name, 25)))
        return
    chosen = yield which_commune(served)
    name = next((one.name for one in served if one.id == chosen), "")
    yield Do("choose", lambda: turn.desk.choose_commune(chosen))
    yield Say(_("What you send from now on goes to %(commune)s. Send 0 for the menu.", commune=Clipped(name, 25)))
