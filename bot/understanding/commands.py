"""Command words: the first words of a message, or the whole of it, in every language at once."""

from __future__ import annotations

from typing import NamedTuple

from bot.understanding.intents import Intent
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.typos import ASK_BELOW, nearest


class Opening(NamedTuple):
    """A command at the head of a message: `length` words of it; `likeness` is 100 unless it was misspelt."""

    intent: Intent
    length: int
    likeness: float = 100.0


def whole_command(words: list[str], lexicon: Lexicon) -> Intent | None:
    """The intent of a message that is nothing but a command, politeness around it apart; thanks are one."""
    phrase = " ".join(words)
    found = lexicon.alone.get(phrase) or lexicon.openers.get(phrase)
    if found is not None or len(words) > LONGEST_PHRASE + 2:
        return found
    bare = " ".join(word for word in words if word not in lexicon.courtesy)
    if not bare and Intent.THANKS in map(lexicon.alone.get, words):
        return Intent.THANKS
    return lexicon.alone.get(bare) or lexicon.openers.get(bare)


def language_named(words: list[str], lexicon: Lexicon) -> str | None:
    """The tag of the language a message names and nothing else."""
    return lexicon.called.get(" ".join(words)) if len(words) <= LONGEST_PHRASE else None


def opening_command(words: list[str], lexicon: Lexicon) -> Opening | None:
    """The longest command the message opens with, after any politeness."""
    start = 0
    while start < len(words) and words[start] in lexicon.courtesy and words[start] not in lexicon.openers:
        start += 1
    for length in range(min(LONGEST_PHRASE, len(words) - start), 0, -1):
        intent = lexicon.openers.get(" ".join(words[start : start + length]))
        if intent is not None:
            return Opening(intent, start + length)
    return None


def misspelt_command(words: list[str], lexicon: Lexicon) -> Opening | None:
    """The command that the first word resembles, or None; the caller decides whether to ask."""
    found = nearest(words[0], lexicon.openers_by_letter)
    return None if found is None else Opening(lexicon.openers[found[0]], 1, found[1])


def is_sure(opening: Opening) -> bool:
    """Whether the command word was near enough to act on."""
    return opening.likeness >= ASK_BELOW
