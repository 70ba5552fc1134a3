"""The neighbourhoods and villages of a commune, a tree."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
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
    NAMES_WRONG = "zone_names_wrong"
    NAME_TAKEN = "zone_name_taken"
    IN_ITSELF = "zone_in_itself"
    NUMBER_WRONG = "zone_number_wrong"


@dataclass(frozen=True, slots=True)
class ZoneDraft:
    """What staff say of a zone; `parent_id` None puts it at the top, `names` are by tag of other languages."""

    name: str
    parent_id: int | None = None
    population: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ZoneNode:
    """A zone with those in it, by name."""

    id: int
    name: str
    parent_id: int | None
    population: int | None
    retired: bool
    zones: tuple[ZoneNode, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def zone_tree(session: Session, commune_id: int) -> tuple[ZoneNode, ...]:
    """Return a commune's zones from the top."""
    rows = session.scalars(select(Zone).where(Zone.commune_id == commune_id).order_by(func.lower(Zone.name))).all()
    return _below(None, list(rows))


def flat_zones(session: Session, commune_id: int) -> list[tuple[int, str]]:
    """Return ids and names of the zones in use, by name, for a list to choose from."""
    query = select(Zone.id, Zone.name).where(Zone.commune_id == commune_id, Zone.retired.is_(False))
    return [(zone_id, name) for zone_id, name in session.execute(query.order_by(func.lower(Zone.name)))]


def named_zones(session: Session, commune_id: int) -> list[tuple[int, str]]:
    """Return the id of each zone, also of one out of use, with each name it has in any language."""
    rows = session.execute(select(Zone.id, Zone.name, Zone.names).where(Zone.commune_id == commune_id))
    return [(zone_id, each) for zone_id, name, names in rows for each in all_names(name, names)]


def zone_names(session: Session, commune_id: int) -> frozenset[str]:
    """Return all that zones are called, also those out of use, in whichever language."""
    return frozenset(name for _, name in named_zones(session, commune_id))


def told_names(session: Session, commune_id: int, language: str) -> dict[str, str]:
    """Return what zones are called in a language, by their own names: only those that have another name in it."""
    rows = session.execute(select(Zone.name, Zone.names).where(Zone.commune_id == commune_id))
    return {name: names[language] for name, names in rows if names.get(language)}


def all_names(name: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of a zone in all languages, its own first, each once."""
    return tuple(dict.fromkeys((name, *names.values())))


def read_zone(line: str, languages: Collection[str]) -> ZoneDraft:
    """Return a zone typed as `Zongo` or `Zongo = ar زونغو`; `Refusal` where no name follows a known language."""
    name, *others = (part.strip() for part in line.split("="))
    typed = [[part.strip() for part in re.split(r"[:：\s]+", other, maxsplit=1)] for other in others]
    if not name or any(len(pair) < 2 or not pair[1] or pair[0].lower() not in languages for pair in typed):
        raise Refusal(ZoneReason.NAMES_WRONG, zone=line.strip())
    return ZoneDraft(name, names={tag.lower(): other for tag, other in typed})


def innermost_zones(session: Session, commune_id: int) -> list[tuple[str, frozenset[int]]]:
    """Return the names of the zones in use that hold no other, each with its own id and those of what it lies in."""
    return list(_innermost(zone_tree(session, commune_id), frozenset()))


def zones_within(session: Session, commune_id: int, zone_id: int | None) -> Collection[int]:
    """Return a zone and every zone inside it; none for None."""
    rows = session.execute(select(Zone.id, Zone.parent_id).where(Zone.commune_id == commune_id)).all()
    found, new = set[int](), {zone_id}
    while new:
        found |= {one for one in new if one is not None}
        new = {row.id for row in rows if row.parent_id in new} - found
    return found


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
    names = cleaned_names(draft.names)
    if namesake := _namesake(session, commune_id, row.id, all_names(name, names)):
        raise Refusal(ZoneReason.NAME_TAKEN, name=namesake)
    _refuse_circle(session, commune_id, row.id, draft.parent_id)
    row.name, row.names, row.parent_id, row.population = name, names, draft.parent_id, draft.population


def cleaned_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names in other languages that were written, without what no message carries."""
    cleaned = {tag: one_line(name) for tag, name in names.items()}
    return {tag: name for tag, name in cleaned.items() if name}


def _namesake(session: Session, commune_id: int, zone_id: int | None, names: Collection[str]) -> str | None:
    others = [other for number, other in named_zones(session, commune_id) if number != zone_id]
    heard = set(map(heard_name, names))
    return next((other for other in others if heard_name(other) in heard), None)


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
        ZoneNode(row.id, row.name, row.parent_id, row.population, row.retired, _below(row.id, rows), row.names)
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
