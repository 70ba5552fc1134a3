"""What a broadcast comes to at most: no figure tells how many are in a group of fewer than five people.

An exact sum would: nine people and ten segments are one reader of a language whose words take two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
"""A group of fewer people is never told as a number."""


@dataclass(frozen=True, slots=True)
class Alike:
    """How many read the same words at the same price; segments and cost of one, in thousandths of the minor unit."""

    people: int
    segments: int
    cost: int


@dataclass(frozen=True, slots=True)
class Total:
    """Segments and cost of all, in thousandths of the minor unit; `is_at_most` where they are a bound and no sum."""

    segments: int
    cost: int
    is_at_most: bool


def total_of(groups: Sequence[Alike]) -> Total:
    """Return the sum; where a group is small, what it is at most, the same for whatever number of people it may have.

    Everybody in a small group counts as the dearest would. Where they are fewer than five together, as many of the
    largest group count so as well as make them five: one reader more or less then changes nothing.
    """
    segments = sum(one.people * one.segments for one in groups)
    cost = sum(one.people * one.cost for one in groups)
    small = [one for one in groups if one.people < FEWEST]
    if not small:
        return Total(segments, cost, is_at_most=False)
    largest = max(groups, key=lambda one: one.people)
    filled = max(0, FEWEST - sum(one.people for one in small)) if largest.people >= FEWEST else 0
    raised = [*small, Alike(filled, largest.segments, largest.cost)]
    most_segments, most_cost = max(one.segments for one in groups), max(one.cost for one in groups)
    segments += sum(one.people * (most_segments - one.segments) for one in raised)
    cost += sum(one.people * (most_cost - one.cost) for one in raised)
    return Total(segments, cost, is_at_most=True)
