"""Voting codes: ten digits that stand for one person in one vote, printed, dictated, typed on any phone.

Nine digits are random, the tenth is Damm's check digit (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg
2004): every single wrong digit and every two neighbours exchanged are noticed, in digits alone. A code is printed in
two groups of five: the number of a project has three digits at most, so neither passes for the other.

How hopeless guessing is: nine digits are 10^9 codes. Of 20,000 that are issued, a well-formed guess meets one with a
probability of 1 in 50,000. A phone has five wrong codes a day, and one once a whole vote has seen 500 of them in a day;
a number that only stands in other words is looked for once a day (`services.codes.tries`). A thousand SIM cards in a
vote of ten days then make at most 500 + 2 * 10 * 1,000 guesses and a few more: two forged votes in five such attacks,
for some twenty thousand SMS. Where any number votes once (level A) the same cards are a thousand votes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

LENGTH = 10
GROUP = 5
POSSIBLE = 10 ** (LENGTH - 1)
DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
"""Damm's quasigroup of order ten: the row is the digit so far, the column the next one."""

MOST_READINGS = 3
"""How often a text is read for codes: where one is cut out, two halves of another may meet."""

LONGEST_PROJECT = 3
"""Digits of a project's number: what is longer is a part of a code."""
NEARLY = range(LENGTH - 3, LENGTH + 4)
LIKE_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
# Letters may stand right before a number (VOTE4821093756), never right after it (3la is a word).
_TOKEN = re.compile(r"(?:(?<![^\W_])[OoIl])?[0-9][0-9OoIl]*(?![^\W\d_])")
_BETWEEN = re.compile(r"[\s._\-\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{1,4}")
# Wherever a code may hide: letters stand right after it too (4821093756ne), and anything that is no word inside it.
_ANY_TOKEN = re.compile(r"(?:(?<![^\W_])[OoIl])?[0-9](?:[0-9OoIl]*[0-9])?(?:[OoIl]+(?![^\W_]))?")
_ANYTHING = re.compile(r"[\W_]{1,6}")
# One digit after the other, as somebody dictates them; beside a colon it is a project with its points.
_SINGLE = re.compile(r"(?<![\w:=])[0-9OoIl](?!\w|\s*[:=])")
_BETWEEN_SINGLES = re.compile(r"[\s.,;/_\-\u2010-\u2015\u2212\u060c\u200b-\u200f\u2060-\u2069\ufeff]{1,4}")


class CodeFault(StrEnum):
    """What is wrong with something that was meant for a code."""

    WRONG_DIGIT = "code_wrong_digit"
    WRONG_LENGTH = "code_wrong_length"


class FoundCode(NamedTuple):
    """What was found in a message: the digits of a code or of what was meant for one, and the message without them."""

    digits: str
    fault: CodeFault | None
    rest: str

    @property
    def code(self) -> str | None:
        """The code, None where it has a fault."""
        return self.digits if self.fault is None else None


class _Token(NamedTuple):
    digits: str
    start: int
    end: int


def new_code(random_below: Callable[[int], int]) -> str:
    """Make a code; `random_below(n)` has to be unpredictable (`secrets.randbelow`)."""
    digits = f"{random_below(POSSIBLE):0{LENGTH - 1}}"
    return digits + str(_remainder(digits))


def is_code(digits: str) -> bool:
    """Are these ten ASCII digits a code, by their check digit?"""
    return len(digits) == LENGTH and digits.isascii() and digits.isdecimal() and _remainder(digits) == 0


def write_code(code: str) -> str:
    """Return a code as it is printed: 48210 93756."""
    return f"{code[:GROUP]} {code[GROUP:]}"


def find_code(text: str, *, among_numbers: bool = False) -> FoundCode | None:
    """Return the code in a message, or what was meant for one; None where nothing looks like a code.

    Forgives spaces, dots and dashes inside it, O for 0, I and l for 1, and the digits of every script. `among_numbers`
    is for words in which projects' numbers are expected: five numbers of two digits are then no code.
    """
    best = next(_best_first(text, among_numbers=among_numbers), None)
    if best is None:
        return None
    digits, rest = _joined(best), _without(text, [best])
    if is_code(digits):
        return FoundCode(digits, None, rest)
    return FoundCode(digits, CodeFault.WRONG_DIGIT if len(digits) == LENGTH else CodeFault.WRONG_LENGTH, rest)


def cut_shown(text: str, *, among_numbers: bool = False) -> tuple[list[str], str]:
    """Return all that `find_code` would find in a text, each once, the best first, and the text without them.

    The text is read once, however much stands in it.
    """
    cut: list[Sequence[_Token]] = []
    taken: set[int] = set()
    for window in _best_first(text, among_numbers=among_numbers):
        _take(window, taken, cut)
    return list(dict.fromkeys(map(_joined, cut))), _without(text, cut)


def cut_dictated(text: str) -> tuple[list[str], str]:
    """Return the code that stands in a text digit by digit, or what was meant for one, and the text without it.

    Ten digits apart are no list of projects: one stands there twice, or is nought. A code is the first or the last of
    them. Beside a code with a fault no digit
    is left, for nobody knows where it ends.
    """
    for run in _chains(_with_ascii_digits(text), _SINGLE, _BETWEEN_SINGLES):
        windows = [run[:LENGTH], run[-LENGTH:]] if len(run) >= LENGTH else []
        if code := next((window for window in windows if is_code(_joined(window))), None):
            return [_joined(code)], _without(text, [code])
        if windows or (len(run) == LENGTH - 1 and not _may_be_list(run)):
            return [_joined(run[:LENGTH])], _without(text, [run])
    return [], text


def cut_codes(text: str, is_one: Callable[[str], bool], *, in_small_groups: bool = True) -> tuple[list[str], str]:
    """Return the codes in a text, each once, and the text without them, however they are written.

    `is_one` is asked of each number whose check digit fits. Not `in_small_groups` means that five numbers of two digits
    are none.
    """
    asked: dict[str, bool] = {}
    codes: dict[str, None] = {}
    for _again in range(MOST_READINGS):
        cut = _handed_out(text, is_one, asked, in_small_groups=in_small_groups)
        if not cut:
            break
        codes.update(dict.fromkeys(map(_joined, cut)))
        text = _without(text, cut)
    return list(codes), text


def _best_first(text: str, *, among_numbers: bool) -> Iterator[list[_Token]]:
    """What in a text is a code, the plainest first, then what was meant for one; they may share digits."""
    windows = [window for chain in _chains(_with_ascii_digits(text)) for window in _windows(chain)]
    if among_numbers:
        windows = [window for window in windows if _has_long_group(window)]
    yield from sorted((window for window in windows if is_code(_joined(window))), key=len)
    meant = [window for window in windows if _is_meant(window)]
    yield from sorted(meant, key=lambda window: (len(_joined(window)) != LENGTH, len(window)))


def _handed_out(
    text: str, is_one: Callable[[str], bool], asked: dict[str, bool], *, in_small_groups: bool
) -> list[Sequence[_Token]]:
    cut: list[Sequence[_Token]] = []
    taken: set[int] = set()
    for chain in _chains(_with_ascii_digits(text), _ANY_TOKEN, _ANYTHING):
        for window in _windows(chain):
            digits = _joined(window)
            if not is_code(digits) or not (in_small_groups or _has_long_group(window)):
                continue
            if digits not in asked:
                asked[digits] = is_one(digits)
            if asked[digits]:
                _take(window, taken, cut)
    return cut


def _take(window: Sequence[_Token], taken: set[int], cut: list[Sequence[_Token]]) -> None:
    """Take what shares no digit with what was taken before."""
    places = {token.start for token in window}
    if taken.isdisjoint(places):
        taken |= places
        cut.append(window)


def _remainder(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = int(DAMM[interim][int(digit)])
    return interim


def _with_ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text)


def _chains(
    plain: str, a_token: re.Pattern[str] = _TOKEN, between: re.Pattern[str] = _BETWEEN
) -> Iterator[list[_Token]]:
    """Runs of digits with nothing between them but what people put into a long number."""
    tokens = [
        _Token(found.group().translate(LIKE_DIGITS), found.start(), found.end()) for found in a_token.finditer(plain)
    ]
    chain = tokens[:1]
    for before, token in pairwise(tokens):
        if not between.fullmatch(plain, before.end, token.start):
            yield chain
            chain = []
        chain.append(token)
    if chain:
        yield chain


def _windows(chain: list[_Token]) -> Iterator[list[_Token]]:
    """Neighbours in a chain that are together as long as a code, or nearly."""
    for first in range(len(chain)):
        length = 0
        for last in range(first, min(len(chain), first + LENGTH)):
            length += len(chain[last].digits)
            if length >= NEARLY.stop:
                break
            if length in NEARLY:
                yield chain[first : last + 1]


def _has_long_group(window: Sequence[_Token]) -> bool:
    """Is one of its groups too long for the number of a project?"""
    return any(len(token.digits) > LONGEST_PROJECT for token in window)


def _is_meant(window: Sequence[_Token]) -> bool:
    """Was it meant for a code, though it is none? Only groups too long for the numbers of projects say so."""
    return all(len(token.digits) > LONGEST_PROJECT for token in window)


def _may_be_list(run: Sequence[_Token]) -> bool:
    """May these digits be projects, each once?"""
    digits = _joined(run)
    return "0" not in digits and len(set(digits)) == len(digits)


def _joined(window: Sequence[_Token]) -> str:
    return "".join(token.digits for token in window)


def _without(text: str, cut: Sequence[Sequence[_Token]]) -> str:
    """Return a text without some parts of it, with one space where each stood."""
    if not cut:
        return text
    left, at = list[str](), 0
    for window in sorted(cut, key=lambda window: window[0].start):
        left.append(text[at : window[0].start].strip())
        at = window[-1].end
    return " ".join(filter(None, [*left, text[at:].strip()]))
