"""A commune, its lines and its people, for tests that need them in a database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from models import Commune, Contact, Cycle, Inbound, Line, LineCommune, Outbox, Staff, Zone
from models.message import InboundState
from services.house import House
from services.telling import PAYLOAD

T = TypeVar("T")
NOW = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)


def plant_commune(session: Session, key: str = "zongo", **values: Any) -> Commune:
    fields = {
        "key": key,
        "name": key.title(),
        "country": "BJ",
        "currency": "XOF",
        "time_zone": "Africa/Porto-Novo",
        "languages": ["fr"],
        "promised_days": 15,
        "created_at": NOW,
    }
    return planted(session, Commune(**{**fields, **values}))


def plant_line(session: Session, commune: Commune, *, channel: str = "sms", key: str = "main") -> Line:
    line = planted(
        session, Line(provider="android", key=f"{commune.key}-{key}", channel=channel, address="7070", created_at=NOW)
    )
    session.add(LineCommune(line_id=line.id, commune_id=commune.id))
    session.flush()
    return line


def plant_heard_line(session: Session, commune: Commune, *, channel: str = "sms", key: str = "main") -> Line:
    """Plant a line on which a message came in already: pages and papers name it."""
    line = plant_line(session, commune, channel=channel, key=key)
    heard = {"provider_id": f"first-{line.id}", "state": InboundState.DONE, "arrived_at": NOW}
    planted(session, Inbound(line_id=line.id, **heard))
    return line


def plant_contact(session: Session, house: House, commune: Commune, number: str, **values: Any) -> Contact:
    fields = {
        "channel": "sms",
        "address_hash": house.vault.hash("sms", number),
        "address": house.vault.seal(number, "address"),
        "commune_id": commune.id,
        "language": "fr",
        "created_at": NOW,
        "seen_at": NOW,
    }
    return planted(session, Contact(**{**fields, **values}))


def plant_staff(session: Session, commune: Commune, name: str = "Awa") -> Staff:
    email = f"{name.lower()}@{commune.key}.example"
    return planted(session, Staff(commune_id=commune.id, name=name, email=email, fs_uniquifier=email, created_at=NOW))


def plant_zone(session: Session, commune: Commune, name: str) -> Zone:
    return planted(session, Zone(commune_id=commune.id, name=name))


def plant_cycle(session: Session, commune: Commune, title: str = "Budget participatif") -> Cycle:
    return planted(session, Cycle(commune_id=commune.id, title=title, year=2026, envelope=1000, created_at=NOW))


def planted(session: Session, row: T) -> T:
    session.add(row)
    session.flush()
    return row


def told(session: Session, house: House) -> list[str]:
    """What has been put into the outbox, in order."""
    rows = session.query(Outbox).order_by(Outbox.id)
    return [house.vault.open_json(row.payload, PAYLOAD)["text"] for row in rows if row.payload]
