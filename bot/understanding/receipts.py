"""The receipt of a vote in a message: in groups or in one piece, by itself or behind the word for it."""

from __future__ import annotations

import re

from bot.understanding.decision import Decision
from bot.understanding.examples import Examples
from bot.understanding.facts import Facts
from bot.understanding.fold import ascii_digits, fold, has_digit, rest_after
from bot.understanding.intents import Intent
from bot.understanding.phrase_lengths import joined
from budgeting.receipts import read_receipt

APART = re.compile(r"[\s._\-\u2010-\u2015]+")
EDGES = " .:,;!?#'\"()"
GROUPS = [3, 3, 3]
NEARLY = range(7, 12)
"""Letters and digits of what was meant for the nine of a receipt."""


def name_receipt(facts: Facts, decision: Decision, examples: Examples) -> Decision:
    """Return that a message asks about a receipt where it is nothing but one, else what was decided."""
    is_known = decision.sure and decision.confidence >= 1 and decision.intent is not Intent.RECEIPT
    if is_known or receipt_in(facts, examples) is None:
        return decision
    return Decision(Intent.RECEIPT, 0.98, sure=True, length=_length_of_word(facts))


def receipt_in(facts: Facts, examples: Examples) -> str | None:
    """Return the receipt that a message is, right or mistyped; None for anything else.

    Alone it is known by its check character, or by its shape, groups of three that mix letters and digits: with spaces
    none of them may be a word, as in 'pas eau A12'. Behind its word what comes near is one that was mistyped.
    """
    if facts.reference is not None:
        return None
    length = _length_of_word(facts)
    if not (length or has_digit(facts.folded.digits)):
        return None  # only behind its word a receipt may be of letters alone
    rest = rest_after(facts.folded, length)
    groups = _groups_after(rest, facts, is_named=length > 0)
    code = "".join(groups)
    if not (code.isascii() and code.isalnum() and any(map(str.isalpha, code))):
        return None
    in_threes, mixes = [*map(len, groups)] == GROUPS, any(map(_mixes, groups))
    is_right = (in_threes or len(groups) == 1) and read_receipt(code) is not None
    is_joined = len(rest.split()) == 1
    is_shaped = in_threes and (length > 0 or is_joined or not any(examples.knows(fold(group)) for group in groups))
    if (is_right or is_shaped) and (mixes or (length and (is_right or code.isupper()))):
        return code.upper()
    is_near = len(code) in NEARLY and all(len(group) < 5 or len(groups) == 1 for group in groups)
    return code.upper() if length and is_near and mixes else None


def _length_of_word(facts: Facts) -> int:
    opening = facts.opening
    return opening.length if opening and opening.intent is Intent.RECEIPT else 0


def _groups_after(text: str, facts: Facts, *, is_named: bool) -> list[str]:
    """Return the groups of a text, without the small words that stand before them behind the word for a receipt."""
    lexicon = facts.lexicon
    small = joined(lexicon.filler, lexicon.code, lexicon.before, lexicon.courtesy)
    groups = [group for group in APART.split(ascii_digits(text).strip(EDGES)) if group]
    while is_named and groups and [*map(len, groups)] != GROUPS and fold(groups[0].strip(EDGES)) in small:
        groups = groups[1:]
    return groups


def _mixes(group: str) -> bool:
    return any(map(str.isdecimal, group)) and any(map(str.isalpha, group))
