"""The longest that each value of a text can be, in each language: what a text is measured with before it is sent."""

from __future__ import annotations

from bot.document_words import KINDS
from bot.evaluation import LABELS
from bot.law_words import body_named
from bot.phrases import Amount, Hundred, Speech, _, say
from bot.reasons import SUPPORTERS, VOTES
from bot.request_words import HOLIDAYS, WORKING_DAYS
from bot.session_words import KINDS as SESSION_KINDS
from bot.wording import Clipped, Series
from budgeting.law.profile import Profile
from budgeting.law.profiles import find_profiles

CURRENCY = "BIF"
"""The currency with the longest unit, FBu."""

FREE = {"objective", "link", "reason", "answer", "why", "items"}
"""What staff write as long as they like."""

MOST_MONEY = Amount(99_950_000_000)
SHORT = {"ar": "م" * 14}
SHORT_NAME = "m" * 18
"""Short names: at most 18 characters, 14 in Arabic."""


def speech_in(language: str) -> Speech:
    """Return how the bot speaks in an SMS."""
    return Speech((language, "en"), is_brief=True, currency=CURRENCY)


MONEY = (
    *("amount", "other_amount", "cost", "spent", "envelope", "left_money", "missing_money", "done", "planned"),
    *("each_money", "rest_money", "earned_money", "cost_money", "excess_money", "envelope_money"),
)
IN_FIGURES = {
    "30/11 18:00": ("closes_at", "opens_at", "starts_at", "due_at", "at", "again", "again_at", "moment"),
    "30/11/2026": ("promised_on", "received_on", "due_on", "promised", "closes_on", "until", "opens", "day"),
    "999": ("finished", "going_on", "not_begun"),
    "60": ("activities", "kept", "late"),
    "99999": ("count", "blank", "present", "minimum_votes", "needed_votes", "size"),
    "100": ("number", "former", "rank", "percent", "progress", "rival", "left"),
    "10": ("given", "most", "max", "least", "share", "points", "each", "excess"),
    "2026": ("year", "asked_year", "other_year", "people_year"),
    "99 999": ("result", "women", "men"),
    "DI-26-0042": ("reference", "target", "about"),
    "99": ("age", "key"),
    "99 999 FBu": ("per_head",),
    "99 999 999": ("inhabitants",),
    "K7Q-2M9-XX4": ("receipt",),
    "A": ("level",),
    "48314831": ("confirming",),
    "K7M3P": ("aside",),
    "100:5 101:2": ("example",),
    "100:-1000000000": ("part",),
    "f" * 64: ("root",),
    "palabre.example.org/" + "m" * 20: ("address", "page", "site"),
    "3": ("right",),
    "4": ("quarter",),
    "017, 018, 159, 160": ("codes",),
}
"""Values that are the same in every language, and the names they stand under."""

IN_LETTERS = {
    12: ("room_for", "room_against", "room_abstain", "voice"),
    14: ("other_source",),
    16: ("paper", "topic", "asked"),
    18: ("solution",),
    20: ("zone", "names", "other_paper", "other_status", "status", "state"),
    22: ("what",),
    24: ("source", "programme", "lesson"),
    25: ("commune", "hall"),
    30: ("vote", "indicator", "words", "meeting", "listed"),
    33: ("chat",),
    34: ("verdict",),
    38: ("ground",),
    40: ("code", "call", "other", "phone", "hours", "choice"),
    50: ("because", "papers"),
    52: ("body",),
    60: ("question", "change", "where"),
    90: ("needs",),
}
"""How many letters there are at most under which names."""


def longest_values(language: str) -> dict[str, str]:
    """Return the longest value of every name in the texts for citizens, as it is said by SMS in a language."""
    speech, letter = speech_in(language), "م" if language == "ar" else "m"
    money, long = MOST_MONEY.spoken(speech), say(Clipped(letter * 200, 40), speech)
    return {
        **dict.fromkeys(FREE, ""),
        **dict.fromkeys(MONEY, money),
        **{name: value for value, names in IN_FIGURES.items() for name in names},
        **{name: letter * length for length, names in IN_LETTERS.items() for name in names},
        **dict.fromkeys(("title", "place", "company", "step"), long),
        "zones": f"{letter * 18} {money}",
        **_said_at_most(speech),
    }


def _said_at_most(speech: Speech) -> dict[str, str]:
    """Return the longest of what the bot puts into words itself."""
    short = SHORT.get(speech.language, SHORT_NAME)
    votes = say(VOTES.of(99999), speech)
    return {
        "votes": votes,
        "missing_votes": votes,
        "supporters": say(SUPPORTERS.of(99999), speech),
        "projects": Series([f"999 {short}"] * 3).spoken(speech),
        "numbers": Series(["999"] * 3).spoken(speech),
        "drawn": Series([_("%(former)s is now %(number)s", former=100, number=999)] * 3).spoken(speech),
        "name": short,
        "days": say(WORKING_DAYS.of(250), speech),
        "holidays": say(HOLIDAYS.of(99), speech),
        "mark": max((say(label, speech) for label in LABELS.values()), key=len),
        "hundred": Hundred().spoken(speech),
        "bodies": max((_named_together(profile, speech) for profile in find_profiles().values()), key=len),
        "kind": max((say(kind, speech) for kind in KINDS.values()), key=len),
        "session_kind": max((say(kind, speech) for kind in SESSION_KINDS.values()), key=len),
    }


def _named_together(profile: Profile, speech: Speech) -> str:
    """Return every body that is named at once where a law gives them no order."""
    stages = () if profile.ladder.in_order else profile.ladder.stages
    return Series([body_named(stage.body, stage.name) for stage in stages]).spoken(speech)
