"""Numbers of cases, proposals and reports as people write them back: DI-26-0042, di 26 42, P26-17, S-26-3."""

from __future__ import annotations

import re

from bot.understanding.fold import has_digit

WIDTHS = {"DI": 4, "P": 4, "S": 4}
"""Kinds of references and how many digits their last part is padded to."""

_STRICT = re.compile(
    r"(?<![^\W_])(di|p|(?<!['\u2019])s)[ .:_/-]{0,2}([2-9]\d)(?:[-_/.]|\s?-\s?)0*(\d{1,6})(?![^\W_])", re.IGNORECASE
)
_LOOSE = re.compile(r"(?<![^\W_])(di)[ .:_/-]{0,3}([2-9]\d)[ .:_/-]{1,3}0*(\d{1,6})(?![^\W_])", re.IGNORECASE)
_CLOSE = re.compile(r"(?<![^\W_])(di)[ :-]?([2-9]\d)(\d{4})(?![^\W_])", re.IGNORECASE)
_SPACED = re.compile(r"^\W*(p|s)[ .:_/-]{1,3}([2-9]\d)[ .:_/-]{1,3}0*(\d{1,6})\W*$", re.IGNORECASE)


def find_reference(text: str) -> tuple[str, tuple[int, int]] | None:
    """The first reference in a text with ASCII digits, normalised, and where it stands; None when there is none.

    One letter and numbers with spaces alone (`P 26 17`) count only when they are the whole message: inside a ballot
    they would be two projects. An `s` behind an apostrophe is the end of a word.
    """
    if not has_digit(text):
        return None
    match = _STRICT.search(text) or _LOOSE.search(text) or _CLOSE.search(text) or _SPACED.search(text)
    if match is None:
        return None
    kind, year, number = match.groups()
    return normalise(kind, int(year), int(number)), match.span()


def normalise(kind: str, year: int, number: int) -> str:
    """The one way we write a reference; `year` has two digits."""
    kind = kind.upper()
    return f"{kind}-{year:02d}-{number:0{WIDTHS[kind]}d}"
