"""The election in a Pabulib file: its projects in the order of the file, its ballots, its money."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from budgeting.ballot import BallotFormat
from budgeting.counting.election import Ballot, CountedProject, Election, ElectionReason
from budgeting.pabulib.file import PabulibFile, PabulibReason, Part, Table
from budgeting.refusal import Refusal

FORMATS = {
    "approval": BallotFormat.APPROVAL,
    "choose-1": BallotFormat.APPROVAL,
    "knapsack": BallotFormat.KNAPSACK,
    "cumulative": BallotFormat.POINTS,
    "scoring": BallotFormat.POINTS,
    "ordinal": BallotFormat.RANKING,
}
STEP = "add1_step"
"""The key under which a file says by how much shares grow at a time; the format has none, and 1 is meant without it."""
AMOUNT = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,6}|,(?![0-9]{3}$)[0-9]{1,6})?")
"""`1,000` is not read: it is a thousand to some and one to others."""
MOST_DIGITS = 15
"""Digits of an amount with decimals; so many are told by a JSON number in any program."""
BUDGET = "budget"
DECIDING = (BUDGET, "vote_type", STEP, "num_projects", "num_votes")
"""What decides a count or guards it may be said once."""

T = TypeVar("T")
Said = tuple[str, str | None]
"""What is written of one ballot: its projects, and its points where the format has any."""


@dataclass(frozen=True)
class Published:
    """An election and the size of its unit: amounts of the file times `unit` are whole.

    `step`, in the smaller unit, is by how much everybody's share grows at a time under the completions add1 and add1u.
    """

    election: Election
    unit: int
    step: int


def election_of(file: PabulibFile, step: str = "") -> Published:
    """Return the election in a file; a `Refusal` with the line where it holds none.

    `step` is an amount in the unit of the file that is taken for the one the file says, 1 where it says none.
    """
    keys = Counter(file.tables[Part.META].column("key"))
    for key in DECIDING:
        if keys[key] > 1:
            raise Refusal(PabulibReason.KEY_TWICE, key=key)
    kind = file.meta.get("vote_type", "")
    if kind not in FORMATS:
        raise Refusal(PabulibReason.VOTE_TYPE_UNKNOWN, vote_type=ascii(kind))
    if not file.meta.get(BUDGET):
        raise Refusal(PabulibReason.BUDGET_MISSING)
    budget = _amount(file.meta[BUDGET], BUDGET, file.line_of(BUDGET))
    grows = _step_of(file, step)
    table = file.tables[Part.PROJECTS]
    costs = [_amount(cost, "cost", line) for cost, line in zip(table.column("cost"), table.lines, strict=True)]
    unit = 10 ** max(_decimals(amount) for amount in (budget, grows, *costs))
    projects = _projects(table, [int(cost * unit) for cost in costs])
    ballots = _ballots(file.tables[Part.VOTES], FORMATS[kind], frozenset(one.id for one in projects))
    return Published(Election(projects, ballots, int(budget * unit), FORMATS[kind]), unit, int(grows * unit))


def _projects(table: Table, costs: Sequence[int]) -> tuple[CountedProject, ...]:
    found: dict[str, CountedProject] = {}
    for name, cost, line in zip(table.column("project_id"), costs, table.lines, strict=True):
        if name in found:
            raise Refusal(ElectionReason.ID_REPEATED, id=ascii(name), line=line)
        found[name] = _on_line(line, CountedProject, name, cost, len(found))
    return tuple(found.values())


def _ballots(table: Table, kind: BallotFormat, known: frozenset[str]) -> tuple[Ballot, ...]:
    """Return the ballots, those that are written alike together."""
    votes = table.column("vote")
    points = table.column("points") if kind is BallotFormat.POINTS else [None] * len(votes)
    written: list[Said] = list(zip(votes, points, strict=True))
    try:
        return tuple([_ballot(said, heads, known) for said, heads in Counter(written).items()])
    except Refusal:
        for said, line in zip(written, table.lines, strict=True):
            _on_line(line, _ballot, said, 1, known)
        raise


def _ballot(said: Said, heads: int, known: frozenset[str]) -> Ballot:
    choices = tuple(said[0].split(","))
    if not known.issuperset(choices):
        choices = _parts(said[0])
        unknown = [one for one in choices if one not in known]
        if unknown:
            raise Refusal(ElectionReason.CHOICE_UNKNOWN, choice=ascii(unknown[0]))
    if said[1] is None:
        return Ballot(choices, heads)
    points = tuple(map(_whole, _parts(said[1])))
    if len(points) != len(choices):
        raise Refusal(PabulibReason.POINTS_MISMATCHED)
    return Ballot(choices, heads, points)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple([part for one in cell.split(",") if (part := one.strip())])


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise Refusal(PabulibReason.NUMBER_UNREADABLE, column="points")
    return int(text)


def _on_line(line: int, make: Callable[..., T], *given: object) -> T:
    """Make something of what stands on a line; a `Refusal` says which."""
    try:
        return make(*given)
    except Refusal as no:
        raise Refusal(no.reason, **no.values, line=line) from no


def _step_of(file: PabulibFile, step: str) -> Decimal:
    text = step or file.meta.get(STEP) or "1"
    found = _amount(text, STEP, 0 if step else file.line_of(STEP))
    if not found:
        raise Refusal(PabulibReason.AMOUNT_UNREADABLE, column=STEP, line=0 if step else file.line_of(STEP))
    return found


def _amount(text: str, column: str, line: int) -> Decimal:
    found = Decimal(text.replace(",", ".")) if AMOUNT.fullmatch(text) else None
    if found is None or (_decimals(found) and len(found.normalize().as_tuple().digits) > MOST_DIGITS):
        raise Refusal(PabulibReason.AMOUNT_UNREADABLE, column=column, line=line)
    return found


def _decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
