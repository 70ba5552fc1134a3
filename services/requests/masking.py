"""What in a text may say who somebody is: proposed to be blotted out, seen and confirmed by staff.

Numbers of telephones and identity documents, e-mail addresses, the name behind "my name is" and the one that signs, by
the words of every language (`[identity]` of its `words.toml`). A proposal, no proof: a name without such words stays,
and staff read the text before anybody else does.
"""

from __future__ import annotations

import re
from functools import cache

from locales.words import languages, load_words

BLOT = "[…]"

_MONEY = r"(?!\s*(?:f\b|fcfa|cfa|xof|xaf|dh|mad|bif|fbu|francs?|milli|milliards?|%|فرنك|درهم|مليون|مليار))"
_YEARS = r"(?!(?:19|20)\d\d\s?[-/–]\s?(?:19|20)\d\d(?!\d))"
_DAY = r"(?!\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d))"
_EMAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:.]+")
_PHONE = re.compile(rf"(?<![\w-]){_YEARS}{_DAY}(?:\+|00)?\d(?:[ .\-()]?\d){{7,14}}(?!\d){_MONEY}", re.IGNORECASE)
_WORD = r"[^\W\d_](?:[\w'’-]|\.(?=\S))*"
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-Þ])(?:[\w'’-]|\.(?=\s))*"
_INITIAL = r"(?-i:[A-ZÀ-ÖØ-Þ])\.(?=\s(?-i:[A-ZÀ-ÖØ-Þ]))"  # "A." of a name is no English article
_END = r"\W*\Z"
_LETTERS_AND_DIGITS = re.compile(r"(?<!\w)[A-Z]{1,3}\d{5,}[A-Z0-9]*(?!\w)", re.IGNORECASE)


def propose_mask(text: str, *, is_signed: bool = True) -> str:
    """Return the text with what may say who somebody is blotted out; not `is_signed` are words of the staff."""
    masked = text
    for pattern in (_EMAIL, _document(), _LETTERS_AND_DIGITS, _PHONE):  # first: a number often follows who signs
        masked = pattern.sub(BLOT, masked)
    masked = _called().sub(_blotted, masked)
    if is_signed:
        masked = _signed().sub(_blotted, masked)
    if is_signed and not masked.isupper():  # where all letters are capitals none tells a name
        masked = _behind_the_last_sentence().sub(_blotted, _closed().sub(_blotted, masked))
    return masked


def _blotted(found: re.Match[str]) -> str:
    return f"{found.group(1)}{BLOT}{found.group(2)}"


@cache
def _called() -> re.Pattern[str]:
    """Return a name of three words at most behind what announces one, up to a word that goes on."""
    titles = _any_of("titles")
    announced = rf"{_any_of('called')}\s*:?\s+(?:{titles}\s+)?|{_any_of('presents')}\s+{titles}\s+"
    return _compiled(rf"(?<!\w)({announced}){_name(_WORD, 3)}()")


@cache
def _signed() -> re.Pattern[str]:
    return _compiled(rf"(?<!\w)({_any_of('signed')}[\s:.,،-]+){_name(_WORD, 3)}({_END})")


@cache
def _closed() -> re.Pattern[str]:
    return _compiled(
        rf"(?<!\w)({_any_of('closings')}[\s:.,!،-]+(?:{_any_of('titles')}\s+)?){_name(_CAPITAL, 3)}({_END})"
    )


@cache
def _behind_the_last_sentence() -> re.Pattern[str]:
    """Return two or three words with capitals that are all that follows the last sentence."""
    return _compiled(rf"([.?!؟\n]\s*[-–—]?\s*){_name(_CAPITAL, 3, least=2)}({_END})")


@cache
def _document() -> re.Pattern[str]:
    number = r"\w*\d\w*(?:[ .-]\d{2,})*"
    return _compiled(rf"(?<!\w){_any_of('documents')}\W{{0,3}}(?:{_any_of('number_of')}\W{{0,3}}){{0,2}}{number}(?!\w)")


def _name(word: str, most: int, *, least: int = 1) -> str:
    """Return some words of which none ends a name or closes a letter, and the first is no title."""
    one = rf"(?:{_INITIAL}|(?!(?:{_any_of('name_ends')}|{_any_of('closings')})(?!\w)){word})"
    return rf"(?!{_any_of('titles')}(?!\w)){one}(?:\s+{one}){{{least - 1},{most - 1}}}"


def _any_of(key: str) -> str:
    """Return what is one of the words of a list, in whichever language, the longest first."""
    said = {phrase for tag in languages() for phrase in load_words(tag).identity.get(key, ())}
    ways = [
        re.escape(one).replace(r"\ ", r"\s+").replace("'", r"['’]?\s?") for one in sorted(said, key=len, reverse=True)
    ]
    return f"(?:{'|'.join(ways)})" if ways else r"(?!)"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
