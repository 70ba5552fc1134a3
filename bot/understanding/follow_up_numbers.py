"""Numbers of promises inside a message: R12. Roads are called so too, so little else may stand beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.commands import opening_command, whole_command
from bot.understanding.fold import WORD, fold_word
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.topics import find_topic

MOST_BESIDE = 4
"""Words beside a number that is asked for: 'où en est la R12'."""

ABOUT = frozenset(
    {
        *(Intent.TRACK, Intent.UNFOLLOW, Intent.COMPLAIN, Intent.REPLY, Intent.SUPPORT, Intent.JOIN, Intent.LEAVE),
        Intent.ACTION_PLAN,
    }
)
"""Commands with a reference behind them: there it may be written apart, R 12; some then say that it is no idea."""

# The letter of Recommendation, in Arabic letters as well; elsewhere R followed by figures is nothing that is counted.
_NUMBER = re.compile(r"(?<![^\W_])[r\u0631]([ .:_-]{0,2})0*([1-9]\d{0,4})(?![^\W_])", re.IGNORECASE)


def find_follow_up(text: str, lexicon: Lexicon) -> tuple[str, tuple[int, int]] | None:
    """The number of a promise in a text with ASCII digits, as we write it, and where it stands; None where none is.

    Beside it stand nothing, a command, or a few words that speak neither of a vote nor of money nor of a road.
    """
    match = _NUMBER.search(text)
    if match is None or _NUMBER.search(text, match.end()):
        return None
    beside = [word for part in (text[: match.start()], text[match.end() :]) for word in _words(part)]
    is_meant = not beside or _is_command(beside, lexicon) or (not match[1] and _asks_after(beside, lexicon))
    return (f"R{int(match[2])}", match.span()) if is_meant else None


def _is_command(words: list[str], lexicon: Lexicon) -> bool:
    """Is it nothing but a command that is about such a thing, and small words?"""
    found = opening_command(words, lexicon)
    if found is None or found.intent not in ABOUT:
        return False
    return all(word in lexicon.filler or word in lexicon.courtesy for word in words[found.length :])


def _asks_after(words: Sequence[str], lexicon: Lexicon) -> bool:
    found = opening_command(list(words), lexicon)
    command = whole_command(list(words), lexicon) or (found and found.intent)
    if command is not None and command not in ABOUT:
        return False
    elsewhere = (lexicon.vote, lexicon.how_much, lexicon.money, lexicon.works)
    is_elsewhere = any(word in of for of in elsewhere for word in words) or find_topic(list(words), lexicon) is not None
    return len(words) <= MOST_BESIDE and not is_elsewhere and not any(map(str.isdecimal, words))


def _words(text: str) -> list[str]:
    return [word for found in WORD.findall(text) if (word := fold_word(found))]
