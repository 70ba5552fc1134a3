"""The frozen input of a count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

from budgeting.ballot import BallotFormat
from budgeting.counting.entries import COMMUNE_WIDE, Ballot, CountedProject, ElectionReason
from budgeting.counting.uncollected import uncollected
from budgeting.refusal import Refusal

__all__ = ["Ballot", "BallotFormat", "CountedProject", "Election", "ElectionReason", "group_ballots"]

Said = tuple[tuple[str, ...], tuple[int, ...]]
BETWEEN = "\0"
"""Stands in no id and before every letter: joined by it choices sort as their lists would, and sooner."""


@dataclass(frozen=True)
class Election:
    """Projects, grouped ballots and the envelope in minor units.

    `hands` are hands raised in meetings, by project id: votes that no ballot holds, beside approvals alone.
    `envelopes` are the pots that zones have beside the whole commune's `envelope`, none in most elections.

    Made canonical when made: projects by their place on the ballot, equal ballots in one group, no project with no
    hand. So two elections that say the same are equal, however their input was ordered or grouped. Raises `Refusal`
    (`ElectionReason`).
    """

    projects: tuple[CountedProject, ...]
    ballots: tuple[Ballot, ...]
    envelope: int
    format: BallotFormat = BallotFormat.APPROVAL
    hands: Mapping[str, int] = field(default_factory=dict, hash=False)
    envelopes: Mapping[str, int] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for envelope in (self.envelope, *self.envelopes.values()):
            if envelope < 0:
                raise Refusal(ElectionReason.ENVELOPE_NEGATIVE, envelope=envelope)
        _check_pots(self.projects, self.envelopes)
        _check_projects_differ(self.projects)
        object.__setattr__(self, "projects", tuple(sorted(self.projects, key=lambda project: project.order)))
        with uncollected():
            object.__setattr__(self, "ballots", group_ballots(self.ballots, self.format))
        object.__setattr__(self, "hands", _hands_raised(self.hands, self.format))
        named = set(chain.from_iterable([ballot.choices for ballot in self.ballots]))
        unknown = (named | self.hands.keys()) - self.costs.keys()
        if unknown:
            raise Refusal(ElectionReason.CHOICE_UNKNOWN, choice=ascii(min(unknown)))

    @cached_property
    def voters(self) -> int:
        """How many ballots were cast, blank ones included."""
        return sum(ballot.weight for ballot in self.ballots)

    @property
    def money(self) -> int:
        """All the money there is, that of every pot together."""
        return self.envelope + sum(self.envelopes.values())

    @property
    def blank(self) -> int:
        """How many of the ballots cast are for no project at all."""
        return sum(ballot.weight for ballot in self.ballots if not ballot.choices)

    def without_hands(self, votes: Mapping[str, int]) -> dict[str, int]:
        """Return votes, or the scores of approvals, without those that were raised as hands."""
        return {project: number - self.hands.get(project, 0) for project, number in votes.items()}

    @cached_property
    def costs(self) -> Mapping[str, int]:
        """The cost of each project by its id, in minor units."""
        return {project.id: project.cost for project in self.projects}


def group_ballots(ballots: Iterable[Ballot], ballot_format: BallotFormat) -> tuple[Ballot, ...]:
    """Join equal ballots into one group each, in an order that depends on what they say alone.

    Raises `Refusal` when points stand where the format has none, or lack where it has.
    """
    what_is_said = _SAID.get(ballot_format, _said_without_order)
    has_points = ballot_format is BallotFormat.POINTS
    groups: dict[Any, Ballot] = {}
    for ballot in ballots:
        choices, points = said = what_is_said(ballot)
        joined = BETWEEN.join(choices)
        key = (joined, points) if has_points else joined
        alike = groups.get(key)
        if alike is not None:
            groups[key] = Ballot(choices, alike.weight + ballot.weight, points)
        else:
            groups[key] = ballot if (ballot.choices, ballot.points) == said else Ballot(choices, ballot.weight, points)
    return tuple([groups[key] for key in sorted(groups)])


# Two ballots say the same when these give the same: only a ranking means something by its order.


def _said_without_order(ballot: Ballot) -> Said:
    return tuple(sorted(ballot.choices)), _no_points(ballot)


def _said_in_order(ballot: Ballot) -> Said:
    return ballot.choices, _no_points(ballot)


def _said_in_points(ballot: Ballot) -> Said:
    if len(ballot.points) != len(ballot.choices):
        raise Refusal(ElectionReason.POINTS_MISPLACED)
    pairs = sorted(zip(ballot.choices, ballot.points, strict=True))
    return tuple(choice for choice, _ in pairs), tuple(points for _, points in pairs)


_SAID = {BallotFormat.RANKING: _said_in_order, BallotFormat.POINTS: _said_in_points}


def _no_points(ballot: Ballot) -> tuple[int, ...]:
    if ballot.points:
        raise Refusal(ElectionReason.POINTS_MISPLACED)
    return ()


def _hands_raised(hands: Mapping[str, int], ballot_format: BallotFormat) -> Mapping[str, int]:
    if any(number < 0 for number in hands.values()):
        raise Refusal(ElectionReason.HANDS_NEGATIVE)
    raised = {project: number for project, number in sorted(hands.items()) if number}
    if raised and ballot_format is not BallotFormat.APPROVAL:
        raise Refusal(ElectionReason.HANDS_MISPLACED)
    return raised


def _check_pots(projects: Iterable[CountedProject], envelopes: Mapping[str, int]) -> None:
    for pot in envelopes:
        if pot == COMMUNE_WIDE or not pot.isprintable():
            raise Refusal(ElectionReason.POT_UNREADABLE, pot=ascii(pot))
    for project in projects:
        if project.pot != COMMUNE_WIDE and project.pot not in envelopes:
            raise Refusal(ElectionReason.POT_UNKNOWN, id=project.id, pot=ascii(project.pot))


def _check_projects_differ(projects: Iterable[CountedProject]) -> None:
    ids: set[str] = set()
    orders: set[int] = set()
    for project in projects:
        if project.id in ids:
            raise Refusal(ElectionReason.ID_REPEATED, id=project.id)
        if project.order in orders:
            raise Refusal(ElectionReason.ORDER_REPEATED, id=project.id, order=project.order)
        ids.add(project.id)
        orders.add(project.order)
