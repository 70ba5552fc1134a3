"""The count of a published election as JSON types and as lines for a terminal, all amounts in the unit of its file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from budgeting.counting.outcome import Outcome, Step
from budgeting.counting.terms import Terms, TieBreak
from budgeting.pabulib.election import Published

MONEY, SHARES = frozenset({"missing_money"}), frozenset({"price", "load"})
"""Details of a step that are amounts, and amounts that are written as exact fractions."""


def told_of(outcome: Outcome, terms: Terms, published: Published, *, with_steps: bool) -> dict[str, Any]:
    """Return a count as JSON types, `selected` in order of selection; `step` is a parameter where shares grow."""
    unit = published.unit
    grows = {"step": _amount(published.step, unit)} if "stop" in terms.parameters else {}
    told: dict[str, Any] = {
        "rule": terms.rule.replace("_", "-"),
        "parameters": {**terms.parameters, **grows, "tie_break": _ways(terms.tie_break)},
        "budget": _amount(outcome.envelope, unit),
        "selected": list(outcome.selected),
        "cost": _amount(outcome.cost, unit),
        "ties": [{"projects": list(tie.projects), "decided_by": _ways(tie.decided_by)} for tie in outcome.ties],
        "votes": dict(outcome.votes),
    }
    if with_steps:
        told["steps"] = [_step(step, unit) for step in outcome.steps]
    return told


def lines_of(told: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a count for a person."""
    parameters = {**told["parameters"], "tie_break": ",".join(told["parameters"]["tie_break"])}
    yield ", ".join((told["rule"], *(f"{key.replace('_', '-')} {value}" for key, value in parameters.items())))
    yield f"{told['cost']} of {told['budget']} spent"
    for place, project in enumerate(told["selected"], 1):
        yield f"{place}. {project} ({told['votes'][project]} votes)"
    for tie in told["ties"]:
        yield f"level: {', '.join(tie['projects'])}, decided by {', '.join(tie['decided_by'])}"
    for step in told.get("steps", ()):
        yield f"{step['verdict']}: {step['project']}"


def _step(step: Step, unit: int) -> dict[str, Any]:
    details: dict[str, Any] = dict(step.details)
    details |= {key: _amount(int(value), unit) for key, value in step.details.items() if key in MONEY}
    details |= {key: str(Fraction(value) / unit) for key, value in step.details.items() if key in SHARES}
    return {"project": step.project, "verdict": str(step.verdict), "left": _amount(step.left, unit), **details}


def _ways(ties: tuple[TieBreak, ...]) -> list[str]:
    return [str(way).replace("_", "-") for way in ties]


def _amount(amount: int, unit: int) -> int | float:
    return amount // unit if amount % unit == 0 else float(Decimal(amount) / unit)
