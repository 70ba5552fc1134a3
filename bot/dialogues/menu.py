"""The menu: everything that can be done, by number."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue, menu_dialogues
from bot.phrases import Phrase, _
from bot.ports import Desk, Offer
from bot.state import LOST
from bot.steps import Choice, Choose, Go, Look
from bot.topics import TOPICS, topic_phrase
from bot.understanding.intents import Intent, Topic
from bot.wording import Roomy

PROMPT = _("What would you like?")
EXAMPLES = {Offer.BUDGET, Offer.VOTE}
"""What the help gives examples of."""
LAST = (Topic.ADMINISTRATION, Topic.DEBT, Topic.REVENUE, Topic.TOTAL)
"""What hardly anybody asks of first, however much money it is."""

BESIDE_A_GREETING = 5
"""Entries that fit two SMS in Arabic beside a welcome and the line on privacy."""


@dialogue("menu", intents=(Intent.MENU, Intent.BACK))
def menu(turn: Turn) -> Talk:
    """Offer every dialogue that has a label and something in it, and go on there.

    Below a greeting (`greeted`) the list is enough. What a session left in its middle (`lost`) comes first.
    """
    there = yield Look("offers", turn.desk.offers)
    found = [item for item in menu_dialogues() if item.needs is None or item.needs in there]
    choices = [Choice(item.name, item.label) for item in found if item.label]
    if lost := turn.opening.lost:
        choices.insert(0, Choice(LOST, _go_on(lost)))
    is_greeted = bool(turn.opening.greeted)
    chosen = yield Choose(
        "menu",
        Roomy(PROMPT) if is_greeted else PROMPT,
        choices,
        help=_help((yield Look("example", lambda: _example(turn.desk)))) if set(there) >= EXAMPLES else None,
        at_once=BESIDE_A_GREETING if is_greeted else None,
    )
    yield Go(chosen)


def _go_on(name: str) -> Phrase:
    what = next((item.label for item in menu_dialogues() if item.name == name), None)
    return _("Go on: %(what)s", what=what) if what else _("Go on where I was")


def _example(desk: Desk) -> str | None:
    """Return a topic that the commune's budget has money for: health, else the largest that people ask of."""
    told = [one.topic for one in desk.budget_topics(None) if one.topic in TOPICS and one.topic not in LAST]
    return Topic.HEALTH if Topic.HEALTH in told else next(iter(told), None)


def _help(topic: str | None) -> Phrase | None:
    if topic is None:
        return None
    return _(
        "Answer with a number, or write what you want: BUDGET %(topic)s, VOTE 3 7, QUESTION and your words.",
        topic=topic_phrase(topic),
    )
