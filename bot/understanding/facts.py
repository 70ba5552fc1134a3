"""Everything read off a message before deciding what it wants."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.understanding.bare_references import find_bare_reference
from bot.understanding.codes import find_code
from bot.understanding.commands import Opening, opening_command
from bot.understanding.dates import without_dates
from bot.understanding.fold import Folded, fold_text, folded_words, has_digit
from bot.understanding.follow_up_numbers import find_follow_up
from bot.understanding.intents import Topic
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import Mark, blank_what_is_no_number_of_ours, meant_numbers, read_marks
from bot.understanding.references import find_reference
from bot.understanding.said_years import with_years
from bot.understanding.topics import find_topic

MOST_WORDS = 150
"""Words read of one message; what follows is kept in its text but not understood."""

DATE = "/"
"""Stands for a date among the marks where numbers stand beside it: 'I vote 3 on 30/11' may be no vote yet."""


@dataclass(frozen=True)
class Facts:
    """A folded message and what stands in it; `marks` are its words and numbers without reference, code and dates.

    `plain` is the text that they are read from.
    """

    folded: Folded
    plain: str
    words: list[str]
    lexicon: Lexicon
    marks: list[Mark]
    numbers: tuple[int, ...]
    reference: str | None
    code: str | None
    year: int | None
    topic: Topic | None

    @cached_property
    def asks(self) -> bool:
        """Does it ask, by a question mark or by a word?"""
        return self.folded.asks or not self.lexicon.question.isdisjoint(self.words)

    @cached_property
    def opening(self) -> Opening | None:
        """The command that it opens with."""
        return opening_command(self.words, self.lexicon)


def read_facts(text: str, lexicon: Lexicon) -> Facts:
    """Read a message."""
    folded = fold_text(text)
    words = with_years([word for word in folded.words[:MOST_WORDS] if word], lexicon)
    if has_digit(folded.digits):
        return _with_digits(folded, words, lexicon)
    marks = read_marks(words, lexicon)
    numbers = meant_numbers(marks, lexicon)
    return Facts(
        folded, folded.digits, words, lexicon, marks, numbers, None, None, _year(words), find_topic(words, lexicon)
    )


def _with_digits(folded: Folded, words: list[str], lexicon: Lexicon) -> Facts:
    text = folded.digits
    reference = find_reference(text) or find_follow_up(text, lexicon) or find_bare_reference(text, lexicon)
    if reference:
        text = _without(text, reference[1])
    code = find_code(text, words, lexicon)
    if code:
        text = _without(text, code[1])
    undated = without_dates(text, lexicon)
    is_dated = undated != text and any(_words(undated))  # a date alone answers who asks for numbers
    text = undated if is_dated else text
    marks = read_marks(words if text == folded.digits else _words(text), lexicon)
    blanked = blank_what_is_no_number_of_ours(text)
    numbers = meant_numbers(marks if blanked == text else read_marks(_words(blanked), lexicon), lexicon)
    if is_dated and numbers:
        marks = [*marks, Mark(DATE)]
    return Facts(
        folded, text, words, lexicon, marks, numbers, reference and reference[0], code and code[0], _year(words),
        find_topic(words, lexicon),
    )  # fmt: skip


def _words(text: str) -> list[str]:
    return folded_words(text)[:MOST_WORDS]


def _without(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}"


def _year(words: list[str]) -> int | None:
    for word in words:
        if len(word) == 4 and word.isdecimal() and 1990 <= (year := int(word)) < 2100:
            return year
    return None
