"""Dates of a day and a month that a message says: 'I vote on 30/11', 'on 14 May' names no project."""

from __future__ import annotations

import re

from bot.understanding.fold import WORD, fold_word
from bot.understanding.lexicon import Lexicon

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})\s?/\s?(\d{1,2})(?:\s?/\s?(?:19|20)?\d\d)?(?![\d/])")
_NAMED = re.compile(r"(?<![\d/])(\d{1,2})(?:st|nd|rd|th|er)?\s+([^\W\d]+)")
LAST_DAY = 31
LAST_MONTH = 12
LONGEST = 2
"""Words of a phrase before a date."""


def without_dates(digits: str, lexicon: Lexicon) -> str:
    """Return a text with ASCII digits without its dates and the words that lead to them.

    Only behind a word that comes before dates is 3/7 one: in 'VOTE 3/7' it stands for two projects, and in '7 may' the
    second word may be another than a month.
    """
    return _without(_without(digits, _SLASHED, lexicon), _NAMED, lexicon)


def _without(digits: str, dates: re.Pattern[str], lexicon: Lexicon) -> str:
    kept, shown = "", 0
    for found in dates.finditer(digits):
        start = _start_of_lead(digits[: found.start()], lexicon)
        if start is None or not _is_date(found, lexicon):
            continue
        kept += f"{digits[shown:start]} "
        shown = found.end()
    return kept + digits[shown:]


def _is_date(found: re.Match[str], lexicon: Lexicon) -> bool:
    month = found[2]
    is_month = 0 < int(month) <= LAST_MONTH if month.isdecimal() else fold_word(month) in lexicon.months
    return is_month and 0 < int(found[1]) <= LAST_DAY


def _start_of_lead(text: str, lexicon: Lexicon) -> int | None:
    """Return where the words that come before dates begin at the end of a text, None where none stands there."""
    words = list(WORD.finditer(text))[-LONGEST:]
    folded = [fold_word(word.group()) for word in words]
    if not words or text[words[-1].end() :].strip():
        return None
    return next((words[at].start() for at in range(len(words)) if " ".join(folded[at:]) in lexicon.before_date), None)
