"""Quantities that are no money: targets and results of indicators, kept exactly as whole thousandths of their unit."""

from __future__ import annotations

import re

from budgeting.money import marks_of

THOUSANDTHS = 1000
KILOBYTE = 1024
LARGEST = 10**12 * THOUSANDTHS
_GAPS = re.compile(r"[\s\u00a0\u202f'’_]")
_WRITTEN = re.compile(r"(-?)(\d{1,15})(?:[.,\u066b](\d{1,3}))?")
# 1.200 and 1,200 may be twelve hundred or one and a fifth: never guessed at, except below one (0,125).
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,\u066b]\d{3}")


def read_quantity(text: str) -> int | None:
    """Return a quantity as thousandths, `72,5` as 72500; None where it cannot be read with certainty."""
    bare = _GAPS.sub("", text).removesuffix("%")
    found = _WRITTEN.fullmatch(bare)
    if found is None or _AMBIGUOUS.fullmatch(bare):
        return None
    sign, whole, decimals = found.groups()
    value = int(whole) * THOUSANDTHS + int((decimals or "").ljust(3, "0"))
    return None if value > LARGEST else -value if sign else value


def kilobytes(size: int) -> int:
    """Return the size of a file, in bytes, as whole kilobytes of 1024: a half rounded up, one at least."""
    return max(1, (2 * size + KILOBYTE) // (2 * KILOBYTE))


def write_quantity(thousandths: int, language: str) -> str:
    """Write a quantity as people of a language do, `1 200`, `72,5`; no more decimals than it has."""
    marks = marks_of(language)
    whole, rest = divmod(abs(thousandths), THOUSANDTHS)
    decimals = f"{rest:03}".rstrip("0")
    sign = "-" if thousandths < 0 else ""
    return f"{sign}{whole:,}".replace(",", marks.thousands) + (f"{marks.decimal}{decimals}" if decimals else "")
