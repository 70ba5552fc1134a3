"""Points of a ballot that nobody can be sure of, refused with what is not understood and how to write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.fold import ascii_digits
from bot.understanding.pointed_ballots import broken_points, has_unclear_points
from budgeting.ballot import BallotFormat, BallotReason
from budgeting.refusal import Refusal

CLOCK = re.compile(r"\d\s*[:=]\s*0\d")
"""Minutes of an hour, which are no project and no points."""


def refuse_unclear(text: str, numbers: Sequence[int], points: Sequence[int | None], ballots: str) -> None:
    """Refuse what signs bind without a doubt left open: 3:5:2 in a vote by points, 3:-2 and 3:2.5 in any vote."""
    digits = ascii_digits(text)
    broken = broken_points(digits)
    if not numbers:
        return
    if ballots == BallotFormat.POINTS:
        if broken:
            raise Refusal(BallotReason.POINTS_NOT_WHOLE, part=broken[0][1], number=broken[0][0])
        if not points and has_unclear_points(digits):
            raise Refusal(BallotReason.POINTS_UNCLEAR, number=numbers[0])
    elif broken or CLOCK.search(digits):
        known = [number for number, _part in broken] or [numbers[0]]
        raise Refusal(BallotReason.POINTS_NOT_TAKEN, numbers=" ".join(map(str, dict.fromkeys(known))))
