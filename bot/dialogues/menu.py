"""The menu: everything that can be done, by number."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue, menu_dialogues
from bot.phrases import _
from bot.ports import Offer
from bot.steps import Choice, Choose, Go, Look
from bot.understanding.intents import Intent
from bot.wording import Roomy

PROMPT = _("What would you like?")
HELP = _("Answer with a number, or write what you want: BUDGET HEALTH, VOTE 3 7, QUESTION and your words.")
EXAMPLES = {Offer.BUDGET, Offer.VOTE}
"""What the help gives examples of."""

BESIDE_A_GREETING = 5
"""Entries that fit two SMS in Arabic beside a welcome and the line on privacy."""


@dialogue("menu", intents=(Intent.MENU, Intent.BACK))
def menu(turn: Turn) -> Talk:
    """Offer every dialogue that has a label and something in it, and go on there.

    Below a greeting (`greeted`) the list is enough.
    """
    there = yield Look("offers", turn.desk.offers)
    found = [item for item in menu_dialogues() if item.needs is None or item.needs in there]
    choices = [Choice(item.name, item.label) for item in found if item.label]
    is_greeted = bool(turn.opening.greeted)
    chosen = yield Choose(
        "menu",
        Roomy(PROMPT) if is_greeted else PROMPT,
        choices,
        help=HELP if set(there) >= EXAMPLES else None,
        at_once=BESIDE_A_GREETING if is_greeted else None,
    )
    yield Go(chosen)
