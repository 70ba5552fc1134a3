"""The lines as gateways need them: read from the database now and then, with their secrets opened."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Commune, Line, LineCommune
from services.house import House
from services.vault import Sealed

SECRETS = "line"
FRESH_SECONDS = 2.0
L = TypeVar("L")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line in clear: what `gateways.base.LineView` is made of; `region` is empty while it serves no commune."""

    id: int
    provider: str
    key: str
    channel: str
    address: str
    region: str
    settings: Mapping[str, str]
    secrets: Mapping[str, str]


class LineBook(Generic[L]):
    """Remembers the enabled lines for a moment, as values that `make` builds from the facts.

    `admits` says which lines may be used at all: a demonstration leaves out those that reach other machines.
    """

    def __init__(
        self, house: House, make: Callable[[LineFacts], L], admits: Callable[[LineFacts], bool] = lambda _line: True
    ) -> None:
        self._house, self._make, self._admits = house, make, admits
        self._lock = threading.Lock()
        self._read_at = float("-inf")
        self._by_id: dict[int, L] = {}
        self._by_key: dict[tuple[str, str], int] = {}

    def enabled_lines(self) -> dict[int, L]:
        """Return every enabled line by its id."""
        self._refresh()
        return dict(self._by_id)

    def find(self, provider: str, key: str) -> tuple[int, L] | None:
        """Return an enabled line by provider and key."""
        self._refresh()
        line_id = self._by_key.get((provider, key))
        return None if line_id is None else (line_id, self._by_id[line_id])

    def forget(self) -> None:
        """Read the lines anew at the next question."""
        self._read_at = float("-inf")

    def _refresh(self) -> None:
        if time.monotonic() - self._read_at < FRESH_SECONDS:
            return
        with self._lock:
            if time.monotonic() - self._read_at < FRESH_SECONDS:
                return
            read = self._house.work.read(lambda session: read_lines(session, self._house))
            facts = [line for line in read if self._admits(line)]
            self._by_id = {line.id: self._make(line) for line in facts}
            self._by_key = {(line.provider, line.key): line.id for line in facts}
            self._read_at = time.monotonic()


def remembered_line(session: Session, house: House, line_id: int) -> Line:
    """Return a line to read from, loaded anew when what is remembered is older than a moment."""
    place = ("line", line_id)
    read_at, line = house.memory.get(place, (float("-inf"), None))
    if line is None or time.monotonic() - read_at >= FRESH_SECONDS:
        line = session.get_one(Line, line_id)
        session.expunge(line)
        house.memory[place] = (time.monotonic(), line)
    return cast("Line", line)


def read_lines(session: Session, house: House) -> list[LineFacts]:
    """Return every enabled line with its secrets opened; the region is its first commune's country, empty for none."""
    regions: dict[int, str] = {}
    for line_id, country in session.execute(
        select(LineCommune.line_id, Commune.country)
        .join(Commune, LineCommune.commune_id == Commune.id)
        .order_by(LineCommune.commune_id)
    ):
        regions.setdefault(line_id, country)
    rows = session.scalars(select(Line).where(Line.enabled.is_(True)).order_by(Line.id))
    return [_facts(house, row, regions.get(row.id, "")) for row in rows]


def _facts(house: House, row: Line, region: str) -> LineFacts:
    secrets = opened_secrets(house, row)
    return LineFacts(row.id, row.provider, row.key, row.channel, row.address, region, dict(row.settings), secrets)


def opened_secrets(house: House, row: Line) -> dict[str, str]:
    """Return a line's secrets in clear, none where they cannot be opened: its page must show, to type them again."""
    try:
        found: dict[str, str] = house.vault.open_json(row.secrets, SECRETS) if row.secrets else {}
    except Sealed:  # sealed under another SECRET_KEY: this line accepts and sends nothing, the others go on
        log.error("a line's secrets cannot be opened: enter them again", line=row.key, provider=row.provider)
        return {}
    return found
