"""A commune's published money, read once and remembered until the commune's revision grows.

Lines of the same topic, programme, place and nature are added up when they are read, so that what is remembered
of a budget of fifty thousand lines is a few hundred rows, and an answer is a few additions.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.understanding.fold import fold
from budgeting.accounts.stages import Side
from models import Commune, Programme, Zone
from services.budgets.beside import Naming, lines_naming
from services.budgets.choosing import Candidate
from services.budgets.figures import Sheet, sheet_of
from services.budgets.shown import candidates
from services.programmes.reading import ProgrammeView, programme_views
from services.zones import all_names

T = TypeVar("T")
Memory = dict[Any, Any]
SHELVES = "budget archives"
MOST_ANSWERS = 512
MOST_COMMUNES = 64
"""Communes whose money is remembered at once; the one asked longest ago is forgotten first."""


class Place(NamedTuple):
    """A zone: a folded name to find it by, who lives there, the ids of all zones within it, its other names by tag."""

    name: str
    folded: str
    population: int | None
    zone_ids: frozenset[int]
    names: Mapping[str, str] = MappingProxyType({})

    def told_in(self, language: str) -> str:
        """Return what it is called in a language."""
        return self.names.get(language) or self.name


class Archive:
    """What is published of one commune's money, and its programmes and places."""

    def __init__(self, session: Session, commune: Commune, memory: Memory | None = None) -> None:
        self._session, self._commune_id = session, commune.id
        self._shelf: Memory = {} if memory is None else _shelf(memory, commune)

    def candidates(self, side: Side) -> Sequence[Candidate]:
        """Return what the published documents say of a side, as `candidates` does."""
        return self._kept(("candidates", side), lambda: candidates(self._session, self._commune_id, side))

    def sheet(self, document: Candidate, side: Side) -> Sheet:
        """Return one side of a document."""

        def look() -> Sheet:
            return sheet_of(self._session, document.ids, side, is_account=document.is_account)

        return self._kept(("sheet", document.ids, side), look)

    def lines_naming(self, document: Candidate, side: Side, topic: str) -> Sequence[Naming]:
        """Return the lines of one side of a document that name a topic, the largest first."""
        return self._kept(
            ("naming", document.ids, side, topic), lambda: lines_naming(self._session, document.ids, side, topic)
        )

    def programmes(self) -> Sequence[ProgrammeView]:
        """Return every programme of the commune, by code."""
        mine = select(Programme.id).where(Programme.commune_id == self._commune_id)
        return self._kept("programmes", lambda: programme_views(self._session, self._session.scalars(mine)))

    def places(self) -> Sequence[Place]:
        """Return the zones, each once for every name it has, the longest names first."""
        return self._kept("places", lambda: _places(self._session, self._commune_id))

    def answer(self, asked: Hashable, work_out: Callable[[], T]) -> T:
        """Return what was worked out for the same question before, else work it out; the first so many are kept."""
        answers: Memory = self._shelf.setdefault("answers", {})
        if asked not in answers and len(answers) < MOST_ANSWERS:
            answers[asked] = work_out()
        return answers[asked] if asked in answers else work_out()

    def _kept(self, place: object, look: Callable[[], T]) -> T:
        if place not in self._shelf:
            self._shelf[place] = look()
        found: T = self._shelf[place]
        return found


def _shelf(memory: Memory, commune: Commune) -> Memory:
    shelves: OrderedDict[int, tuple[int, Memory]] = memory.setdefault(SHELVES, OrderedDict())
    revision, shelf = shelves.pop(commune.id, (None, {}))
    if revision != commune.revision:
        shelf = {}
    shelves[commune.id] = (commune.revision, shelf)
    while len(shelves) > MOST_COMMUNES:
        shelves.popitem(last=False)
    return shelf


def _places(session: Session, commune_id: int) -> list[Place]:
    zones = session.scalars(select(Zone).where(Zone.commune_id == commune_id)).all()
    found = [
        Place(zone.name, fold(name), zone.population, _within(zone.id, zones), dict(zone.names))
        for zone in zones
        for name in all_names(zone.name, zone.names)
    ]
    return sorted(found, key=lambda place: (-len(place.folded), place.folded))


def _within(zone_id: int, zones: Sequence[Zone]) -> frozenset[int]:
    """Return the ids of a zone and of all zones below it."""
    inside = {zone_id}
    while more := {zone.id for zone in zones if zone.parent_id in inside} - inside:
        inside |= more
    return frozenset(inside)
