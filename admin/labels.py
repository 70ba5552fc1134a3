"""The names of channels and of the budget's topics, as staff read them."""

from __future__ import annotations

from admin.tongue import _ as say
from admin.tongue import marked as _
from bot.understanding.intents import Topic
from budgeting.accounts.natures import Nature
from services.figures.parts import CHANNEL_NAMES

TOPIC_NAMES = {
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
"""The words citizens read (`bot.topics`): a topic has one name, on the panel as on phones and public pages."""
NATURE_NAMES = {
    Nature.PERSONNEL: _("Wages and staff"),
    Nature.GOODS_SERVICES: _("Goods and services"),
    Nature.TRANSFERS: _("Transfers and subsidies"),
    Nature.DEBT: _("Debt and interest"),
    Nature.WORKS: _("Works and equipment"),
}
OTHER_TOPICS = {
    "overview": _("The budget at a glance"),
    "other": _("Everything else"),
    "search": _("A search of the budget"),
}
PROGRAMME = "programme "


def name_channel(channel: str | None) -> str:
    """Return a channel's name in the language of this request, its key where it has none."""
    return "–" if channel is None else say(CHANNEL_NAMES.get(channel, channel))


def name_topic(topic: str | None) -> str:
    """Return a topic's name in the language of this request, a programme's by its code; the key where it has none."""
    if topic is None:
        return "–"
    if topic.startswith(PROGRAMME):
        return say(_("Programme %(code)s"), code=topic.removeprefix(PROGRAMME).upper())
    names = {**{str(key): name for key, name in TOPIC_NAMES.items()}, **OTHER_TOPICS}
    return say(names.get(topic, topic))


def name_nature(nature: str | None) -> str:
    """Return a nature's name in the language of this request, a dash where none is known."""
    return say(NATURE_NAMES[Nature(nature)]) if nature in set(Nature) else "–"
