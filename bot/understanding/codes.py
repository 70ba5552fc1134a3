"""Voting and receipt codes inside a message: after a word like 'code', or in their own shape (7K3M-9QXT)."""

from __future__ import annotations

import re

from bot.understanding.fold import WORD, fold_word
from bot.understanding.lexicon import Lexicon

Span = tuple[int, int]

# Groups of Crockford base32 joined by hyphens, at least one letter and one digit among them.
_OWN_SHAPE = re.compile(
    r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])[0-9a-hjkmnp-tv-z]{3,6}(?:-[0-9a-hjkmnp-tv-z]{3,6}){1,4}(?![\w-])",
    re.IGNORECASE | re.ASCII,
)
# What stands right after the word: letters and digits, at least one digit, groups joined by hyphens.
_AFTER_WORD = re.compile(r"\W{0,3}((?=[a-z-]*\d)[0-9a-z]{3,20}(?:-[0-9a-z]{2,10})*)(?![\w-])", re.IGNORECASE | re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_code(text: str, words: list[str], lexicon: Lexicon) -> tuple[str, Span] | None:
    """The code in a text with ASCII digits, in capitals without separators, and where it stands (its word included)."""
    if not lexicon.code.isdisjoint(words):
        for match in WORD.finditer(text):
            if fold_word(match.group()) not in lexicon.code:
                continue
            code = _AFTER_WORD.match(text, match.end())
            if code and not _YEAR.fullmatch(code[1]):
                return _bare(code[1]), (match.start(), code.end())
    own = _OWN_SHAPE.search(text) if "-" in text else None
    return None if own is None else (_bare(own.group()), own.span())


def _bare(code: str) -> str:
    return code.replace("-", "").upper()
