"""The neighbourhoods and villages of a commune, a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.understanding.fold import fold
from budgeting.refusal import Refusal
from models import Zone
from services.audit import record
from services.house import House
from services.revision import grow_revision


class ZoneReason(StrEnum):
    """Why a zone is not added or changed."""

    UNKNOWN = "zone_unknown"
    NAME_MISSING = "zone_name_missing"
    NAME_TAKEN = "zone_name_taken"
    IN_ITSELF = "zone_in_itself"
    NUMBER_WRONG = "zone_number_wrong"


@dataclass(frozen=True, slots=True)
class ZoneDraft:
    """What staff say of a zone; `parent_id` None puts it at the top."""

    name: str
    parent_id: int | None = None
    population: int | None = None


@dataclass(frozen=True, slots=True)
class ZoneNode:
    """A zone with those in it, by name."""

    id: int
    name: str
    parent_id: int | None
    population: int | None
    retired: bool
    zones: tuple[ZoneNode, ...]


def zone_tree(session: Session, commune_id: int) -> tuple[ZoneNode, ...]:
    """Return a commune's zones from the top."""
    rows = session.scalars(select(Zone).where(Zone.commune_id == commune_id).order_by(func.lower(Zone.name))).all()
    return _below(None, list(rows))


def flat_zones(session: Session, commune_id: int) -> list[tuple[int, str]]:
    """Return ids and names of the zones in use, by name, for a list to choose from."""
    query = select(Zone.id, Zone.name).where(Zone.commune_id == commune_id, Zone.retired.is_(False))
    return [(zone_id, name) for zone_id, name in session.execute(query.order_by(func.lower(Zone.name)))]


def innermost_zones(session: Session, commune_id: int) -> list[tuple[str, frozenset[int]]]:
    """Return the names of the zones in use that hold no other, each with its own id and those of what it lies in."""
    return list(_innermost(zone_tree(session, commune_id), frozenset()))


def heard_name(name: str) -> str:
    """Return a name as messages are understood: no message can tell apart two zones that are the same in it."""
    return fold(name) or name.strip()


def add_zone(session: Session, house: House, commune_id: int, draft: ZoneDraft, *, staff_id: int | None) -> int:
    """Add a zone and return its id."""
    row = Zone(commune_id=commune_id, name="", retired=False)
    _write(session, row, commune_id, draft)
    session.add(row)
    session.flush()
    _note(session, house, row, "zone_added", staff_id)
    return row.id


def change_zone(
    session: Session, house: House, commune_id: int, zone_id: int, draft: ZoneDraft, *, staff_id: int | None
) -> None:
    """Rename, move or recount a zone."""
    row = _get(session, commune_id, zone_id)
    _write(session, row, commune_id, draft)
    _note(session, house, row, "zone_changed", staff_id)


def retire_zone(
    session: Session, house: House, commune_id: int, zone_id: int, *, retired: bool, staff_id: int | None
) -> None:
    """Stop or resume offering a zone; what happened there keeps its name."""
    row = _get(session, commune_id, zone_id)
    row.retired = retired
    _note(session, house, row, "zone_retired" if retired else "zone_resumed", staff_id)


def _write(session: Session, row: Zone, commune_id: int, draft: ZoneDraft) -> None:
    name = draft.name.strip()
    if not name:
        raise Refusal(ZoneReason.NAME_MISSING)
    if draft.population is not None and not 0 <= draft.population < 2**31:
        raise Refusal(ZoneReason.NUMBER_WRONG)
    if namesake := _namesake(session, commune_id, row.id, name):
        raise Refusal(ZoneReason.NAME_TAKEN, name=namesake)
    _refuse_circle(session, commune_id, row.id, draft.parent_id)
    row.name, row.parent_id, row.population = name, draft.parent_id, draft.population


def _namesake(session: Session, commune_id: int, zone_id: int | None, name: str) -> str | None:
    query = select(Zone.name).where(Zone.commune_id == commune_id)
    others = session.scalars(query if zone_id is None else query.where(Zone.id != zone_id))
    return next((other for other in others if heard_name(other) == heard_name(name)), None)


def _refuse_circle(session: Session, commune_id: int, zone_id: int | None, parent_id: int | None) -> None:
    above = parent_id
    while above is not None:
        if above == zone_id:
            raise Refusal(ZoneReason.IN_ITSELF)
        above = _get(session, commune_id, above).parent_id


def _get(session: Session, commune_id: int, zone_id: int) -> Zone:
    row = session.get(Zone, zone_id)
    if row is None or row.commune_id != commune_id:
        raise Refusal(ZoneReason.UNKNOWN)
    return row


def _below(parent_id: int | None, rows: list[Zone]) -> tuple[ZoneNode, ...]:
    return tuple(
        ZoneNode(row.id, row.name, row.parent_id, row.population, row.retired, _below(row.id, rows))
        for row in rows
        if row.parent_id == parent_id
    )


def _innermost(zones: Iterable[ZoneNode], above: frozenset[int]) -> Iterator[tuple[str, frozenset[int]]]:
    for zone in zones:
        ids = above | {zone.id}
        if inside := list(_innermost(zone.zones, ids)):
            yield from inside
        elif not zone.retired:
            yield zone.name, ids


def _note(session: Session, house: House, row: Zone, act: str, staff_id: int | None) -> None:
    grow_revision(session, row.commune_id)  # what turns remember of the zones is stale from here on
    record(
        session,
        house,
        act=act,
        subject="zone",
        subject_id=row.id,
        details={"parent": row.parent_id, "retired": row.retired},
        staff_id=staff_id,
        commune_id=row.commune_id,
    )
