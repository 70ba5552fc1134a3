"""The action plan as a dialogue speaks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommitmentLabel:
    """A commitment in a list: its number in the plan and its titles by language."""

    number: int
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan that is meant today, with its commitments by number; `page` is where all of it can be read."""

    commitments: tuple[CommitmentLabel, ...]
    page: str = ""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure of a commitment: its names by language, its value and target in thousandths of its unit."""

    names: Mapping[str, str]
    value: int
    target: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """How far a commitment is: activities in all, done, late, and with an end that stands before its start.

    `others` says that the plan has more of them.
    """

    number: int
    titles: Mapping[str, str]
    activities: int
    done: int
    late: int = 0
    unfit: int = 0
    figure: FigureView | None = None
    others: bool = False
    page: str = ""
