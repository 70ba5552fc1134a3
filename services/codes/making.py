"""Making a batch: codes are drawn, printed by the caller, and only then kept, as marks."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from budgeting.voting_codes import new_code
from models import CodeBatch, Cycle, VotingCode
from models.cycle import CycleState, IdentityLevel
from services.codes.reasons import CodeReason
from services.cycles.draft import find_cycle, get_cycle, note
from services.cycles.key import load_key
from services.cycles.phases import phase_of
from services.house import House
from services.rows import put_all

MOST_IN_BATCH = 200
"""Slips of a batch: the sheet, 2 MB at most, is sent from memory and never lies on a disk."""

MOST_IN_VOTE = 20_000
"""Codes of one vote: the more there are, the easier it is to guess one."""

LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch to make: how many codes, for whom (a neighbourhood, a school), and who hands them out.

    `number` is the one that it is to have, None for the next one, whichever that is.
    """

    size: int
    label: str
    handed_out_by: str
    number: int | None = None

    def cleaned(self) -> NewBatch:
        """Return the batch without what nobody should print."""
        return replace(self, label=_cleaned(self.label), handed_out_by=_cleaned(self.handed_out_by))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Codes in clear, for the sheet alone; nothing of them is kept yet."""

    cycle_id: int
    number: int
    batch: NewBatch
    codes: tuple[str, ...]


def draw_batch(session: Session, house: House, commune_id: int, cycle_id: int, new: NewBatch) -> Drawn:
    """Draw the codes of a batch, none of which the vote has already; a `Refusal` where none can be made now."""
    cycle, batch = find_cycle(session, commune_id, cycle_id), new.cleaned()
    if no := why_not_make(session, house, cycle) or _why_not(session, cycle, batch):
        raise no
    key = load_key(house, cycle)
    number = _next_number(session, cycle.id)
    if batch.number not in {None, number}:
        raise Refusal(CodeReason.MADE_ALREADY, number=batch.number)
    known = set(session.scalars(select(VotingCode.mark).where(VotingCode.cycle_id == cycle.id)))
    codes: dict[str, None] = {}
    while len(codes) < batch.size:
        code = new_code(secrets.randbelow)
        if key.mark(code) not in known:
            codes[code] = None
    return Drawn(cycle.id, number, batch, tuple(codes))


def keep_batch(session: Session, house: House, commune_id: int, drawn: Drawn, *, staff_id: int | None) -> int:
    """Keep the marks of a batch that is printed and return its number; from now on its codes can vote."""
    cycle = get_cycle(session, commune_id, drawn.cycle_id)
    if no := why_not_make(session, house, cycle) or _why_not(session, cycle, drawn.batch):
        raise no
    key = load_key(house, cycle)
    marks = [key.mark(code) for code in drawn.codes]
    if drawn.number != _next_number(session, cycle.id) or _has_any(session, cycle.id, marks):
        raise Refusal(CodeReason.MADE_MEANWHILE)
    batch = CodeBatch(
        cycle_id=cycle.id,
        number=drawn.number,
        label=drawn.batch.label,
        handed_out_by=drawn.batch.handed_out_by,
        size=len(marks),
        made_at=house.clock(),
    )
    session.add(batch)
    session.flush()
    # Sorted: in the order of the slips a copy of the table would say which row is whose.
    rows = [{"cycle_id": cycle.id, "mark": mark, "batch_id": batch.id} for mark in sorted(marks)]
    put_all(session, VotingCode, rows)
    note(session, house, cycle, "voting_codes_made", staff_id, batch=batch.number, codes=batch.size)
    return batch.number


def why_not_make(session: Session, house: House, cycle: Cycle) -> Refusal | None:
    """Return why no codes can be made for a cycle now, or None."""
    if cycle.identity_level != IdentityLevel.VOTING_CODE:
        return Refusal(CodeReason.NO_CODES_HERE)
    if cycle.state != CycleState.APPROVED:
        return Refusal(CodeReason.NOT_APPROVED)  # the slips say the dates, which are certain only then
    vote = phase_of(session, cycle.id, PhaseKind.VOTE)
    return Refusal(CodeReason.VOTE_CLOSED) if vote is None or house.clock() >= vote.closes_at else None


def issued(session: Session, cycle_id: int) -> int:
    """Return how many codes of a vote were made."""
    query = select(func.count()).select_from(VotingCode).where(VotingCode.cycle_id == cycle_id)
    return session.scalar(query) or 0


def _cleaned(text: str) -> str:
    return one_line(text, LONGEST_LABEL)


def _why_not(session: Session, cycle: Cycle, batch: NewBatch) -> Refusal | None:
    if not 1 <= batch.size <= MOST_IN_BATCH:
        return Refusal(CodeReason.SIZE_WRONG, most=MOST_IN_BATCH)
    if not batch.label:
        return Refusal(CodeReason.LABEL_MISSING)
    if not batch.handed_out_by:
        return Refusal(CodeReason.HANDER_MISSING)
    if issued(session, cycle.id) + batch.size > MOST_IN_VOTE:
        return Refusal(CodeReason.TOO_MANY, most=MOST_IN_VOTE)
    return None


def _next_number(session: Session, cycle_id: int) -> int:
    return (session.scalar(select(func.max(CodeBatch.number)).where(CodeBatch.cycle_id == cycle_id)) or 0) + 1


def _has_any(session: Session, cycle_id: int, marks: list[str]) -> bool:
    query = select(VotingCode.mark).where(VotingCode.cycle_id == cycle_id, VotingCode.mark.in_(marks)).limit(1)
    return session.scalar(query) is not None
