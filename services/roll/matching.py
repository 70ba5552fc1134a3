"""Who of the list votes: found by the keyed hash of a phone, and what of the paper is theirs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import RollBatch, RollEntry, RollMark, Zone
from services.keyring import CycleKey
from services.roll.reading import PHONE
from services.voting.paper import Poll


@dataclass(frozen=True, slots=True)
class Listed:
    """A person on the list: the entry and the zone, None where zones do not decide."""

    entry_id: str
    zone_id: int | None


def find_listed(session: Session, key: CycleKey, cycle_id: int, kind: str, number: str) -> Listed | None:
    """Return who stands on the list under a phone or a voter's number, of a file that was accepted or added since."""
    mark = key.roll_mark(kind, number)
    is_on = or_(RollEntry.batch_id.is_(None), RollBatch.accepted_at.is_not(None))
    row = session.execute(
        select(RollEntry.id, RollEntry.zone_id)
        .join(RollMark, RollMark.entry_id == RollEntry.id)
        .outerjoin(RollBatch, RollBatch.id == RollEntry.batch_id)
        .where(RollMark.cycle_id == cycle_id, RollMark.mark == mark, is_on)
    ).first()
    return None if row is None else Listed(row.id, row.zone_id)


def find_by_phone(session: Session, key: CycleKey, cycle_id: int, number: str) -> Listed | None:
    """Return who stands on the list under a phone."""
    return find_listed(session, key, cycle_id, PHONE, number)


def entry_marks(session: Session, entry_id: str) -> set[str]:
    """Return the marks of an entry: of a phone, of a voter's number."""
    return set(session.scalars(select(RollMark.mark).where(RollMark.entry_id == entry_id)))


def paper_of(session: Session, poll: Poll, zone_id: int | None) -> Poll:
    """Return the poll with the projects that somebody of a zone may choose: their own, and those of everybody."""
    if not poll.own_zone_only:
        return poll
    names = _names_up(session, zone_id)
    return replace(poll, projects=tuple(one for one in poll.projects if one.zone is None or one.zone in names))


def _names_up(session: Session, zone_id: int | None) -> set[str]:
    """Return the names of a zone and of those it lies in."""
    names: set[str] = set()
    while zone_id is not None and (zone := session.get(Zone, zone_id)) is not None and zone.name not in names:
        names.add(zone.name)
        zone_id = zone.parent_id
    return names
