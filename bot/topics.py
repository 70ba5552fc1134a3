"""What the parts of a budget are called."""

from __future__ import annotations

from bot.phrases import Phrase, _
from bot.understanding.intents import Topic

TOPICS: dict[str, Phrase] = {
    Topic.HEALTH: _("Health"),
    Topic.EDUCATION: _("Schools"),
    Topic.WATER: _("Water"),
    Topic.ROADS: _("Roads"),
    Topic.SANITATION: _("Sanitation"),
    Topic.ENERGY: _("Electricity"),
    Topic.MARKETS: _("Markets"),
    Topic.AGRICULTURE: _("Farming"),
    Topic.YOUTH_SPORT: _("Youth and sport"),
    Topic.CULTURE: _("Culture"),
    Topic.SOCIAL: _("Social help"),
    Topic.ENVIRONMENT: _("Environment"),
    Topic.SECURITY: _("Security"),
    Topic.ADMINISTRATION: _("Administration"),
    Topic.REVENUE: _("Revenue"),
    Topic.DEBT: _("Debt"),
    Topic.TOTAL: _("Whole budget"),
}


def topic_phrase(topic: str | None) -> Phrase:
    """Return the name of a topic; one that has none here is called other spending."""
    return TOPICS.get(str(topic), _("Other spending"))
