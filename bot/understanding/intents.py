"""What a citizen can want."""

from __future__ import annotations

from enum import StrEnum


class Intent(StrEnum):
    """One value per thing a citizen can say; the names are those of `words.toml`."""

    BUDGET = "budget"
    SEARCH = "search"
    ASK = "ask"
    FORMAL = "formal"
    REPLY = "reply"
    TRACK = "track"
    PROPOSE = "propose"
    PROJECTS = "projects"
    PROJECT = "project"
    VOTE = "vote"
    BLANK_VOTE = "blank_vote"
    MY_VOTE = "my_vote"
    RESULTS = "results"
    LEARN = "learn"
    MEETINGS = "meetings"
    DOCUMENTS = "documents"
    FOLLOW_DOCUMENTS = "follow_documents"
    UNFOLLOW_DOCUMENTS = "unfollow_documents"
    FEEDBACK = "feedback"
    SUPPORT = "support"
    LANGUAGE = "language"
    HELP = "help"
    MENU = "menu"
    BACK = "back"
    START = "start"
    STOP = "stop"
    ERASE = "erase"
    CANCEL = "cancel"
    NUMBER_ONLY = "number_only"
    PRIVACY = "privacy"
    RECEIPT = "receipt"
    UNKNOWN = "unknown"


class Topic(StrEnum):
    """What a citizen would call the part of the budget meant."""

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
