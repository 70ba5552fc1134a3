"""What a whole message answers to a question that came by itself: a digit, the words for it, or both."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answers import begins_with_own
from bot.understanding.fold import ascii_digits, fold

LONGEST = 30
"""Characters of a message that may be an answer; longer ones are not looked at."""


def digit_meant(text: str, words: Mapping[int, frozenset[str]]) -> int | None:
    """Return the digit whose folded `words` a whole message says, or that it is; None where it is anything else."""
    if len(text) > LONGEST:
        return None
    said = fold(ascii_digits(text))
    if said.isdecimal():
        return int(said) if len(said) == 1 and int(said) in words else None
    number, _space, rest = said.partition(" ")
    if number.isdecimal() and int(number) in words:
        others = frozenset().union(*(words[digit] for digit in words if digit != int(number)))
        return int(number) if begins_with_own(rest, words[int(number)], others) else None
    return next((digit for digit in words if said and said in words[digit]), None)
