"""The price of a project that is asked for by its number alone: what does 7 cost."""

from __future__ import annotations

from bot.understanding.decision import Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.money_lines import MOST_DIGITS
from bot.understanding.of_whole import is_usual
from bot.understanding.prices import asks_a_price

SURE = 0.95


def decide_priced(facts: Facts) -> Decision | None:
    """Return the project whose price a message asks for, and nothing else; no part of a budget has such a number."""
    words, lexicon = facts.words, facts.lexicon
    number = _only_number(facts)
    if number is None or facts.reference or facts.topic or facts.year or not asks_a_price(words, lexicon):
        return None
    prices = {word for phrase in lexicon.price for word in phrase.split()}
    is_all = all(
        word in prices or lexicon.openers.get(word) is Intent.PROJECT or is_usual(word, lexicon) for word in words
    )
    is_vote = not lexicon.vote_heads.isdisjoint(words)
    return Decision(Intent.PROJECT, SURE, sure=True, numbers=(number,)) if is_all and not is_vote else None


def _only_number(facts: Facts) -> int | None:
    """Return the one number there is, also behind a word that may count things: the price of 7."""
    digits = [at for at, word in enumerate(facts.words) if word.isdecimal()]
    if len(digits) != 1 or len(facts.words[digits[0]]) > MOST_DIGITS:
        return None
    number = int(facts.words[digits[0]])
    is_counted = facts.words[max(digits[0] - 1, 0)] in facts.lexicon.out_of
    return number if facts.numbers == (number,) or (is_counted and number > 0 and not facts.numbers) else None
