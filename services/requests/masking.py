"""What in a text may say who somebody is: proposed to be blotted out, seen and confirmed by staff.

Numbers of telephones and identity documents, e-mail addresses, the name behind "my name is" and the one that signs, by
the words of every language (`[identity]` of its `words.toml`). A proposal, no proof: a name without such words stays,
and staff read the text before anybody else does. Places are no names: what a street or a quarter is called by the words
of the languages, and the zones that are passed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache

from bot.understanding.fold import fold
from budgeting.money import UNITS, signs_of
from locales.words import load_words, reviewed_languages

BLOT = "[…]"

_YEARS = r"(?!(?:19|20)\d\d\s?[-/–]\s?(?:19|20)\d\d(?!\d))"
_ONE_YEAR = r"(?!(?:19|20)\d\d(?:\s?[-/–]\s?(?:19|20)\d\d)?(?![\w/–-]|[ .]\d\d))"
_DAY = r"(?!\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d))"
_EMAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:.]+")
_WORD = r"[^\W\d_](?:[\w'’-]|\.(?=\S))*"
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-Þ])(?:[\w'’-]|\.(?=\s))*"
_INITIAL = r"(?-i:[A-ZÀ-ÖØ-Þ])\.(?=\s(?-i:[A-ZÀ-ÖØ-Þ]))"  # "A." of a name is no English article
_TITLE_CASE = r"(?-i:[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])"
_END = r"\W*\Z"
_GAP = r"[^\S\n]+"  # no name goes on in the next line
_PART = r"\W*[,،;(–—\n-]\W*"  # what stands between a name and a place
_FEW_WORDS = rf"{_WORD}(?:\s+{_WORD}){{0,3}}"
_PLACE_IN_A_PLACE = rf"{_WORD}(?:[,،]?\s+{_WORD}){{0,3}}"
_LETTERS_AND_DIGITS = re.compile(r"(?<!\w)[A-Z]{1,3}\d{5,}[A-Z0-9]*(?!\w)", re.IGNORECASE)


def propose_mask(text: str, *, is_signed: bool = True, places: Collection[str] = ()) -> str:
    """Return the text with what may say who somebody is blotted out; not `is_signed` are words of the staff.

    `places` are the names of the commune's zones: alone behind the last sentence, one says where and not who.
    """
    masked = text
    for pattern in (_EMAIL, _document(), _LETTERS_AND_DIGITS, _phone()):  # first: a number often follows who signs
        masked = pattern.sub(BLOT, masked)
    blotted = _blot_outside(places)
    masked = _called().sub(blotted, masked)
    if is_signed:
        masked = _signed().sub(blotted, masked)
    if is_signed and not masked.isupper():  # where all letters are capitals none tells a name
        for pattern in (_closed(), _on_the_last_line(), _behind_the_last_sentence()):
            masked = pattern.sub(blotted, masked)
    return masked


def _blot_outside(places: Collection[str]) -> Callable[[re.Match[str]], str]:
    """Return what blots out a name that was found, and leaves it where it is one of the places."""
    known = {fold(place) for place in places}

    def blot(found: re.Match[str]) -> str:
        before, name, behind = found.groups()
        return found[0] if fold(name) in known else f"{before}{BLOT}{behind}"

    return blot


@cache
def _phone() -> re.Pattern[str]:
    """Return a long number that is no span of years, no day and no amount of money."""
    signs = {re.escape(sign) for currency in UNITS for sign in signs_of(currency)}
    money = rf"(?!\s*(?:(?:{_any_of('amounts')}|{'|'.join(sorted(signs))})\b|%))"
    return _compiled(rf"(?<![\w-]){_YEARS}{_DAY}(?:\+|00)?\d(?:[ .\-()]?\d){{7,14}}(?!\d){money}")


@cache
def _called() -> re.Pattern[str]:
    """Return a name behind what announces one, up to a word that goes on."""
    titles = _any_of("titles")
    announced = rf"{_any_of('called')}\s*:?\s+(?:{titles}\s+)?|{_any_of('presents')}\s+{titles}\s+"
    article = rf"(?={_TITLE_CASE})(?!{_place()}){_WORD}(?=\s+(?!{_no_name()}){_TITLE_CASE})"  # Le Roux, Ma Bintou
    surname = rf"{_place()}(?!\s+(?!{_no_name()})\w)"  # Mary Bridge; no quarter whose own name follows
    return _compiled(rf"(?<!\w)({announced})({_name(_WORD, rf'(?:{article}|{surname})')})()")


@cache
def _signed() -> re.Pattern[str]:
    return _compiled(rf"(?<!\w)({_any_of('signed')}[\s:.,،-]+)({_name(_WORD)})({_END}|{_somewhere(_FEW_WORDS)})")


@cache
def _closed() -> re.Pattern[str]:
    before = rf"{_any_of('closings')}[\s:.,!،-]+(?:{_any_of('titles')}\s+)?"
    return _compiled(rf"(?<!\w)({before})({_name(_CAPITAL)})({_END}|{_somewhere(_FEW_WORDS)})")


@cache
def _on_the_last_line() -> re.Pattern[str]:
    """Return words with capitals that a line of its own begins with, a place and nothing else behind them."""
    return _compiled(rf"(\n\s*[-–—]?\s*)({_name(_CAPITAL, least=2)})({_somewhere(_FEW_WORDS)})")


@cache
def _behind_the_last_sentence() -> re.Pattern[str]:
    """Return words with capitals that are all that follows the last sentence, but for a place called one."""
    return _compiled(rf"([.?!؟\n]\s*[-–—]?\s*)({_name(_CAPITAL, least=2)})({_END}|{_somewhere(_called_a_place())})")


def _somewhere(place: str) -> str:
    """Return where somebody lives, behind their name, to the end of the text."""
    comes_from = rf"(?:{_any_of('comes_from')}\s+){{0,2}}"
    return rf"(?:{_PART}{comes_from}{place}|\s+{comes_from}{_called_a_place()}){_END}"


def _called_a_place() -> str:
    return rf"{_place()}\s+{_PLACE_IN_A_PLACE}"


@cache
def _document() -> re.Pattern[str]:
    number = rf"{_ONE_YEAR}\w*\d\w*(?:[ .-]\d{{2,}})*"
    return _compiled(rf"(?<!\w){_any_of('documents')}\W{{0,3}}(?:{_any_of('number_of')}\W{{0,3}}){{0,2}}{number}(?!\w)")


def _name(word: str, article: str = r"(?!)", *, least: int = 1) -> str:
    """Return words of which none ends a name, closes a letter or is called a place, and the first is no title.

    Three at most, or four of which the last has a capital; what joins two parts of a name is no part.
    """
    joined = rf"(?:{_any_of('name_joins')}{_GAP})?"
    one = rf"{joined}(?:{_INITIAL}|{article}|(?!{_no_name()}){word})"
    fourth = rf"(?:{_GAP}{joined}(?!{_no_name()}){_CAPITAL})?"
    return rf"(?!{_any_of('titles')}(?!\w)){one}(?:{_GAP}{one}){{{least - 1},2}}{fourth}"


def _no_name() -> str:
    return rf"(?:{_any_of('name_ends')}|{_any_of('closings')}|{_place()})(?!\w)"


def _place() -> str:
    return rf"(?:{_any_of('places')}|{_any_of('place', 'budget')})(?!\w)"


def _any_of(key: str, section: str = "identity") -> str:
    """Return what is one of the words of a list, in whichever language, the longest first."""
    said = {phrase for tag in reviewed_languages() for phrase in getattr(load_words(tag), section).get(key, ())}
    ways = [
        re.escape(one).replace(r"\ ", r"\s+").replace("'", r"['’]?\s?") for one in sorted(said, key=len, reverse=True)
    ]
    return f"(?:{'|'.join(ways)})" if ways else r"(?!)"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
