"""Importing the list of voters: a file becomes keyed hashes at once, is looked at, and is accepted or dropped.

The file is never written down: what is kept of it before anybody accepts it are marks, and why rows are not kept.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.understanding.fold import fold
from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import Commune, Cycle, RollBatch, RollEntry, RollMark
from models.cycle import CycleState, IdentityLevel
from services.cycles.draft import find_cycle, get_cycle, note
from services.cycles.key import load_key
from services.cycles.phases import phase_of
from services.house import House
from services.keyring import CycleKey
from services.roll.reading import PHONE, VOTER, RollRow, RollTerms
from services.roll.reasons import RollReason, RowFault
from services.rows import put_all
from services.zones import flat_zones, named_zones

MOST_FAULTS = 500
"""Rows that are named one by one; all of them are counted."""


@dataclass(frozen=True, slots=True)
class BatchView:
    """A file that was read: rows kept, rows not kept by reason, and the first of these by their numbers."""

    id: int
    kept: int
    refused: dict[str, int]
    rows: tuple[tuple[int, str], ...]
    is_accepted: bool


def terms_of_roll(session: Session, commune_id: int, cycle_id: int) -> RollTerms:
    """Return what decides of the rows of a list, as the frozen rules announce it; a `Refusal` where none is taken."""
    cycle = find_cycle(session, commune_id, cycle_id)
    if cycle.identity_level != IdentityLevel.CLOSED_ROLL:
        raise Refusal(RollReason.NOT_HERE)
    country = session.get_one(Commune, commune_id).country
    offered = {zone_id for zone_id, _name in flat_zones(session, commune_id)}
    zones = {fold(name): zone_id for zone_id, name in named_zones(session, commune_id) if zone_id in offered}
    return RollTerms(country, cycle.minimum_age, cycle.age_on, cycle.own_zone_only, zones)


def stage_roll(
    session: Session, house: House, commune_id: int, cycle_id: int, rows: Sequence[RollRow], *, staff_id: int | None
) -> int:
    """Keep the rows of a file as hashes that nobody votes with yet, in place of a file that waited; return its id."""
    cycle = _open_roll(session, house, commune_id, cycle_id)
    _drop_waiting(session, cycle.id)
    key = load_key(house, cycle)
    listed = set(session.scalars(select(RollMark.mark).where(RollMark.cycle_id == cycle.id)))
    judged = [_judged(row, key, listed) for row in rows]
    kept = [(row, marks) for row, marks in judged if row.fault is None]
    if not kept:
        raise Refusal(RollReason.NOTHING_KEPT, count=len(judged))
    faults = [(row.number, str(row.fault)) for row, _marks in judged if row.fault is not None]
    counts = dict(Counter(why for _number, why in faults))
    batch = RollBatch(
        cycle_id=cycle.id,
        kept=len(kept),
        faults={"counts": counts, "rows": [list(one) for one in faults[:MOST_FAULTS]]},
        made_at=house.clock(),
    )
    session.add(batch)
    session.flush()
    _keep(session, cycle.id, batch.id, kept)
    note(session, house, cycle, "roll_read", staff_id, batch=batch.id, kept=batch.kept, refused=len(faults))
    return batch.id


def accept_roll(
    session: Session, house: House, commune_id: int, cycle_id: int, batch_id: int, *, staff_id: int | None
) -> None:
    """Put the people of a file that was looked at on the list."""
    cycle = _open_roll(session, house, commune_id, cycle_id)
    batch = _waiting(session, cycle.id, batch_id)
    batch.accepted_at = house.clock()
    note(session, house, cycle, "roll_accepted", staff_id, batch=batch.id, kept=batch.kept)


def drop_roll(
    session: Session, house: House, commune_id: int, cycle_id: int, batch_id: int, *, staff_id: int | None
) -> None:
    """Forget a file that was looked at, at any time, or take one off the list again before the vote opens."""
    cycle = get_cycle(session, commune_id, cycle_id)
    batch = session.scalar(select(RollBatch).where(RollBatch.cycle_id == cycle.id, RollBatch.id == batch_id))
    if batch is None:
        raise Refusal(RollReason.NO_BATCH)
    no = why_not_import(session, house, cycle)
    if no and batch.accepted_at is not None:
        raise no
    _erase(session, batch.id)
    note(session, house, cycle, "roll_dropped", staff_id, batch=batch_id)


def why_not_import(session: Session, house: House, cycle: Cycle) -> Refusal | None:
    """Return why the list of a cycle takes no file now, or None: it is closed when the vote opens."""
    if cycle.identity_level != IdentityLevel.CLOSED_ROLL:
        return Refusal(RollReason.NOT_HERE)
    if cycle.state != CycleState.APPROVED:
        return Refusal(RollReason.NOT_APPROVED)
    vote = phase_of(session, cycle.id, PhaseKind.VOTE)
    return Refusal(RollReason.VOTE_OPEN) if vote is None or house.clock() >= vote.opens_at else None


def batches_of(session: Session, cycle_id: int) -> list[BatchView]:
    """Return the files of a list, the latest first."""
    rows = session.scalars(select(RollBatch).where(RollBatch.cycle_id == cycle_id).order_by(RollBatch.id.desc()))
    return [
        BatchView(
            row.id,
            row.kept,
            dict(row.faults["counts"]),
            tuple((int(number), str(why)) for number, why in row.faults["rows"]),
            row.accepted_at is not None,
        )
        for row in rows
    ]


def listed_people(session: Session, cycle_id: int) -> tuple[int, int]:
    """Return how many people are on the list: by files, and added at the town hall since."""
    on = select(func.count()).select_from(RollEntry).where(RollEntry.cycle_id == cycle_id)
    accepted = select(RollBatch.id).where(RollBatch.cycle_id == cycle_id, RollBatch.accepted_at.is_not(None))
    by_files = session.scalar(on.where(RollEntry.batch_id.in_(accepted))) or 0
    return by_files, session.scalar(on.where(RollEntry.batch_id.is_(None))) or 0


def _open_roll(session: Session, house: House, commune_id: int, cycle_id: int) -> Cycle:
    cycle = get_cycle(session, commune_id, cycle_id)
    if no := why_not_import(session, house, cycle):
        raise no
    return cycle


def _judged(row: RollRow, key: CycleKey, listed: set[str]) -> tuple[RollRow, list[str]]:
    known = ((PHONE, row.phone), (VOTER, row.voter))
    marks = [key.roll_mark(kind, number) for kind, number in known if number]
    is_listed = row.fault is None and not listed.isdisjoint(marks)
    return (RollRow(row.number, fault=RowFault.LISTED) if is_listed else row), marks


def _keep(session: Session, cycle_id: int, batch_id: int, kept: Sequence[tuple[RollRow, list[str]]]) -> None:
    entries, marks = [], []
    for row, of_row in kept:
        entry_id = os.urandom(16).hex()
        entries.append({"id": entry_id, "cycle_id": cycle_id, "batch_id": batch_id, "zone_id": row.zone_id})
        marks += [{"cycle_id": cycle_id, "mark": mark, "entry_id": entry_id} for mark in of_row]
    put_all(session, RollEntry, entries)
    put_all(session, RollMark, marks)


def _waiting(session: Session, cycle_id: int, batch_id: int) -> RollBatch:
    query = select(RollBatch).where(
        RollBatch.cycle_id == cycle_id, RollBatch.id == batch_id, RollBatch.accepted_at.is_(None)
    )
    found = session.scalar(query)
    if found is None:
        raise Refusal(RollReason.NO_BATCH)
    return found


def _drop_waiting(session: Session, cycle_id: int) -> None:
    waiting = select(RollBatch.id).where(RollBatch.cycle_id == cycle_id, RollBatch.accepted_at.is_(None))
    for batch_id in list(session.scalars(waiting)):
        _erase(session, batch_id)


def _erase(session: Session, batch_id: int) -> None:
    entries = select(RollEntry.id).where(RollEntry.batch_id == batch_id)
    session.execute(delete(RollMark).where(RollMark.entry_id.in_(entries)).execution_options(synchronize_session=False))
    session.execute(
        delete(RollEntry).where(RollEntry.batch_id == batch_id).execution_options(synchronize_session=False)
    )
    session.execute(delete(RollBatch).where(RollBatch.id == batch_id).execution_options(synchronize_session=False))
