"""What was reached of targets: as it was read, as both sides signed it, or made of the targets of contracts below.

A figure made of what people reached is kept back from whoever may not read each of their contracts, however many they
are: who read it before and after one of them had a result would know that result. How many have no data is kept back
with it. It is told once, as both sides signed it in the final review, and does not move any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Contract, ContractPart, ContractResult, ContractTarget
from models.contract import ContractLevel, ContractState, Making
from services.contracts.finding import ANYBODY, may_read
from services.contracts.results import latest_results
from services.follow_ups.finding import Reader

FEWEST = 5
"""People with data below whom a final review is not filled in: its figure would say what one of them reached."""
NOBODY: frozenset[str] = frozenset()


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
    have no data. `people` are those of whom it would tell and whose contracts the reader may not read, `known` those of
    them who have data, `is_moving` where a contract of one of them is not closed yet.
    """

    value: int | None = None
    read_on: date | None = None
    comment: str | None = None
    is_signed: bool = False
    is_kept_back: bool = False
    parts: tuple[Part, ...] = ()
    unnamed: int = 0
    missing: int = 0
    people: frozenset[str] = field(default=NOBODY, repr=False)
    known: frozenset[str] = field(default=NOBODY, repr=False)
    is_moving: bool = field(default=False, repr=False)


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
        self.accounts = {_name_of(row): row.taker_id for row in self.contracts.values() if row.taker_id}
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
        values = [figure.value for _part, figure in below if figure.value is not None]
        named = [
            self._part(row, part, figure)
            for part, figure in below
            if may_read(row := self.contracts[part.contract_id], self.reader)
        ]
        return Figure(
            _together(values, target.making) if values else None,
            parts=tuple(named),
            unnamed=len(below) - len(named),
            missing=sum(figure.value is None for _part, figure in below),
            people=NOBODY.union(*(figure.people for _part, figure in below)),
            known=NOBODY.union(*(figure.known for _part, figure in below)),
            is_moving=any(figure.is_moving for _part, figure in below),
        )

    @staticmethod
    def _part(row: Contract, part: ContractTarget, figure: Figure) -> Part:
        is_of_person = row.level == ContractLevel.INDIVIDUAL
        value = None if figure.people else figure.value
        return Part(part.contract_id, row.taker, part.text, value, bool(figure.people), is_of_person)

    def figure_below(self, target: ContractTarget) -> Figure:
        """Return the figure of a part with its value, and of which people it tells whose contracts may not be read."""
        row, figure = self.contracts[target.contract_id], self.figure(target)
        if row.level != ContractLevel.INDIVIDUAL or may_read(row, self.reader):
            return figure
        person = frozenset({self._person(row)})
        known = NOBODY if figure.value is None else person
        return replace(figure, people=person, known=known, is_moving=row.state != ContractState.CLOSED)

    def _person(self, row: Contract) -> str:
        """Return who takes a contract: their account, also where another contract of theirs has their name alone."""
        name = _name_of(row)
        account = row.taker_id or self.accounts.get(name)
        return f"#{account}" if account else name


def figures_of(session: Session, targets: Collection[ContractTarget], reader: Reader) -> dict[int, Figure]:
    """Return what was reached of some targets, by their ids, as far as a reader may know it."""
    below = _Below(session, targets, reader)
    return {target.id: _kept_back(below.figure(target)) for target in targets}


def figures_to_sign(session: Session, targets: Collection[ContractTarget]) -> dict[int, Figure]:
    """Return figures as a final review is filled in, for anybody of the staff: of five and more people once all closed.

    Then nothing moves below, and what both sides sign is what everybody's closed contract says.
    """
    below = _Below(session, targets, ANYBODY)
    figures = {target.id: below.figure(target) for target in targets}
    return {
        one: _kept_back(figure) if figure.is_moving or len(figure.known) < FEWEST else figure
        for one, figure in figures.items()
    }


def _kept_back(figure: Figure) -> Figure:
    """Return a figure without what would tell of people."""
    return replace(figure, value=None, missing=0, is_kept_back=True) if figure.people else figure


def _name_of(row: Contract) -> str:
    return " ".join(row.taker.casefold().split())


def _read(result: ContractResult | None) -> Figure:
    if result is None:
        return Figure()
    return Figure(result.value, result.read_on, result.comment, is_signed=result.review_id is not None)


def _together(values: Sequence[int], making: Making) -> int:
    """Return the sum, or the average rounded half up to the thousandth."""
    whole = sum(values)
    return whole if making == Making.SUM else (2 * whole + len(values)) // (2 * len(values))
