"""Batches as staff see them, and the figures that anybody may know: never whether a code has voted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import CodeBatch, Cycle, Phase, VotingCode
from models.cycle import CycleState, IdentityLevel
from models.voting_code import CodeState
from services.codes.making import why_not_make
from services.codes.voiding import why_not_void
from services.cycles.by_level import NamedVote, name_vote, votes_at
from services.cycles.draft import find_cycle
from services.house import House

SOON = timedelta(days=14)
"""Before a vote opens its slips must be made, printed and handed out, one to each person."""


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """How many codes of a vote were made, and how many of them voided."""

    issued: int
    voided: int


@dataclass(frozen=True, slots=True)
class BatchView:
    """One batch; `voided` of its `size` codes are good for nothing, all of them where it has a reason."""

    number: int
    label: str
    handed_out_by: str
    size: int
    voided: int
    void_reason: str | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CodesPage:
    """The codes of one vote."""

    vote: NamedVote
    batches: tuple[BatchView, ...]
    figures: CodeFigures
    why_not_make: Refusal | None
    why_not_void: Refusal | None

    @property
    def next_number(self) -> int:
        """The number of the batch that is made next."""
        return self.batches[-1].number + 1 if self.batches else 1


def votes_by_code(session: Session, commune_id: int) -> list[NamedVote]:
    """Return the commune's votes by codes that are not cancelled, the latest first."""
    return votes_at(session, commune_id, IdentityLevel.VOTING_CODE)


def votes_without_codes(session: Session, commune_id: int, now: datetime) -> list[NamedVote]:
    """Return the commune's approved votes by codes that are open, or open soon, and have no code that is good."""
    is_good = exists().where(VotingCode.cycle_id == Cycle.id, VotingCode.state != CodeState.VOIDED)
    query = (
        select(Cycle)
        .join(Phase, Phase.cycle_id == Cycle.id)
        .where(Cycle.commune_id == commune_id, Cycle.state == CycleState.APPROVED)
        .where(Cycle.identity_level == IdentityLevel.VOTING_CODE, ~is_good)
        .where(Phase.kind == PhaseKind.VOTE, Phase.opens_at <= now + SOON, now < Phase.closes_at)
    )
    return [name_vote(cycle) for cycle in session.scalars(query.order_by(Phase.opens_at, Cycle.id))]


def codes_page(session: Session, house: House, commune_id: int, cycle_id: int) -> CodesPage:
    """Return the codes of one vote; a `Refusal` where the commune has none of that id."""
    cycle = find_cycle(session, commune_id, cycle_id)
    return CodesPage(
        name_vote(cycle),
        tuple(_batches(session, cycle.id)),
        figures_of(session, cycle.id),
        why_not_make(session, house, cycle),
        why_not_void(session, cycle),
    )


def figures_of(session: Session, cycle_id: int) -> CodeFigures:
    """Return how many codes of a vote were made and voided."""
    query = select(VotingCode.state, func.count()).where(VotingCode.cycle_id == cycle_id).group_by(VotingCode.state)
    found = {str(state): count for state, count in session.execute(query)}
    return CodeFigures(sum(found.values()), found.get(CodeState.VOIDED, 0))


def _batches(session: Session, cycle_id: int) -> list[BatchView]:
    voided = func.sum(case((VotingCode.state == CodeState.VOIDED, 1), else_=0))
    rows = session.execute(
        select(CodeBatch, voided)
        .join(VotingCode, VotingCode.batch_id == CodeBatch.id)
        .where(CodeBatch.cycle_id == cycle_id)
        .group_by(CodeBatch.id)
        .order_by(CodeBatch.number)
    )
    return [
        BatchView(
            batch.number, batch.label, batch.handed_out_by, batch.size, int(count or 0),
            batch.void_reason and str(batch.void_reason), batch.made_at,
        )
        for batch, count in rows
    ]  # fmt: skip
