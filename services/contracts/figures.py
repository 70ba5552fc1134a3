"""What was reached of targets: as it was read, as both sides signed it, or made of the targets of contracts below.

A figure that tells of fewer than five people's contracts is kept back from whoever may not read each of them: it would
say what one of them reached. Figures that were kept back may be shown together once they tell of five.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Contract, ContractPart, ContractResult, ContractTarget
from models.contract import ContractLevel, ContractState, Making
from services.contracts.finding import may_read
from services.contracts.results import latest_results
from services.follow_ups.finding import Reader

FEWEST = 5
"""Contracts of people below which a figure says what one of them reached."""


@dataclass(frozen=True, slots=True)
class Part:
    """A target that makes a figure, as far as it may be named: its contract, its words, what was reached of it."""

    contract_id: int
    taker: str
    text: str
    value: int | None
    is_kept_back: bool
    is_of_person: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """What was reached of a target, in thousandths of its unit; None where there is no data, or it is kept back.

    `parts` are what it is made of, as far as the reader may read them; `unnamed` are so many more. `missing` of all
    have no data. `people` are the contracts of people of whom it would tell and the reader may not read.
    """

    value: int | None = None
    read_on: date | None = None
    comment: str | None = None
    is_signed: bool = False
    is_kept_back: bool = False
    parts: tuple[Part, ...] = ()
    unnamed: int = 0
    missing: int = 0
    people: int = 0


class _Below:
    """Targets of contracts and what they are made of, read level by level."""

    def __init__(self, session: Session, targets: Collection[ContractTarget], reader: Reader) -> None:
        self.session, self.reader = session, reader
        self.targets: dict[int, ContractTarget] = {target.id: target for target in targets}
        self.parts: dict[int, list[int]] = defaultdict(list)
        wholes = list(self.targets)
        while wholes:
            wholes = self._go_down(wholes)
        ids = {target.contract_id for target in self.targets.values()}
        rows = session.scalars(select(Contract).where(Contract.id.in_(ids)))
        self.contracts = {row.id: row for row in rows}
        self.results = latest_results(session, list(self.targets))

    def _go_down(self, wholes: Sequence[int]) -> list[int]:
        rows = self.session.execute(
            select(ContractPart.whole_id, ContractTarget)
            .join(ContractTarget, ContractTarget.id == ContractPart.part_id)
            .join(Contract, Contract.id == ContractTarget.contract_id)
            .where(ContractPart.whole_id.in_(wholes), ContractTarget.dropped_at.is_(None))
            .where(Contract.state.not_in((ContractState.SET_ASIDE, ContractState.DRAFT)))
            .order_by(Contract.id, ContractTarget.place)
        )
        new: list[int] = []
        for whole_id, target in rows:
            self.parts[whole_id].append(target.id)
            if target.id not in self.targets:  # each level stands below another: nothing comes twice on one way
                self.targets[target.id] = target
                new.append(target.id)
        return new

    def figure(self, target: ContractTarget) -> Figure:
        """Return what was reached of a target."""
        row, result = self.contracts[target.contract_id], self.results.get(target.id)
        is_over = row.state == ContractState.CLOSED
        if target.making == Making.NONE:
            return _read(result)
        made = self._made(target)
        if is_over and result is not None and result.review_id:
            return replace(_read(result), parts=made.parts, unnamed=made.unnamed)
        return made

    def _made(self, target: ContractTarget) -> Figure:
        below = [(self.targets[part], self.figure_below(self.targets[part])) for part in self.parts[target.id]]
        known = [figure.value for _part, figure in below if figure.value is not None]
        people = sum(figure.people for _part, figure in below)
        named = [
            self._part(row, part, figure)
            for part, figure in below
            if may_read(row := self.contracts[part.contract_id], self.reader)
        ]
        value = _together(known, target.making) if known else None
        return Figure(
            value,
            parts=tuple(named),
            unnamed=len(below) - len(named),
            missing=sum(figure.value is None for _part, figure in below),
            people=people if people < FEWEST else 0,
        )

    @staticmethod
    def _part(row: Contract, part: ContractTarget, figure: Figure) -> Part:
        is_of_person = row.level == ContractLevel.INDIVIDUAL
        value = None if figure.people else figure.value
        return Part(part.contract_id, row.taker, part.text, value, figure.people > 0, is_of_person)

    def figure_below(self, target: ContractTarget) -> Figure:
        """Return the figure of a part with its value, and of how many people it tells that may not be read."""
        row, figure = self.contracts[target.contract_id], self.figure(target)
        is_of_person = row.level == ContractLevel.INDIVIDUAL and not may_read(row, self.reader)
        return replace(figure, people=1) if is_of_person else figure


def figures_of(session: Session, targets: Collection[ContractTarget], reader: Reader) -> dict[int, Figure]:
    """Return what was reached of some targets, by their ids, as far as a reader may know it."""
    below = _Below(session, targets, reader)
    return {target.id: _kept_back(below.figure(target)) for target in targets}


def _kept_back(figure: Figure) -> Figure:
    """Return a figure without what would tell of too few people."""
    return replace(figure, value=None, missing=0, is_kept_back=True) if figure.people else figure


def _read(result: ContractResult | None) -> Figure:
    if result is None:
        return Figure()
    return Figure(result.value, result.read_on, result.comment, is_signed=result.review_id is not None)


def _together(values: Sequence[int], making: Making) -> int:
    """Return the sum, or the average rounded half up to the thousandth."""
    whole = sum(values)
    return whole if making == Making.SUM else (2 * whole + len(values)) // (2 * len(values))
