"""Storing a line that is described elsewhere: by the environment, or by the demonstration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, Line, LineCommune
from services.house import House
from services.line_book import SECRETS


@dataclass(frozen=True, slots=True)
class LineToKeep:
    """A line as it is described; `price` in thousandths of the minor unit for one segment."""

    provider: str
    key: str
    channel: str
    address: str
    settings: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    price: int = 0


def keep_line(session: Session, house: House, wanted: LineToKeep) -> Line:
    """Insert or update the line; one that serves no commune yet serves every one there is.

    Of a line that is there already, price and letters stay as staff entered them.
    """
    line = session.scalar(select(Line).where(Line.provider == wanted.provider, Line.key == wanted.key))
    if line is None:
        line = Line(
            provider=wanted.provider,
            key=wanted.key,
            channel=wanted.channel,
            price=wanted.price,
            from_environment=True,
            created_at=house.clock(),
        )
        session.add(line)
    line.address = wanted.address or line.address or ""
    line.settings = {**(line.settings or {}), **wanted.settings}
    line.secrets = house.vault.seal_json(dict(wanted.secrets), SECRETS)
    session.flush()
    serve_every_commune(session, line)
    return line


def serve_every_commune(session: Session, line: Line) -> None:
    """Let a line that serves no commune serve all of them."""
    if session.scalar(select(LineCommune.line_id).where(LineCommune.line_id == line.id).limit(1)) is not None:
        return
    for commune_id in session.scalars(select(Commune.id)):
        session.add(LineCommune(line_id=line.id, commune_id=commune_id))
    session.flush()


def serve_with_every_line(session: Session, commune_id: int) -> None:
    """Let the lines of the environment, stored before there was a commune, serve this first one."""
    served = select(LineCommune.line_id)
    for line_id in session.scalars(select(Line.id).where(Line.id.not_in(served))):
        session.add(LineCommune(line_id=line_id, commune_id=commune_id))
    session.flush()
