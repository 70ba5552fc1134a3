"""What is announced before voting opens and decides how ballots become an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from budgeting.refusal import Refusal

DRAWN_NUMBERS, GREATEST_DRAWN = 3, 99
"""What a public draw gives: a million outcomes, from slips that a commune writes in a quarter of an hour."""


class TieBreak(StrEnum):
    """One way to put projects with equal scores in order."""

    MORE_VOTES = "more_votes"
    LOWER_COST = "lower_cost"
    ORDER = "order"
    ID = "id"
    DRAW = "draw"


class Leftovers(StrEnum):
    """What becomes of a zone's money that no project of the zone took."""

    STAY = "stay"
    TO_COMMUNE = "to_commune"


DECISIVE = frozenset({TieBreak.ORDER, TieBreak.ID, TieBreak.DRAW})


class TermsReason(StrEnum):
    """Why terms cannot be announced, or a count cannot start under them."""

    TIE_BREAK_UNDECIDED = "terms_tie_break_undecided"
    MINIMUM_NEGATIVE = "terms_minimum_negative"
    INCOMPATIBLE_WITH_ITSELF = "terms_incompatible_with_itself"
    INCOMPATIBLE_UNKNOWN = "terms_incompatible_unknown"
    SEED_UNREADABLE = "terms_seed_unreadable"
    SEED_MISSING = "terms_seed_missing"
    RULE_UNKNOWN = "terms_rule_unknown"
    FORMAT_UNFIT = "terms_format_unfit"
    HANDS_UNFIT = "terms_hands_unfit"
    PARAMETER_UNKNOWN = "terms_parameter_unknown"
    PARAMETER_UNFIT = "terms_parameter_unfit"
    LEFTOVERS_MISSING = "terms_leftovers_missing"
    INCOMPATIBLE_ACROSS = "terms_incompatible_across_pots"


@dataclass(frozen=True)
class Terms:
    """The rule by its key, its parameters, the tie-breaks tried in order, and who may win at all.

    `minimum_votes` is the number of ballots a winner needs. `incompatible` lists pairs of which one at most can win.
    `leftovers` is declared where zones have money of their own, and None elsewhere.
    `step` is by how many minor units first sums that grow do so at a time. For a commune it is one, always, and so it
    is not announced: only a file that somebody else published may have another.
    `seed` is the result of a public draw; it is published after closing and so is no part of what is announced.
    Raises `Refusal` (`TermsReason`) unless one of the tie-breaks always decides.
    """

    rule: str
    tie_break: tuple[TieBreak, ...] = (TieBreak.MORE_VOTES, TieBreak.LOWER_COST, TieBreak.ORDER)
    minimum_votes: int = 1
    incompatible: tuple[tuple[str, str], ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    seed: str = ""
    leftovers: Leftovers | None = None
    step: int = 1

    def __post_init__(self) -> None:
        if not DECISIVE.intersection(self.tie_break):
            raise Refusal(TermsReason.TIE_BREAK_UNDECIDED)
        if not self.seed.isprintable():
            raise Refusal(TermsReason.SEED_UNREADABLE, seed=ascii(self.seed))
        if self.minimum_votes < 0:
            raise Refusal(TermsReason.MINIMUM_NEGATIVE, minimum=self.minimum_votes)
        for one, other in self.incompatible:
            if one == other:
                raise Refusal(TermsReason.INCOMPATIBLE_WITH_ITSELF, id=one)
        pairs = {(min(pair), max(pair)) for pair in self.incompatible}
        object.__setattr__(self, "incompatible", tuple(sorted(pairs)))

    def rivals_of(self, project: str) -> frozenset[str]:
        """Return the ids of the projects that cannot win together with this one."""
        return frozenset(other for pair in self.incompatible if project in pair for other in pair if other != project)
