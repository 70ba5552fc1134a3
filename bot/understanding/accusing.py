"""Who says that money was taken: a verb of taking and a word for money anywhere, or what is said of thieves alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.money_lines import AND_WRITTEN_ON, without_phrases
from bot.understanding.said_phrases import says_one_of


def accuses_of_taking(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Do folded words accuse somebody of taking money, or of asking for what nobody owes?

    What else is eaten, or disappears, is no accusation: money must be named, or nothing but the taking. Nor is what an
    amount is asked for: 'how much to replace the stolen lamps'.
    """
    return _accuses(tuple(words), lexicon)


@lru_cache(maxsize=32)  # one message is asked for it more than once
def _accuses(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    if says_one_of(words, lexicon.accuses):
        return True
    without_sums = _without_sums(words, lexicon)
    if len(without_sums) < len(words) and says_one_of(without_sums, lexicon.accuses):
        return True
    said = [word.removeprefix(AND_WRITTEN_ON) or word for word in words]
    left = without_phrases(said, lexicon.takes)
    if len(left) == len(said) or _is_paid_for(said, lexicon):
        return False
    is_of_money = says_one_of(said, lexicon.money) or any(lexicon.openers.get(word) is Intent.BUDGET for word in said)
    return is_of_money or all(word in lexicon.filler or word in lexicon.courtesy for word in left)


def _is_paid_for(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is an amount asked for before the taking, and is that what it is for, or against?

    Money for the school that was stolen is the money itself; for lamps that were stolen, the lamps.
    """
    taken = _read_until(words, lambda said: says_one_of(said, lexicon.takes))
    asked = _read_until(words, lambda said: _asks_an_amount(said, lexicon))
    between = words[asked:taken]
    if says_one_of(words[asked:], lexicon.was_taken) and lexicon.relative.isdisjoint(between):
        return False
    return says_one_of(between, lexicon.meant_for)


def _read_until(words: Sequence[str], holds: Callable[[Sequence[str]], bool]) -> int:
    """Return how many words from the first on there are until something holds of them; all where it never does."""
    return next((number for number in range(1, len(words)) if holds(words[:number])), len(words))


def _asks_an_amount(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Do words ask how much, or end with the budget that opens them, or that is asked about?"""
    if says_one_of(words, lexicon.how_much):
        return True
    is_budget = lexicon.openers.get(words[-1]) is Intent.BUDGET and words[-1] not in lexicon.money
    return is_budget and (len(words) == 1 or words[-2] in lexicon.question)


def _without_sums(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return words without the sums among them: '5000 F to vote' is of whatever sum it is."""
    is_number = [word[:1].isdecimal() for word in words]
    if True not in is_number:
        return list(words)
    is_unit = [any(is_number[:at]) and word in lexicon.units for at, word in enumerate(words)]
    return [word for word, number, unit in zip(words, is_number, is_unit, strict=True) if not (number or unit)]
