"""What a broadcast comes to at most: no figure, and no two compared, tell how many are in a group of fewer than five.

Exact sums would: nine people and ten segments are one reader of a language whose words take two, and a hundred readers
in all beside ninety-seven of French, or of all but one zone, are three others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FEWEST = 5
"""A group of fewer people is never told as a number; every other is rounded up to a multiple of it."""


@dataclass(frozen=True, slots=True)
class Alike:
    """How many read the same words at the same price; segments and cost of one, in thousandths of the minor unit."""

    people: int
    segments: int
    cost: int


@dataclass(frozen=True, slots=True)
class Total:
    """People, segments and cost of all at most, in thousandths of the minor unit."""

    people: int
    segments: int
    cost: int


def rounded_up(people: int) -> int:
    """Return a number of people as it is told: the next multiple of five, the same for one and for four."""
    return -(-people // FEWEST) * FEWEST


def told_of(people: int) -> int | None:
    """Return at most how many people there are as it may be told; None for fewer than five."""
    return rounded_up(people) if people >= FEWEST else None


def left_of(people: int, done: int) -> int | None:
    """Return at most how many of some people have still to have their turn; None for fewer than five people.

    Both are taken as they are told. Rounded by itself it would fall at another moment than the others rise, and who
    watches when could tell the people exactly.
    """
    return rounded_up(people) - done // FEWEST * FEWEST if people >= FEWEST else None


def total_of(groups: Iterable[Alike]) -> Total:
    """Return the sum of groups, each rounded up for itself: one whose size is told leaves nothing of another's."""
    told = [(rounded_up(one.people), one) for one in groups]
    return Total(
        people=sum(people for people, _one in told),
        segments=sum(people * one.segments for people, one in told),
        cost=sum(people * one.cost for people, one in told),
    )
