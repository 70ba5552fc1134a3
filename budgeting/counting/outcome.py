"""The result of a count and its account, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from budgeting.counting.canonical import canonical_json
from budgeting.counting.terms import TieBreak

OUTCOME, OF_POTS = "palabre-outcome/1", "palabre-outcome/2"


class Verdict(StrEnum):
    """What became of a project, and why."""

    WON = "won"
    LOST_NO_VOTES = "lost_no_votes"
    LOST_BELOW_MINIMUM = "lost_below_minimum"
    LOST_INCOMPATIBLE = "lost_incompatible"
    LOST_TIE = "lost_tie"
    LOST_TOO_DEAR_ALONE = "lost_too_dear_alone"
    LOST_TOO_DEAR_FOR_REST = "lost_too_dear_for_rest"
    LOST_SUPPORTERS_SHORT = "lost_supporters_short"
    """For rules that give every voter a share of the money: the shares of those who want it do not pay for it."""
    LOST_COUNT_ENDED = "lost_count_ended"
    """For rules that end with the first project that no longer fits: one that was level with this one did not."""
    LOST_UNTOLD = "lost_untold"
    """Published in place of any other where ballots are few: why would say who chose what."""


@dataclass(frozen=True)
class Step:
    """One project looked at: the verdict, and the money left just before, in minor units.

    `details` is what this rule alone knows (whom it had to beat, a price per voter); fractions are written "3/7".
    """

    project: str
    verdict: Verdict
    left: int
    details: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Tie:
    """Projects with equal scores in the order they were put, and the announced tie-breaks it took."""

    projects: tuple[str, ...]
    decided_by: tuple[TieBreak, ...]


@dataclass(frozen=True)
class PotCount:
    """The money of one pot when it was counted, leftovers of others included, and what its winners cost."""

    pot: str
    envelope: int
    cost: int


@dataclass(frozen=True)
class Outcome:
    """Winners in order of selection, their cost, exactly one step per project, and what was compared.

    `votes` counts the ballots for a project; `scores` is what the rule ranks by, the same with approvals, the sum of
    points or ranks otherwise. Money in minor units. Of several pots all this stands in the order of `pots`, in which
    they were counted, and `left` of a step is what was left of its pot.
    """

    rule: str
    selected: tuple[str, ...]
    cost: int
    envelope: int
    steps: tuple[Step, ...]
    votes: Mapping[str, int]
    scores: Mapping[str, int]
    ties: tuple[Tie, ...] = ()
    pots: tuple[PotCount, ...] = ()


def write_outcome(outcome: Outcome) -> str:
    """Return the canonical JSON of an outcome: two people who counted alike hold the same text."""
    pots = {"pots": [asdict(pot) for pot in outcome.pots]} if outcome.pots else {}
    return canonical_json(
        {
            "kind": OF_POTS if pots else OUTCOME,
            **pots,
            "rule": outcome.rule,
            "selected": list(outcome.selected),
            "cost": outcome.cost,
            "envelope": outcome.envelope,
            "steps": [_step_paper(step) for step in outcome.steps],
            "votes": dict(outcome.votes),
            "scores": dict(outcome.scores),
            "ties": [_tie_paper(tie) for tie in outcome.ties],
        }
    )


def _tie_paper(tie: Tie) -> dict[str, object]:
    return {"projects": list(tie.projects), "decided_by": [way.value for way in tie.decided_by]}


def _step_paper(step: Step) -> dict[str, object]:
    return {
        "project": step.project,
        "verdict": step.verdict.value,
        "left": step.left,
        "details": dict(step.details),
    }
