"""The topic a citizen would name for a line, health, water, roads, proposed from its words and those above it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

from budgeting.accounts.stages import Section, Side
from budgeting.accounts.words import fold, pattern_of


class Topic(StrEnum):
    """What people ask about; TOTAL is the whole budget and never the topic of one line."""

    HEALTH = "health"
    EDUCATION = "education"
    WATER = "water"
    ROADS = "roads"
    SANITATION = "sanitation"
    ENERGY = "energy"
    MARKETS = "markets"
    AGRICULTURE = "agriculture"
    YOUTH_SPORT = "youth_sport"
    CULTURE = "culture"
    SOCIAL = "social"
    ENVIRONMENT = "environment"
    SECURITY = "security"
    ADMINISTRATION = "administration"
    REVENUE = "revenue"
    DEBT = "debt"
    TOTAL = "total"


WORDS: dict[str, Any] = tomllib.loads(
    resources.files("budgeting.accounts").joinpath("topics.toml").read_text(encoding="utf-8")
)
MEANT_OTHERWISE = pattern_of(WORDS["neutral"])
NEUTRAL = pattern_of([*WORDS["used"], *WORDS["neutral"]])
STRONG = {Topic(name): pattern_of(words) for name, words in WORDS["strong"].items()}
ANY_STRONG = pattern_of([word for words in WORDS["strong"].values() for word in words])
WEAK = {Topic(name): pattern_of(words) for name, words in WORDS["weak"].items()}
# Account 16 is borrowing in every chart of accounts derived from the French one (OHADA, M14, Madagascar, Morocco).
LOANS = "16"


def topic_of(
    label: str,
    above: Iterable[str] = (),
    *,
    side: Side = Side.EXPENDITURE,
    code: str = "",
    section: Section | None = None,
) -> Topic:
    """Propose a topic for a line from its label and the names of all it stands under, the nearest first."""
    texts = (*_decisive(label), *above)
    strong = next((topic for text in texts if (topic := _found(text, weak=False))), None)
    if strong is None and section is Section.INVESTMENT and code.startswith(LOANS):
        strong = Topic.DEBT
    if side is Side.REVENUE:
        # Money that comes in pays for everything: a tax on cattle is not spent on cattle.
        return Topic.DEBT if strong is Topic.DEBT else Topic.REVENUE
    weak = next((topic for text in texts if (topic := _found(text, weak=True))), None)
    return strong or weak or Topic.ADMINISTRATION


@lru_cache(maxsize=1 << 15)
def topics_named(label: str) -> tuple[Topic, ...]:
    """Return every topic a label names, in the order in which the first is taken; several are for people to decide."""
    rest, named = NEUTRAL.sub(" ", fold(label)), []
    for topic, pattern in STRONG.items() if ANY_STRONG.search(rest) else ():
        # What one topic is named by names no other: the street of street lighting is no road works.
        rest, times = pattern.subn(" ", rest)
        named += [topic] if times else []
    return tuple(named)


def mentions(label: str, topic: str) -> bool:
    """Does a label have a word of a topic, whatever else it names: water among networks, the town hall's own water?"""
    pattern = STRONG.get(Topic(topic))
    return pattern is not None and pattern.search(MEANT_OTHERWISE.sub(" ", fold(label))) is not None


def _decisive(label: str) -> tuple[str, ...]:
    """Return the parts of a label that may decide: the words before a bracket, then a bracket that names one topic.

    "Council buildings (school, clinics, etc.)" lists examples: none of them is what the money is for.
    """
    head, bracket, rest = label.partition("(")
    if not head.strip() or not bracket:
        return (label,)
    return (head, rest) if len(topics_named(rest)) == 1 else (head,)


@lru_cache(maxsize=1 << 15)
def _found(text: str, *, weak: bool) -> Topic | None:
    folded = NEUTRAL.sub(" ", fold(text))
    # Most labels name no topic: one look tells.
    if not weak and ANY_STRONG.search(folded) is None:
        return None
    patterns = WEAK if weak else STRONG
    return next((topic for topic, pattern in patterns.items() if pattern.search(folded)), None)
