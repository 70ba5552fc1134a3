"""The ways in of a cycle's vote: what staff choose while it is a draft.

Ballots beside phones only where people have codes; shows of hands only where totals can be counted.
"""

from __future__ import annotations

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from budgeting.ways_in import BothWays, WaysIn
from models import Cycle
from models.cycle import IdentityLevel
from services.cycles.reasons import CycleReason

LONGEST_BOXES = 120


def set_ways(cycle: Cycle, ways: WaysIn) -> None:
    """Write the ways in into a draft."""
    cycle.with_help, cycle.on_paper, cycle.both_ways = ways.with_help, ways.on_paper, ways.both
    cycle.by_hands, cycle.in_booth = ways.by_hands, ways.in_booth
    cycle.boxes = one_line(ways.boxes, LONGEST_BOXES) if ways.on_paper else ""


def ways_of(cycle: Cycle) -> WaysIn:
    """Return the ways in that a cycle announces."""
    if cycle.identity_level != IdentityLevel.VOTING_CODE:
        return WaysIn(by_hands=cycle.by_hands)
    both = BothWays(cycle.both_ways)
    return WaysIn(cycle.with_help, cycle.on_paper, both, cycle.by_hands, cycle.boxes, cycle.in_booth)


def why_not_ways(ways: WaysIn, level: str) -> Refusal | None:
    """Return why these ways in cannot be chosen, or None: without codes whoever types could vote in others' names."""
    if level == IdentityLevel.VOTING_CODE or not ways.by_code:
        return None
    return Refusal(CycleReason.WAYS_NEED_CODES)
