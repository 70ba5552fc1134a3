"""A commune by its public name, where its cycle stands, and the lines on which it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.channels import ON_PHONES
from budgeting.phases import Counting, Phase, PhaseKind
from models import Commune, Cycle, Line, LineCommune
from models.cycle import CycleState
from services.communes import CommuneView, view_of
from services.cycles.phases import count_of, open_cycle, phases_of
from services.cycles.result import has_result
from services.house import House
from services.line_numbers import shown_number
from services.lines import hears
from services.proposals.submit import RECEIVING


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A number or a bot that citizens can write to; `price` in thousandths of the minor unit for one segment.

    `address` is what a telephone dials, `written` what people read.
    """

    provider: str
    key: str
    channel: str
    address: str
    price: int
    written: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A dated phase of the commune's participatory budget; `title` and `cycle_id` are the cycle's."""

    title: str
    kind: str
    opens_at: datetime
    closes_at: datetime
    cycle_id: int


@dataclass(frozen=True, slots=True)
class VoidedCycle:
    """A participatory budget that was cancelled, when, and the public reason."""

    cycle_id: int
    title: str
    reason: str
    voided_at: datetime | None


def find_by_key(session: Session, key: str) -> CommuneView | None:
    """Return the commune of that key, None when there is none."""
    row = session.scalar(select(Commune).where(Commune.key == key))
    return None if row is None else view_of(row)


def lines_of(session: Session, commune_id: int) -> list[PublicLine]:
    """Return the enabled lines of a commune that have an address, the oldest first.

    Whoever names one to citizens asks for `heard_lines` instead.
    """
    return [_public_line(row, country) for row, country in _lines(session, commune_id)]


def heard_lines(session: Session, house: House, commune_id: int) -> list[PublicLine]:
    """Return those of `lines_of` that take in what people write: what is published names no other."""
    found = [(row, country) for row, country in _lines(session, commune_id) if hears(session, house, row)]
    return [_public_line(row, country) for row, country in found]


def _lines(session: Session, commune_id: int) -> list[tuple[Line, str]]:
    rows = session.execute(
        select(Line, Commune.country)
        .join(LineCommune, LineCommune.line_id == Line.id)
        .join(Commune, LineCommune.commune_id == Commune.id)
        .where(LineCommune.commune_id == commune_id, Line.enabled.is_(True), Line.address != "")
        .where(or_(Commune.is_demo, Line.provider != "simulator"))  # a trial phone is no address for the public
        .order_by(Line.id)
    )
    return [(row, country) for row, country in rows]


def _public_line(row: Line, country: str) -> PublicLine:
    written = shown_number(row.address, country) if row.channel in ON_PHONES else row.address
    return PublicLine(row.provider, row.key, row.channel, row.address, row.price, written)


def stages_of(session: Session, commune_id: int) -> list[Stage]:
    """Return the plan of the commune's latest approved cycle, phase by phase; none before two people approved it.

    A count whose result is published is over, whatever the plan says: two people may be quicker than it.
    """
    cycle = session.scalar(
        select(Cycle)
        .where(Cycle.commune_id == commune_id, Cycle.state == CycleState.APPROVED)
        .order_by(Cycle.year.desc(), Cycle.id.desc())
        .limit(1)
    )
    if cycle is None:
        return []
    count = count_of(session, cycle)
    is_counted = has_result(session, cycle.id)
    return [
        Stage(cycle.title, phase.kind.value, _opens_at(phase, count), phase.closes_at, cycle.id)
        for phase in phases_of(session, cycle.id)
        if not (is_counted and phase.kind == PhaseKind.COUNT)
    ]


def draft_taking_ideas(session: Session, commune_id: int, now: datetime) -> Stage | None:
    """Return the open phase of proposals of a cycle that nobody approved yet; None where ideas are for another."""
    cycle = open_cycle(session, commune_id, PhaseKind.PROPOSALS, now, RECEIVING)
    if cycle is None or cycle.state != CycleState.DRAFT:
        return None
    phase = next(each for each in phases_of(session, cycle.id) if each.kind == PhaseKind.PROPOSALS)
    return Stage(cycle.title, phase.kind.value, phase.opens_at, phase.closes_at, cycle.id)


def _opens_at(phase: Phase, count: Counting | None) -> datetime:
    """Return when a phase opens; ballots are not counted before their grace is over."""
    return count.opens_at if count and phase.kind == PhaseKind.COUNT else phase.opens_at


def voided_cycles(session: Session, commune_id: int) -> list[VoidedCycle]:
    """Return the commune's cancelled cycles, the latest first; a reason that was only proposed stays inside."""
    rows = session.scalars(
        select(Cycle)
        .where(Cycle.commune_id == commune_id, Cycle.state == CycleState.VOIDED)
        .order_by(Cycle.year.desc(), Cycle.id.desc())
    )
    return [VoidedCycle(row.id, row.title, row.voided_reason or "", row.voided_at) for row in rows]
