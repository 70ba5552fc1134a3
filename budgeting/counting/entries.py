"""The two things an election is made of: projects and ballots, each sound by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from budgeting.refusal import Refusal


class ElectionReason(StrEnum):
    """Why an election cannot be counted."""

    ENVELOPE_NEGATIVE = "election_envelope_negative"
    ID_UNREADABLE = "election_id_unreadable"
    ID_REPEATED = "election_id_repeated"
    ORDER_REPEATED = "election_order_repeated"
    COST_NOT_POSITIVE = "election_cost_not_positive"
    WEIGHT_NOT_POSITIVE = "election_weight_not_positive"
    CHOICE_UNKNOWN = "election_choice_unknown"
    CHOICE_REPEATED = "election_choice_repeated"
    POINTS_MISPLACED = "election_points_misplaced"
    POINTS_NEGATIVE = "election_points_negative"
    HANDS_NEGATIVE = "election_hands_negative"
    HANDS_MISPLACED = "election_hands_misplaced"
    POT_UNKNOWN = "election_pot_unknown"
    POT_UNREADABLE = "election_pot_unreadable"


COMMUNE_WIDE = ""
"""The pot of every project that is of no zone with money of its own."""


@dataclass(frozen=True)
class CountedProject:
    """A project as the count sees it: cost in minor units, `order` its place on the ballot, `pot` who pays for it."""

    id: str
    cost: int
    order: int
    pot: str = COMMUNE_WIDE

    def __post_init__(self) -> None:
        # Lone surrogates and control characters are not printable: an id survives UTF-8, JSON and a sheet of paper.
        if not self.id or not self.id.isprintable():
            raise Refusal(ElectionReason.ID_UNREADABLE, id=ascii(self.id))
        if self.cost < 1:
            raise Refusal(ElectionReason.COST_NOT_POSITIVE, id=self.id, cost=self.cost)


@dataclass(frozen=True, slots=True)
class Ballot:
    """`weight` identical ballots; a blank one has no choices.

    `choices` are project ids: for a ranking the best first, for points each beside its number in `points`.
    """

    choices: tuple[str, ...]
    weight: int = 1
    points: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.weight < 1:
            raise Refusal(ElectionReason.WEIGHT_NOT_POSITIVE, weight=self.weight)
        if len(set(self.choices)) != len(self.choices):
            raise Refusal(ElectionReason.CHOICE_REPEATED)
        if self.points and min(self.points) < 0:
            raise Refusal(ElectionReason.POINTS_NEGATIVE)
