"""The menu: everything that can be done, by number."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue, menu_dialogues
from bot.phrases import _
from bot.steps import Choice, Choose, Go
from bot.understanding.intents import Intent
from bot.wording import Roomy

PROMPT = _("What would you like?")
HINT = _("? help")  # 0 and 9 lead here
HELP = _("Answer with a number, or write what you want: BUDGET HEALTH, VOTE 3 7, QUESTION and your words.")


@dialogue("menu", intents=(Intent.MENU, Intent.BACK, Intent.CANCEL))
def menu(turn: Turn) -> Talk:
    """Offer every dialogue that has a label and go on there; below a greeting (`greeted`) the list is enough."""
    choices = [Choice(item.name, item.label) for item in menu_dialogues() if item.label]
    prompt = Roomy(PROMPT) if turn.opening.greeted else PROMPT
    chosen = yield Choose("menu", prompt, choices, help=HELP, hint=HINT)
    yield Go(chosen)
