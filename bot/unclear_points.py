"""Points of a ballot that nobody can be sure of, refused with what is not understood and how to write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.fold import ascii_digits
from bot.understanding.pointed_ballots import broken_points, has_unclear_points
from budgeting.ballot import BallotFormat, BallotReason
from budgeting.refusal import Refusal

PARTED = re.compile(r"(?<![\w.,/])\d{1,3}([.,/])\d{1,3}(?![\w.,/])")
"""Two numbers with a sign between them and nothing else near: 3.5 2.2 may be points, a list, or parts of one."""

CLOCK = re.compile(r"\d\s*[:=]\s*0\d")
"""Minutes of an hour, which are no project and no points."""


def refuse_unclear(text: str, numbers: Sequence[int], points: Sequence[int | None], ballots: str) -> None:
    """Refuse what signs may bind: 3:5:2 and 3.5 2.2 in a vote by points, 3:-2 and 3:2.5 in any vote."""
    digits = ascii_digits(text)
    broken = broken_points(digits)
    if not numbers:
        return
    if ballots == BallotFormat.POINTS:
        if broken:
            raise Refusal(BallotReason.POINTS_NOT_WHOLE, part=broken[0][1], number=broken[0][0])
        if not points and (has_unclear_points(digits) or may_be_pairs(digits)):
            raise Refusal(BallotReason.POINTS_UNCLEAR, number=numbers[0])
    elif broken or CLOCK.search(digits):
        known = [number for number, _part in broken] or [numbers[0]]
        raise Refusal(BallotReason.POINTS_NOT_TAKEN, numbers=" ".join(map(str, dict.fromkeys(known))))


def may_be_pairs(text: str) -> bool:
    """Do dots stand between two numbers, or the same sign between each two of several? '3,5' alone is a list."""
    signs = [found[1] for found in PARTED.finditer(ascii_digits(text))]
    return "." in signs or len(signs) > 1
