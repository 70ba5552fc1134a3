"""Lines that hear nothing yet: what people write to them is lost, so no paper should name them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, Inbound, Line, LineCommune
from services.house import House
from services.line_kinds import lacks_address
from services.line_numbers import shown_number


@dataclass(frozen=True, slots=True)
class DeafLine:
    """A line in use that no message reaches, and its number as people of the country write it."""

    id: int
    number: str


def hears(session: Session, house: House, line: Line) -> bool:
    """Can a message come in on this line, or did one already?"""
    if not lacks_address(line.provider, house.public_url, line.settings):
        return True
    return session.scalar(select(Inbound.id).where(Inbound.line_id == line.id).limit(1)) is not None


def is_heard(session: Session, house: House, commune_id: int) -> bool:
    """Does a line of the commune, switched on, take in what citizens write?"""
    return any(hears(session, house, line) for line, _country in _lines_in_use(session, commune_id))


def deaf_lines(session: Session, house: House, commune_id: int) -> list[DeafLine]:
    """Return the lines of a commune that papers and pages name, and that no message reaches."""
    return [
        DeafLine(line.id, shown_number(line.address, country))
        for line, country in _lines_in_use(session, commune_id)
        if line.address and not hears(session, house, line)
    ]


def _lines_in_use(session: Session, commune_id: int) -> list[tuple[Line, str]]:
    query = (
        select(Line, Commune.country)
        .join(LineCommune, LineCommune.line_id == Line.id)
        .join(Commune, Commune.id == LineCommune.commune_id)
        .where(Commune.id == commune_id, Line.enabled.is_(True))
        .order_by(Line.id)
    )
    return [(line, country) for line, country in session.execute(query)]
