"""The ways in which a vote takes votes, as the frozen rules announce them, written and read back.

Only a code shows that what somebody else types is the ballot of the person who stands there (level C). A show of hands
gives no ballots: only how many hands were raised for each project.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class WayIn(StrEnum):
    """How a vote comes in; help, booth and paper are also the channel a ballot is recorded under."""

    PHONES = "phones"
    ASSISTED = "assisted"
    BOOTH = "booth"
    PAPER = "paper"
    HANDS = "hands"


class BothWays(StrEnum):
    """What counts where one code was used on paper and also by phone, with help or in a booth."""

    PAPER = "paper"
    PHONE = "phone"


class SheetVoid(StrEnum):
    """Why a sheet of paper is no ballot."""

    NO_CODE = "no_code"
    CODE_UNREADABLE = "code_unreadable"
    CODE_NOT_GOOD = "code_not_good"
    NO_CHOICE = "no_choice"
    TOO_MANY = "too_many"
    TWICE = "twice"
    BY_PHONE = "by_phone"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What a vote takes beside ballots from phones, and what counts where a code came on paper and otherwise.

    `boxes` says where the ballot boxes stand, in the commune's own words, "" where nobody votes on paper.
    """

    with_help: bool = False
    on_paper: bool = False
    both: BothWays = BothWays.PAPER
    by_hands: bool = False
    boxes: str = ""
    in_booth: bool = False

    @property
    def by_code(self) -> bool:
        """Does anybody type or put in a ballot beside their own phone, under a code?"""
        return self.with_help or self.in_booth or self.on_paper


PHONES_ONLY = WaysIn()


def write_ways(ways: WaysIn) -> dict[str, Any]:
    """Return what frozen rules say of the ways in: nothing where only phones vote, so that those digests stay."""
    if not (ways.by_code or ways.by_hands):
        return {}
    beside = (
        (WayIn.ASSISTED, ways.with_help),
        (WayIn.BOOTH, ways.in_booth),
        (WayIn.PAPER, ways.on_paper),
        (WayIn.HANDS, ways.by_hands),
    )
    named = [WayIn.PHONES, *(way for way, is_taken in beside if is_taken)]
    said: dict[str, Any] = {"ways_in": [way.value for way in named]}
    if ways.on_paper:
        said["both_ways"] = ways.both.value
        # Left out where it is not said, so that the digests of rules that never said it stay.
        said |= {"box_places": ways.boxes} if ways.boxes else {}
    return said


def read_ways(rules: Mapping[str, Any]) -> WaysIn:
    """Return the ways in that frozen rules announce: phones alone where they name none."""
    named = rules.get("ways_in", ())
    return WaysIn(
        with_help=WayIn.ASSISTED in named,
        on_paper=WayIn.PAPER in named,
        both=BothWays(rules.get("both_ways", BothWays.PAPER)),
        by_hands=WayIn.HANDS in named,
        boxes=str(rules.get("box_places", "")),
        in_booth=WayIn.BOOTH in named,
    )
