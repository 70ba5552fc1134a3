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
    return lexicon.alone.get(bare) or lexicon.openers.get(bare) or _amid_courtesy(words, lexicon)


def _amid_courtesy(words: list[str], lexicon: Lexicon) -> Intent | None:
    """The intent of words between polite ones, of which one may belong to them: the mayor is greeted, and asked for."""
    polite = [word in lexicon.courtesy for word in words]
    before, behind = _run(polite), _run(polite[::-1])
    for start in range(before + 1):
        for end in range(len(words), max(start, len(words) - behind - 1), -1):
            if (found := lexicon.alone.get(" ".join(words[start:end]))) is not None:
                return found
    return None


def _run(polite: list[bool]) -> int:
    return polite.index(False) if False in polite else 0


def language_named(words: list[str], lexicon: Lexicon) -> str | None:
    """The tag of the language a message names and nothing else."""
    return lexicon.called.get(" ".join(words)) if len(words) <= LONGEST_PHRASE else None


def opening_command(words: list[str], lexicon: Lexicon) -> Opening | None:
    """The longest command the message opens with, after any politeness; 'me, I vote' opens with a vote too."""
    start = 0
    while start < len(words) and words[start] in lexicon.courtesy and words[start] not in lexicon.openers:
        start += 1
    found = _command_at(start, words, lexicon)
    if found is None and words[start : start + 1] and words[start] in lexicon.vote_before:
        behind = _command_at(start + 1, words, lexicon)
        return behind if behind is not None and behind.intent is Intent.VOTE else None
    return found


def _command_at(start: int, words: list[str], lexicon: Lexicon) -> Opening | None:
    end = start + lexicon.openers.tree.longest_at(words, start, LONGEST_PHRASE)
    return Opening(lexicon.openers[" ".join(words[start:end])], end) if end > start else None


def asks_to_follow(words: list[str], lexicon: Lexicon) -> bool:
    """Is the command one to be told of something from now on, and not to see where it stands?"""
    found = opening_command(words, lexicon)
    opened = words[: found.length] if found is not None else []
    return any(" ".join(opened[at:]) in lexicon.follows for at in range(len(opened)))


def misspelt_command(words: list[str], lexicon: Lexicon) -> Opening | None:
    """The command that the first word resembles, or None; the caller decides whether to ask."""
    found = nearest(words[0], lexicon.openers_by_letter)
    return None if found is None else Opening(lexicon.openers[found[0]], 1, found[1])


def is_sure(opening: Opening) -> bool:
    """Whether the command word was near enough to act on."""
    return opening.likeness >= ASK_BELOW
