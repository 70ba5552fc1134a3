"""Which topic stands nearest to one that a budget has no line of."""

from __future__ import annotations

from collections.abc import Collection

from bot.understanding.intents import Topic

NEAREST: dict[str, tuple[str, ...]] = {
    Topic.HEALTH: (Topic.SOCIAL,),
    Topic.EDUCATION: (Topic.YOUTH_SPORT, Topic.CULTURE),
    Topic.WATER: (Topic.SANITATION, Topic.ENVIRONMENT, Topic.ENERGY),
    Topic.ROADS: (Topic.ENERGY, Topic.SANITATION),
    Topic.SANITATION: (Topic.WATER, Topic.ENVIRONMENT, Topic.ROADS, Topic.ENERGY),
    Topic.ENERGY: (Topic.ROADS, Topic.WATER),
    Topic.MARKETS: (Topic.AGRICULTURE,),
    Topic.AGRICULTURE: (Topic.MARKETS, Topic.ENVIRONMENT),
    Topic.YOUTH_SPORT: (Topic.CULTURE, Topic.EDUCATION),
    Topic.CULTURE: (Topic.YOUTH_SPORT, Topic.EDUCATION),
    Topic.SOCIAL: (Topic.HEALTH,),
    Topic.ENVIRONMENT: (Topic.SANITATION, Topic.AGRICULTURE, Topic.WATER, Topic.ROADS, Topic.ENERGY),
    Topic.SECURITY: (Topic.ADMINISTRATION,),
    Topic.DEBT: (Topic.ADMINISTRATION,),
}


def neighbour_of(topic: str, there: Collection[str | None]) -> str | None:
    """Return the nearest of the topics that are there, None where none of them is near."""
    return next((str(other) for other in NEAREST.get(topic, ()) if other in there), None)
