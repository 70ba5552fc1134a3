"""The longest that each value of a text can be, in each language: what SMS are measured with."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message

from bot.document_words import KINDS
from bot.evaluation import LABELS
from bot.law_words import body_named
from bot.phrases import Amount, Hundred, Phrase, Speech, say
from bot.reasons import SUPPORTERS, VOTES
from bot.request_words import HOLIDAYS, WORKING_DAYS
from bot.sms.prepare import prepare
from bot.wording import Clipped, Series
from budgeting.law.profile import Profile
from budgeting.law.profiles import find_profiles
from locales.catalogue import CITIZEN
from tests.collected import collected

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = ("fr", "ar", "en")
ALLOWED = {"fr": 1, "en": 1, "ar": 2}
"""Segments of a text by language."""

CURRENCY = "BIF"
"""The currency with the longest unit, FBu."""

FREE = {"objective", "link", "reason", "answer", "why"}
"""What staff write as long as they like."""

MOST_MONEY = Amount(99_950_000_000)
SHORT = {"ar": "م" * 14}
SHORT_NAME = "m" * 18
"""Short names: at most 18 characters, 14 in Arabic."""


def speech_in(language: str) -> Speech:
    """Return how the bot speaks in an SMS."""
    return Speech((language, "en"), is_brief=True, currency=CURRENCY)


def worst_values(language: str) -> dict[str, str]:
    """Return the longest value of every name in the texts."""
    speech = speech_in(language)
    short, letter = SHORT.get(language, SHORT_NAME), "م" if language == "ar" else "m"
    money, long = MOST_MONEY.spoken(speech), say(Clipped(letter * 200, 40), speech)
    values = dict.fromkeys(FREE, "")
    values |= dict.fromkeys(
        ("amount", "other_amount", "cost", "spent", "envelope", "left_money", "missing_money", "done", "planned"), money
    )
    values |= dict.fromkeys(("closes_at", "opens_at", "starts_at", "due_at", "at", "again"), "30/11 18:00")
    values |= dict.fromkeys(("promised_on", "received_on", "due_on", "promised"), "30/11/2026")
    values |= dict.fromkeys(("finished", "going_on", "not_begun"), "999")
    values |= dict.fromkeys(("count", "blank", "present", "minimum_votes", "needed_votes"), "99999") | {"age": "99"}
    values |= {"missing_votes": say(VOTES.of(99999), speech), "rival": "100"}
    values |= dict.fromkeys(
        ("each_money", "rest_money", "earned_money", "cost_money", "excess_money", "envelope_money"), money
    )
    values |= {"vote": letter * 30, "because": letter * 50, "part": "100:-1000000000"}
    values |= {"votes": say(VOTES.of(99999), speech), "supporters": say(SUPPORTERS.of(99999), speech)}
    values |= dict.fromkeys(("number", "rank", "percent", "progress"), "100")
    values |= dict.fromkeys(("given", "most", "max", "least", "share", "points", "each", "excess"), "10")
    values |= dict.fromkeys(("year", "asked_year", "other_year", "people_year"), "2026")
    values |= dict.fromkeys(("target", "result", "women", "men"), "99 999")
    values |= dict.fromkeys(("reference", "target", "about"), "DI-26-0042")
    values |= dict.fromkeys(("title", "place"), long)
    values["projects"] = Series([f"999 {short}"] * 3).spoken(speech)
    values["numbers"] = Series(["999"] * 3).spoken(speech)
    values |= {"name": short, "question": letter * 60, "per_head": "99 999 FBu", "receipt": "K7Q-2M9-XX4", "level": "A"}
    values |= {
        "commune": letter * 25,
        "inhabitants": "99 999 999",
        "source": letter * 24,
        "other_source": letter * 14,
        "indicator": letter * 30,
        "words": letter * 30,
        "programme": letter * 24,
        "zone": letter * 20,
        "code": letter * 40,
    }
    values |= {"days": say(WORKING_DAYS.of(250), speech), "holidays": say(HOLIDAYS.of(99), speech)}
    values |= {"company": long, "step": long, "change": letter * 60, "closes_on": "30/11/2026"}
    values["mark"] = max((say(label, speech) for label in LABELS.values()), key=len)
    values |= {"confirming": "48314831", "again_at": "30/11 18:00", "aside": "K7M3P"}
    values |= {
        "size": "99999",
        "root": "f" * 64,
        "left": "100",
        "moment": "30/11 18:00",
        "address": "palabre.example.org/" + "m" * 20,
        "until": "30/11/2026",
        "opens": "30/11/2026",
    }
    values |= dict.fromkeys(("call", "other", "phone"), letter * 40)
    values["zones"] = f"{letter * 18} {money}"
    values["example"] = "100:5 101:2"
    values["hundred"] = Hundred().spoken(speech)
    values |= {"names": letter * 20, "body": letter * 52, "what": letter * 22, "where": letter * 60}
    values["bodies"] = max((_named_together(profile, speech) for profile in find_profiles().values()), key=len)
    values |= {"needs": letter * 90, "papers": letter * 50, "hours": letter * 40}
    values |= {"ground": letter * 38, "paper": letter * 16, "other_paper": letter * 20, "verdict": letter * 34}
    values |= {"kind": say(max(KINDS.values(), key=lambda kind: len(say(kind, speech))), speech), "day": "30/11/2026"}
    values["page"] = values["site"] = "palabre.example.org/" + "m" * 20
    values |= {"lesson": letter * 24, "solution": letter * 18, "right": "3", "asked": "3"}
    values |= {
        "topic": letter * 16,
        "asked": letter * 16,
        "other_status": letter * 20,
        "status": letter * 20,
        "state": letter * 20,
    }
    return values


def _named_together(profile: Profile, speech: Speech) -> str:
    """Return every body that is named at once where a law gives them no order."""
    stages = () if profile.ladder.in_order else profile.ladder.stages
    return Series([body_named(stage.body, stage.name) for stage in stages]).spoken(speech)


def segments_of(text: str, language: str, values: dict[str, str]) -> int:
    """Return what a text costs in that language."""
    names = set(re.findall(r"%\((\w+)\)s", text))
    unknown = names - set(values)
    assert not unknown, f"say the longest value of {unknown} in worst_case.py"
    words = Phrase(text, {name: values[name] for name in names}).spoken(speech_in(language))
    return prepare(words).segments


def texts_said_by_sms() -> Iterator[str]:
    """Return every text of the citizen's catalogue but those that have a short form."""
    long = set(texts_with_a_short_form())
    for message in collected(CITIZEN):
        if _is_text(message) and message.id not in long:
            yield str(message.id)


def _is_text(message: Message) -> bool:
    return bool(message.id) and isinstance(message.id, str)  # what is counted stands in a text as its value


def texts_with_a_short_form() -> Iterator[str]:
    """Return the texts that `.brief(_("..."))` follows: they are said only where letters cost nothing."""
    for folder in ("bot", "services", "gateways"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "brief":
                    yield from _text_of(node.func.value)


def _text_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_" and isinstance(node.args[0], ast.Constant):
        yield str(node.args[0].value)
