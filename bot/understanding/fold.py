"""Reduce a text to what matters for recognising its words: no case, accents, vowel signs, tatweel, other digits."""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import NamedTuple

from bot.understanding.remembered import Remembered

# A word: letters and digits with the marks written on them. Apostrophes, punctuation and underscores separate.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u07eb-\u07f3\u0e31-\u0e4e"
WORD = re.compile(f"(?:[^\\W_]+|[{_MARKS}]+)+")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
_NOT_WORD = re.compile(r"[\W_]+")

_LETTERS = str.maketrans({
    "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "گ": "ك", "ڭ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ش", "ٱ": "ا", "ـ": None,
    "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ɛ": "e", "ɔ": "o", "ŋ": "n", "ɲ": "n", "ɖ": "d",
    "ƒ": "f", "ɣ": "g", "ʋ": "v", "ɩ": "i", "ʊ": "u", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ǝ": "e",
})  # fmt: skip
# ASCII for the decimal digits of every script (Arabic-Indic, N'Ko, Adlam ...), one character for one.
_DIGITS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in (*range(0x660, 0x1000), *range(0x1000, 0xAC00), *range(0xFF10, 0xFF1A), *range(0x104A0, 0x11F60),
                 *range(0x1E140, 0x1E960))
    if code <= sys.maxunicode and unicodedata.decimal(chr(code), None) is not None
}  # fmt: skip
_DIGIT = re.compile(r"\d")
_QUESTION = re.compile("[?\u061f\u055e\u2047\uff1f]")


class Folded(NamedTuple):
    """A message and its folded words.

    `text` is the original in NFC; `digits` is the same text, character for character, with ASCII digits; `words` are
    its folded words in order; `asks` whether a question mark stands in it.
    """

    text: str
    digits: str
    words: list[str]
    asks: bool


def fold_text(text: str) -> Folded:
    """Fold a whole message."""
    if text.isascii():
        digits = text
    else:
        text = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
        digits = ascii_digits(text)
    return Folded(text, digits, folded_words(digits), _QUESTION.search(text) is not None)


def fold(text: str) -> str:
    """The folded words of a text with single spaces between them."""
    return " ".join(filter(None, folded_words(text if text.isascii() else ascii_digits(text))))


def stands_in(words: str, text: str) -> bool:
    """Do these folded words stand whole, one after the other, in a folded text?"""
    return f" {words} " in f" {text} "


def has_digit(text: str) -> bool:
    """Is there a digit of any script?"""
    return _DIGIT.search(text) is not None


def ascii_digits(text: str) -> str:
    """The same text with the decimal digits of every script as ASCII digits; its length does not change."""
    return text.translate(_DIGITS)


def fold_word(word: str) -> str:
    """One word in lower case without accents, Arabic variants made equal, letters typed three times or more once."""
    return _FOLDED[word]


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text with ASCII digits, the empty ones of lone marks among them."""
    return [_FOLDED[word] for word in WORD.findall(text)]


def _folded(word: str) -> str:
    lower = word.casefold()
    if not lower.isascii():
        plain = "".join(mark for mark in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(mark))
        lower = _NOT_WORD.sub("", plain.translate(_LETTERS))
    return _REPEATED.sub(r"\1", lower)


_FOLDED = Remembered(_folded)


def rest_after(folded: Folded, count: int) -> str:
    """The original text after its first `count` words, without the punctuation that leads it."""
    if count <= 0:
        return folded.text.strip()
    for number, match in enumerate(WORD.finditer(folded.digits), start=1):
        if number == count:
            return folded.text[match.end() :].lstrip(" \t\n:;,.-–—=>!/'’\u060c\u00a0").rstrip()
    return ""
