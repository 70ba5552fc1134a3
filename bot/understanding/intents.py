"""What a citizen can want, and what of: the topics are those that the lines of a budget are sorted by."""

from __future__ import annotations

from enum import StrEnum

from budgeting.accounts.topics import Topic

__all__ = ["Intent", "Topic"]


class Intent(StrEnum):
    """One value per thing a citizen can say; the names are those of `words.toml`."""

    BUDGET = "budget"
    SEARCH = "search"
    ASK = "ask"
    FORMAL = "formal"
    PERSON = "person"
    LOST_PHONE = "lost_phone"
    REPLY = "reply"
    TRACK = "track"
    COMPLAIN = "complain"
    PROPOSE = "propose"
    PROJECTS = "projects"
    PROJECT = "project"
    VOTE = "vote"
    BLANK_VOTE = "blank_vote"
    MY_VOTE = "my_vote"
    ABSTAIN = "abstain"
    DEADLINE = "deadline"
    RULES = "rules"
    WORKS = "works"
    POPULATION = "population"
    RESULTS = "results"
    LEARN = "learn"
    MEETINGS = "meetings"
    COMING = "coming"
    NOT_COMING = "not_coming"
    DOCUMENTS = "documents"
    FOLLOW_DOCUMENTS = "follow_documents"
    UNFOLLOW_DOCUMENTS = "unfollow_documents"
    FOLLOW_NEWS = "follow_news"
    UNFOLLOW_NEWS = "unfollow_news"
    UNFOLLOW = "unfollow"
    FEEDBACK = "feedback"
    SUPPORT = "support"
    JOIN = "join"
    LEAVE = "leave"
    LANGUAGE = "language"
    COMMUNE = "commune"
    HELP = "help"
    MENU = "menu"
    BACK = "back"
    START = "start"
    RESUME = "resume"
    STOP = "stop"
    ERASE = "erase"
    CANCEL = "cancel"
    NUMBER_ONLY = "number_only"
    PRIVACY = "privacy"
    THANKS = "thanks"
    RECEIPT = "receipt"
    UNKNOWN = "unknown"
