"""Confirming codes: four digits that the house sends back to the number of a ballot, and that it answers with.

They show that whoever voted reads what is sent to the number: the sender of an SMS is only claimed. A year is never a
code, so that a question about 2026 is none; a project's number has three digits at most.

How hopeless guessing is: of 9,800 codes three at most are good for a number at a time. It has four wrong ones a day
(`services.voting.confirming`), and one once a whole vote has seen 500 of them in a day.
Who forges the senders of a thousand numbers, in a vote of ten days, and guesses for each of them all day long, meets
some three: for more than ten thousand forged SMS, each of which tells the number's owner.

A number whose tries are used up is not locked: whoever forged it could then keep its owner from voting, with five SMS
each day. For that day its codes have eight digits, which have no end of tries: of a hundred million three at most are
good at a time, so that a million forged SMS in one number's name meet one in thirty-three times.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

LENGTH, LONG = 4, 8
WAIT_HOURS = 24
"""Hours in which a code may come back; announced with the rules."""

YEARS = range(1900, 2100)
MOST_WORDS = 4
"""Words beside a code, such as 'the code is 4831': more are a message to somebody."""
_DIGITS = re.compile(r"\d+", re.ASCII)
# Figures of which some are letters that look like them, whole or in groups as people write long numbers.
_FIGURES = re.compile(r"(?<!\w)[\dOoIl]{4,8}(?!\w)", re.ASCII)
_GROUPS = re.compile(r"(?<!\w)[\dOoIl](?:[\s._-]{0,3}[\dOoIl]){3,7}(?!\w)", re.ASCII)
_LIKE_DIGITS = str.maketrans("OoIl", "0011")
MOST_LETTERS = 2
"""Letters in a code that stand for figures."""
_ASKS = re.compile("[?\u061f]")


def new_confirming_code(randbelow: Callable[[int], int]) -> str:
    """Return four digits drawn by `randbelow`, a secure source, that are no year."""
    drawn = randbelow(10**LENGTH - len(YEARS))
    return f"{drawn if drawn < YEARS.start else drawn + len(YEARS):0{LENGTH}}"


def new_long_code(randbelow: Callable[[int], int]) -> str:
    """Return eight digits drawn by `randbelow`, a secure source."""
    return f"{randbelow(10**LONG):0{LONG}}"


def is_long(code: str) -> bool:
    """Is it the code of a number whose tries are used up?"""
    return len(code) == LONG


def find_confirming_code(text: str, *, in_groups: bool = False) -> str | None:
    """Return the four or eight digits that a message is about, of any script; None where others, or many words, stand
    there.

    Forgives O for 0, and I and l for 1. Digits apart are no code, '4 8 3 1' are four projects, unless they may stand
    `in_groups`: where nothing but the code is waited for.
    """
    if len(text) > 80 or not any(map(str.isdecimal, text)):
        return None
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    plain = (_GROUPS if in_groups else _FIGURES).sub(_as_digits, plain)
    found = _DIGITS.findall(plain)
    if len(found) != 1 or len(found[0]) not in (LENGTH, LONG) or _ASKS.search(plain):
        return None
    if len(found[0]) == LENGTH and int(found[0]) in YEARS:
        return None
    return None if len(_DIGITS.sub(" ", plain).split()) > MOST_WORDS else str(found[0])


def _as_digits(found: re.Match[str]) -> str:
    """Return figures for what looks like them; words of letters stay."""
    said = re.sub(r"[\W_]", "", found.group())
    letters = sum(not letter.isdecimal() for letter in said)
    return found.group() if letters > MOST_LETTERS else said.translate(_LIKE_DIGITS)
