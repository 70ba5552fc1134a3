"""What pages and posters show as a question about money: a topic that this budget has an answer for."""

from __future__ import annotations

from budgeting.accounts.topics import Topic
from services.printing.voice import marked as _
from services.public import Book

THAT_MONEY = _("tells where that money goes")
HEALTH = _("BUDGET HEALTH"), _("tells where the money for health goes")
TOPIC_EXAMPLES = {
    Topic.HEALTH: HEALTH,
    Topic.EDUCATION: (_("BUDGET SCHOOLS"), THAT_MONEY),
    Topic.WATER: (_("BUDGET WATER"), THAT_MONEY),
    Topic.ROADS: (_("BUDGET ROADS"), THAT_MONEY),
    Topic.SANITATION: (_("BUDGET WASTE"), THAT_MONEY),
    Topic.ENERGY: (_("BUDGET ELECTRICITY"), THAT_MONEY),
    Topic.MARKETS: (_("BUDGET MARKETS"), THAT_MONEY),
    Topic.AGRICULTURE: (_("BUDGET FARMING"), THAT_MONEY),
    Topic.YOUTH_SPORT: (_("BUDGET SPORT"), THAT_MONEY),
    Topic.CULTURE: (_("BUDGET CULTURE"), THAT_MONEY),
    Topic.SOCIAL: (_("BUDGET SOCIAL"), THAT_MONEY),
    Topic.ENVIRONMENT: (_("BUDGET ENVIRONMENT"), THAT_MONEY),
    Topic.SECURITY: (_("BUDGET SECURITY"), THAT_MONEY),
    Topic.ADMINISTRATION: (_("BUDGET ADMINISTRATION"), THAT_MONEY),
    Topic.DEBT: (_("BUDGET DEBT"), THAT_MONEY),
}
WHOLE = _("BUDGET"), _("tells where the money goes")
LAST = (Topic.ADMINISTRATION, Topic.DEBT)
"""What hardly anybody asks of first, however much money it is."""


def budget_example(book: Book | None) -> tuple[str, str]:
    """Return what to send and what it does, in English: of health where there is money for it, else the largest topic.

    Where nothing is published yet a poster hangs longer than that.
    """
    if book is None:
        return HEALTH
    topics = book.spending.topics if book.spending else ()
    told = {Topic(row.name): row.amount for row in topics if row.name in set(TOPIC_EXAMPLES) and row.amount > 0}
    if not told:
        return WHOLE
    return TOPIC_EXAMPLES[min(told, key=lambda topic: (topic != Topic.HEALTH, topic in LAST, -told[topic], topic))]
