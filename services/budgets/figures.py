"""The sums of one side of one document: what was planned, what was done, each line taken once.

Planned is the forecast in force: the amended figure of a line, else what was voted with its changes, else the payment
credits. Done is the most advanced stage the side has: paid or collected, else ordered, else committed. Moves between
the sections of one budget are in no sum: the surplus that running the commune leaves for its works is no new money.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side, Stage
from models import BudgetLine

INTERNAL = "internal"
CHANGES = (Stage.VOTED, Stage.ADDITIONAL, Stage.MODIFIED)
FORECASTS = frozenset((Stage.AMENDED, Stage.CREDIT, *CHANGES))
DONE = {
    Side.REVENUE: (Stage.COLLECTED, Stage.ORDERED),
    Side.EXPENDITURE: (Stage.PAID, Stage.ORDERED, Stage.COMMITTED),
}


def done_stage(side: Side, present: Collection[str]) -> Stage | None:
    """Return the stage that says what was done, of those that one side of a document has; None where it says nothing.

    One stage for every line of it: what is ordered stands in no sum of what was paid.
    """
    return next((stage for stage in DONE[side] if stage in present), None)


class LineFigures(NamedTuple):
    """What sums need of a line; amounts in minor units by stage."""

    topic: str | None
    programme_id: int | None
    zone_id: int | None
    amounts: Mapping[str, int]
    nature: str | None = None
    section: str | None = None


class Sheet:
    """One side of one document; `is_account` says whether its figure is what was done or what is planned."""

    def __init__(self, lines: Sequence[LineFigures], side: Side, *, is_account: bool) -> None:
        self.lines = lines
        self._has_forecast = any(FORECASTS & line.amounts.keys() for line in lines)
        self._done = done_stage(side, {stage for line in lines for stage in line.amounts})
        self.is_silent = not self._has_forecast and self._done is None
        self.speaks_of_done = self._done is not None and (is_account or not self._has_forecast)

    def planned(self, lines: Iterable[LineFigures]) -> int | None:
        """Return what is planned for lines of this side, None where the side has no forecast."""
        return sum(_forecast(line.amounts) for line in lines) if self._has_forecast else None

    def done(self, lines: Iterable[LineFigures]) -> int | None:
        """Return what was done, None where the side does not say."""
        return sum(line.amounts.get(self._done, 0) for line in lines) if self._done else None

    def says_nought(self, lines: Sequence[LineFigures]) -> bool:
        """Does each of some lines say itself what was done, and is that nothing? What nobody noted is no nought."""
        return self._done is not None and all(line.amounts.get(self._done) == 0 for line in lines)

    def authorised(self, lines: Iterable[LineFigures]) -> int | None:
        """Return what may be committed over the years (commitment authorisations), None where no line says."""
        return self.at_stage(lines, Stage.AUTHORISED)

    def at_stage(self, lines: Iterable[LineFigures], stage: Stage) -> int | None:
        """Return the sum of one stage, None where no line has it."""
        found = [line.amounts[stage] for line in lines if stage in line.amounts]
        return sum(found) if found else None

    def amount(self, lines: Iterable[LineFigures]) -> int:
        """Return the figure that the document is there to give: done for an account, planned for a budget."""
        return (self.done(lines) if self.speaks_of_done else self.planned(lines)) or 0


def sheet_of(session: Session, documents: Collection[int], side: Side, *, is_account: bool) -> Sheet:
    """Read one side of a document, or of a budget and those that change it."""
    stands = BudgetLine.topic, BudgetLine.programme_id, BudgetLine.zone_id
    rows = session.execute(
        select(*stands, BudgetLine.amounts, BudgetLine.nature, BudgetLine.section).where(
            BudgetLine.document_id.in_(documents),
            BudgetLine.side == str(side),
            or_(BudgetLine.nature.is_(None), BudgetLine.nature != INTERNAL),
        )
    )
    return Sheet(_condensed(LineFigures(*row) for row in rows), side, is_account=is_account)


_Signs = frozenset[tuple[str, bool, bool]]


def _condensed(lines: Iterable[LineFigures]) -> list[LineFigures]:
    """Add up the lines that every sum takes together: alike in all but their amounts, of the same stages and signs.

    Of one sign, so that what was paid and what was given back never look like nothing done.
    """
    sums: dict[tuple[str | None, int | None, int | None, str | None, str | None, _Signs], dict[str, int]] = {}
    for line in lines:
        present = frozenset((stage, amount > 0, amount < 0) for stage, amount in line.amounts.items())
        place = (line.topic, line.programme_id, line.zone_id, line.nature, line.section, present)
        stages = sums.setdefault(place, {})
        for stage, amount in line.amounts.items():
            stages[stage] = stages.get(stage, 0) + amount
    return [
        LineFigures(topic, programme, zone, stages, nature, section)
        for (topic, programme, zone, nature, section, _present), stages in sums.items()
    ]


def _forecast_in_force(amounts: Mapping[str, int]) -> int:
    if Stage.AMENDED in amounts:
        return 2
    return 1 if any(stage in amounts for stage in CHANGES) else 0


def _forecast(amounts: Mapping[str, int]) -> int:
    kind = _forecast_in_force(amounts)
    if kind == 2:
        return amounts[Stage.AMENDED]
    return sum(amounts.get(stage, 0) for stage in CHANGES) if kind else amounts.get(Stage.CREDIT, 0)
