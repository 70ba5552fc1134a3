"""Lines as the panel shows them: what is kept of each, the addresses of its doors, when it last spoke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels import BILLED
from models import Line, LineCommune
from services.house import House
from services.line_book import opened_secrets
from services.line_kinds import KINDS, OWN_URL, doors_of, ending_for, lacks_price
from services.line_traffic import LineTraffic, traffic_of
from services.lines.hearing import hears
from services.staff import Boss


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as the panel shows it: which secrets there are, never what they are; `doors` are addresses to copy.

    `lacks_address`: its company calls a public https address, none is set, and no message ever came.
    """

    id: int
    provider: str
    key: str
    channel: str
    address: str
    settings: Mapping[str, str]
    known_secrets: tuple[str, ...]
    price: int
    prices: Mapping[str, int]
    ascii_only: bool
    enabled: bool
    from_environment: bool
    traffic: LineTraffic
    communes: tuple[int, ...]
    doors: Mapping[str, str]
    lacks_address: bool = False

    @property
    def lacks_price(self) -> bool:
        """Does it cost money that no ceiling counts yet?"""
        return lacks_price(self.provider, self.price)

    @property
    def costs_by_message(self) -> bool:
        """Is each message on it paid for, by the country it goes to?"""
        return self.channel in BILLED

    @property
    def may_be_changed(self) -> bool:
        """Is there anything about it for staff to enter? Of a line of the environment, what its messages cost."""
        return self.provider in KINDS and (self.channel in BILLED or not self.from_environment)


def list_lines(session: Session, house: House, commune_id: int | None = None) -> list[LineView]:
    """Return the lines that serve a commune, or all of them."""
    query = select(Line).order_by(Line.provider, Line.key)
    if commune_id is not None:
        query = query.join(LineCommune, LineCommune.line_id == Line.id).where(LineCommune.commune_id == commune_id)
    return [_view(session, house, row) for row in session.scalars(query)]


def find_line(session: Session, house: House, line_id: int, boss: Boss) -> LineView | None:
    """Return a line that the boss may see, else None."""
    row = session.get(Line, line_id)
    if row is None:
        return None
    view = _view(session, house, row)
    return view if boss.commune_id is None or boss.commune_id in view.communes else None


def unpriced_lines(session: Session) -> list[str]:
    """Return the provider and key of each enabled line that costs money and has no price yet."""
    rows = session.scalars(select(Line).where(Line.enabled.is_(True), Line.price == 0).order_by(Line.id))
    return [f"{row.provider} {row.key}" for row in rows if lacks_price(row.provider, row.price)]


def communes_of(session: Session, line_id: int) -> tuple[int, ...]:
    """Return the ids of the communes that a line serves."""
    query = select(LineCommune.commune_id).where(LineCommune.line_id == line_id).order_by(LineCommune.commune_id)
    return tuple(session.scalars(query))


def _view(session: Session, house: House, row: Line) -> LineView:
    opened = opened_secrets(house, row)
    base = row.settings.get(OWN_URL, "").rstrip("/") or house.public_url
    doors = {
        door: f"{base}/webhooks/{row.provider}/{row.key}/{door}{ending_for(row.provider, door)}"
        for door in doors_of(row.provider)
    }
    return LineView(
        id=row.id,
        provider=row.provider,
        key=row.key,
        channel=row.channel,
        address=row.address,
        settings=dict(row.settings),
        known_secrets=tuple(sorted(name for name, value in opened.items() if value)),
        price=row.price,
        prices=dict(row.prices),
        ascii_only=row.ascii_only,
        enabled=row.enabled,
        from_environment=row.from_environment,
        traffic=traffic_of(session, row.id),
        communes=communes_of(session, row.id),
        doors=doors,
        lacks_address=not hears(session, house, row),
    )
