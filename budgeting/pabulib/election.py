"""The election in a Pabulib file: its projects in the order of the file, its ballots, its money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from budgeting.ballot import BallotFormat
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.pabulib.file import PabulibFile, PabulibReason, Row
from budgeting.refusal import Refusal

FORMATS = {
    "approval": BallotFormat.APPROVAL,
    "choose-1": BallotFormat.APPROVAL,
    "knapsack": BallotFormat.KNAPSACK,
    "cumulative": BallotFormat.POINTS,
    "scoring": BallotFormat.POINTS,
    "ordinal": BallotFormat.RANKING,
}
MOST_DECIMALS, MOST_DIGITS = 6, 18


@dataclass(frozen=True)
class Published:
    """An election and the size of its unit: amounts of the file times `unit` are whole."""

    election: Election
    unit: int


def election_of(file: PabulibFile) -> Published:
    """Return the election in a file; a `Refusal` with the line where it holds none."""
    kind = file.meta.get("vote_type", "")
    if kind not in FORMATS:
        raise Refusal(PabulibReason.VOTE_TYPE_UNKNOWN, vote_type=ascii(kind))
    budget = _amount(file.meta.get("budget", ""), "budget", 0)
    costs = [_amount(row["cost"], "cost", row.line) for row in file.projects]
    unit = 10 ** max(_decimals(amount) for amount in (budget, *costs))
    projects = tuple(
        CountedProject(row["project_id"], int(cost * unit), place)
        for place, (row, cost) in enumerate(zip(file.projects, costs, strict=True))
    )
    ballots = tuple(_ballot(row, FORMATS[kind]) for row in file.votes)
    return Published(Election(projects, ballots, int(budget * unit), FORMATS[kind]), unit)


def _ballot(row: Row, kind: BallotFormat) -> Ballot:
    choices = tuple(choice.strip() for choice in row["vote"].split(",") if choice.strip())
    if kind is not BallotFormat.POINTS:
        return Ballot(choices)
    points = _points_of(row)
    if len(points) != len(choices):
        raise Refusal(PabulibReason.POINTS_MISMATCHED, line=row.line)
    return Ballot(choices, 1, points)


def _points_of(row: Row) -> tuple[int, ...]:
    found = [points.strip() for points in row["points"].split(",") if points.strip()]
    if not all(points.isascii() and points.isdecimal() and len(points) <= 9 for points in found):
        raise Refusal(PabulibReason.NUMBER_UNREADABLE, column="points", line=row.line)
    return tuple(int(points) for points in found)


def _amount(text: str, column: str, line: int) -> Decimal:
    try:
        amount = Decimal(text.replace(",", "."))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0 or amount.adjusted() > MOST_DIGITS or _decimals(amount) > MOST_DECIMALS:
        raise Refusal(PabulibReason.NUMBER_UNREADABLE, column=column, line=line)
    return amount


def _decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
