"""Trying a commune's own words: are their values right, and what do they cost as SMS?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.longest_values import longest_values
from bot.sms.prepare import Prepared, prepare
from budgeting.refusal import Refusal
from services.own_words.reasons import WordsNo
from services.own_words.texts import SaidText

VALUE = re.compile(r"%\((\w+)\)s")
FORM = re.compile(r"(?:%%|%\(\w+\)s|[^%])*")
UNMEASURED = "m" * 40
"""Stands for a value whose longest nobody has told."""

MANY = "99999"


@dataclass(frozen=True, slots=True)
class Trial:
    """A text as an SMS with the longest values there can be, beside what the house's words cost."""

    sent: Prepared
    segments: int
    before: int

    @property
    def is_dearer(self) -> bool:
        """Does it cost more than the words whose place it takes?"""
        return self.segments > self.before


def try_words(text: SaidText, language: str, forms: Sequence[str]) -> Trial:
    """Return what words would cost; a `Refusal` where they cannot be said at all."""
    check_words(text, forms)
    sent = max((_sent(form, language) for form in forms), key=lambda one: (one.segments, one.units))
    before = max(_sent(form, language).segments for form in text.house or text.english)
    return Trial(sent, sent.segments, before)


def check_words(text: SaidText, forms: Sequence[str]) -> None:
    """Raise a `Refusal` where a form is empty or its values are not those of the text."""
    if len(forms) != text.wanted or not all(form.strip() for form in forms):
        raise Refusal(WordsNo.EMPTY, count=text.wanted)
    known = {name for form in text.english for name in VALUE.findall(form)}
    for place, form in enumerate(forms, 1):
        _check_form(form, known, needed=known if place == len(forms) else known - {"count"})


def _check_form(form: str, known: set[str], needed: set[str]) -> None:
    if not FORM.fullmatch(form):
        raise Refusal(WordsNo.STRAY_PERCENT)
    found = set(VALUE.findall(form))
    if found - known:
        raise Refusal(WordsNo.VALUE_UNKNOWN, values=_shown(found - known))
    if needed - found:
        raise Refusal(WordsNo.VALUE_MISSING, values=_shown(needed - found))


def _shown(names: set[str]) -> str:
    return ", ".join(f"%({name})s" for name in sorted(names))


def _sent(form: str, language: str) -> Prepared:
    values = _longest(language)
    filled = form % {name: values.get(name, UNMEASURED) for name in VALUE.findall(form)}
    return prepare(filled)


@cache
def _longest(language: str) -> dict[str, str]:
    return {"count": MANY, **longest_values(language)}
