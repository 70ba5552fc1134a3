"""Contracts as lists and pages show them, each reader what they may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from bot.views.follow_ups import reference_of
from budgeting.achievement import Score, Weighed, percent_reached, points_of, score_of
from models import Contract, ContractTarget, Document, FollowUp
from models.contract import ContractLevel, ContractState, Making
from models.follow_up import Visibility
from services.contracts.figures import Figure, figures_of
from services.contracts.finding import find_contract, readable_by, targets_of
from services.contracts.followed import due_of
from services.follow_ups.evidence import EvidenceView, evidence_by_promise
from services.follow_ups.finding import EVERYBODY, Reader
from services.follow_ups.finding import readable_by as promise_readable_by

MINE = "mine"


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract in a list."""

    id: int
    level: str
    giver: str
    taker: str
    starts_on: date
    ends_on: date
    state: str
    is_public: bool
    giver_id: int | None = None
    taker_id: int | None = None
    parent_id: int | None = None

    @property
    def is_of_person(self) -> bool:
        """Is it read by its two parties and administrators alone?"""
        return self.level == ContractLevel.INDIVIDUAL


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target with what was reached of it; `percent` is as it was reached, `points` with 100 % at most.

    `gap` is what was reached less what was planned, in thousandths of the unit. `reference` is its promise's number and
    `evidence` what proves it, as far as the reader may read them; `is_promise_public` is whether everybody may.
    """

    id: int
    place: int
    text: str
    weight: int
    unit: str | None
    planned: int | None
    less_is_better: bool
    due_on: date
    own_due_on: date | None
    making: str
    figure: Figure
    percent: Fraction | None
    points: Fraction | None
    gap: int | None
    number: int | None = None
    reference: str | None = None
    is_promise_public: bool = False
    evidence: tuple[EvidenceView, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractPage:
    """One contract with its targets, and those above and right below it that the reader may read, from above."""

    row: ContractRow
    plan: str | None
    plan_document: tuple[int, str] | None
    reason: str | None
    agreed_on: date | None
    targets: tuple[TargetRow, ...]
    score: Score
    weight: int
    above: tuple[ContractRow, ...]
    below: tuple[ContractRow, ...]

    @property
    def outlasted(self) -> ContractRow | None:
        """The contract right above, where this one begins before it or ends after it: that is kept, and said."""
        found = next((one for one in self.above if one.id == self.row.parent_id), None)
        if found is None or found.starts_on <= self.row.starts_on <= self.row.ends_on <= found.ends_on:
            return None
        return found

    @property
    def kept_back(self) -> Fraction:
        """What the targets weigh, of 100, whose figures are kept back: nothing is missing, it is not told."""
        return sum((Fraction(one.weight, 1000) for one in self.targets if one.figure.is_kept_back), Fraction(0))

    @property
    def without_data(self) -> Fraction:
        """What the targets weigh, of 100, of which nothing is known."""
        return self.score.unknown - self.kept_back

    @property
    def has_points(self) -> bool:
        """Do the points say anything: not where all that could make them is kept back."""
        return not self.kept_back or bool(self.score.known)


def contracts_page(
    session: Session, commune_id: int, *, reader: Reader, state: str | None = None, limit: int = 20, offset: int = 0
) -> tuple[list[ContractRow], int]:
    """Return the contracts a reader may read, the highest level first, and how many there are.

    `state` narrows it: a level, a state, or those in which the reader is a party.
    """
    which = [Contract.commune_id == commune_id, readable_by(reader), *_narrowed(state or "", reader)]
    total = session.scalar(select(func.count(Contract.id)).where(*which)) or 0
    rank = case({str(level): place for place, level in enumerate(ContractLevel)}, value=Contract.level)
    ordered = select(Contract).where(*which).order_by(rank, Contract.starts_on.desc(), Contract.id)
    return [row_of(row) for row in session.scalars(ordered.limit(limit).offset(offset))], total


def contract_page(session: Session, commune_id: int, contract_id: int, reader: Reader) -> ContractPage:
    """Return one contract that a reader may read; `Refusal` for others."""
    row = find_contract(session, commune_id, contract_id, reader)
    targets = _target_rows(session, row, reader)
    document = session.get(Document, row.plan_document_id) if row.plan_document_id else None
    is_there = document is not None and document.withdrawn_at is None
    return ContractPage(
        row=row_of(row),
        plan=row.plan,
        plan_document=(document.id, document.title) if document is not None and is_there else None,
        reason=row.reason,
        agreed_on=row.agreed_on,
        targets=targets,
        score=score_of(Weighed(one.weight, one.percent) for one in targets),
        weight=sum(one.weight for one in targets),
        above=tuple(_above(session, row, reader)),
        below=tuple(_below(session, row, reader)),
    )


def row_of(row: Contract) -> ContractRow:
    """Return a contract as a list shows it."""
    return ContractRow(
        id=row.id,
        level=str(row.level),
        giver=row.giver,
        taker=row.taker,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=str(row.state),
        is_public=row.published_at is not None,
        giver_id=row.giver_id,
        taker_id=row.taker_id,
        parent_id=row.parent_id,
    )


def possible_parents(session: Session, commune_id: int, reader: Reader) -> list[ContractRow]:
    """Return the contracts from which another may derive."""
    rows, _total = contracts_page(session, commune_id, reader=reader, limit=500)
    return [row for row in rows if not row.is_of_person and row.state != ContractState.SET_ASIDE]


def _above(session: Session, row: Contract, reader: Reader) -> list[ContractRow]:
    found: list[ContractRow] = []
    parent_id = row.parent_id
    while parent_id is not None and len(found) < len(ContractLevel):
        parent = session.scalar(select(Contract).where(Contract.id == parent_id, readable_by(reader)))
        if parent is None:
            break
        found.append(row_of(parent))
        parent_id = parent.parent_id
    return found[::-1]


def _below(session: Session, row: Contract, reader: Reader) -> list[ContractRow]:
    query = select(Contract).where(Contract.parent_id == row.id, readable_by(reader))
    return [row_of(each) for each in session.scalars(query.order_by(Contract.taker, Contract.id))]


def _target_rows(session: Session, row: Contract, reader: Reader) -> tuple[TargetRow, ...]:
    found = targets_of(session, row.id)
    figures = figures_of(session, found, reader)
    ids = [target.follow_up_id for target in found if target.follow_up_id]
    told = session.scalars(select(FollowUp).where(FollowUp.id.in_(ids), promise_readable_by(reader)))
    promises = {one.id: one for one in told}
    proofs = evidence_by_promise(session, list(promises), with_inside=reader != EVERYBODY)
    return tuple(_target_row(row, target, figures, promises, proofs) for target in found)


def _target_row(
    row: Contract, target: ContractTarget, figures: Mapping[int, Figure], promises: Mapping[int, FollowUp],
    proofs: Mapping[int, Sequence[EvidenceView]],
) -> TargetRow:  # fmt: skip
    figure, promise = figures[target.id], promises.get(target.follow_up_id or 0)
    percent = percent_reached(target.planned, figure.value, less_is_better=target.less_is_better)
    has_both = figure.value is not None and target.planned is not None
    return TargetRow(
        id=target.id,
        place=target.place,
        text=target.text,
        weight=target.weight,
        unit=target.unit,
        planned=target.planned,
        less_is_better=target.less_is_better,
        due_on=due_of(row, target),
        own_due_on=target.due_on,
        making=str(Making(target.making)),
        figure=figure,
        percent=percent,
        points=points_of(Weighed(target.weight, percent)),
        gap=(figure.value or 0) - (target.planned or 0) if has_both else None,
        number=promise.number if promise is not None else None,
        reference=reference_of(promise.number) if promise is not None else None,
        is_promise_public=promise is not None and promise.visibility == Visibility.PUBLIC,
        evidence=tuple(proofs.get(promise.id, ())) if promise is not None else (),
    )


def _narrowed(state: str, reader: Reader) -> list[ColumnElement[bool]]:
    if state == MINE:
        return [or_(Contract.giver_id == reader.staff_id, Contract.taker_id == reader.staff_id)]
    if state in set(ContractLevel):
        return [Contract.level == state]
    return [Contract.state == state] if state in set(ContractState) else []
