"""Envelopes of zones: what a draft says of them, which projects each is for, and how they stand in the frozen rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.ballot import BallotFormat
from budgeting.counting.entries import COMMUNE_WIDE
from budgeting.counting.terms import Leftovers
from budgeting.refusal import Refusal
from models import Cycle, Project, Zone
from services.cycles.reasons import CycleReason

RICHEST = 10**17
LEFTOVERS = tuple(Leftovers)


@dataclass(frozen=True, slots=True)
class ZoneMoney:
    """What staff decide of the envelopes of zones: minor units by the id of the zone, and what becomes of the rest."""

    envelopes: Mapping[int, int] = field(default_factory=dict)
    leftovers: str = Leftovers.STAY.value


NO_ZONE_MONEY = ZoneMoney()


def set_pots(session: Session, cycle: Cycle, money: ZoneMoney) -> None:
    """Write the envelopes of zones into a draft; `Refusal` where the commune has no such zone, or for no amount."""
    zones = set(session.scalars(select(Zone.id).where(Zone.commune_id == cycle.commune_id)))
    if not zones.issuperset(money.envelopes):
        raise Refusal(CycleReason.ZONE_UNKNOWN)
    if not all(0 < envelope < RICHEST for envelope in money.envelopes.values()):
        raise Refusal(CycleReason.ENVELOPE_WRONG)
    if money.leftovers not in LEFTOVERS:
        raise Refusal(CycleReason.LEFTOVERS_WRONG)
    cycle.envelopes = {str(zone_id): envelope for zone_id, envelope in sorted(money.envelopes.items())}
    cycle.leftovers = Leftovers(money.leftovers)


def zone_money(cycle: Cycle) -> ZoneMoney:
    """Return what a cycle says of the envelopes of zones."""
    return ZoneMoney({int(zone_id): envelope for zone_id, envelope in cycle.envelopes.items()}, str(cycle.leftovers))


def all_money(cycle: Cycle) -> int:
    """Return all the money of a vote, in minor units: that of the whole commune and that of each zone."""
    return cycle.envelope + sum(cycle.envelopes.values())


def leftovers_of(cycle: Cycle) -> Leftovers | None:
    """Return what becomes of what zones leave; None where none has an envelope."""
    return Leftovers(cycle.leftovers) if cycle.envelopes else None


def announced_pots(session: Session, cycle: Cycle) -> dict[str, Any]:
    """Return what frozen rules say of the envelopes of zones, as JSON types; nothing where none has one."""
    if not cycle.envelopes:
        return {}
    rows = session.scalars(select(Zone).where(Zone.id.in_(map(int, cycle.envelopes))))
    zones = [{"pot": str(zone.id), "name": zone.name, "names": dict(zone.names)} for zone in rows]
    return {"envelopes": dict(cycle.envelopes), "zones": sorted(zones, key=lambda zone: str(zone["name"]).casefold())}


def zones_with_money(session: Session, cycle: Cycle) -> tuple[tuple[int, str, int], ...]:
    """Return the id, the name and the money of each zone that has an envelope, by name."""
    zones = announced_pots(session, cycle).get("zones", ())
    return tuple((int(zone["pot"]), zone["name"], cycle.envelopes[zone["pot"]]) for zone in zones)


def pots_by_number(session: Session, cycle: Cycle, projects: Iterable[Project]) -> dict[int, str]:
    """Return the pot of each project by its number: that of the nearest zone around it that has an envelope."""
    if not cycle.envelopes:
        return {}
    query = select(Zone.id, Zone.parent_id).where(Zone.commune_id == cycle.commune_id)
    above: dict[int, int | None] = {row[0]: row[1] for row in session.execute(query)}
    return {project.number: _nearest(project.zone_id, above, cycle.envelopes) for project in projects}


def _nearest(zone_id: int | None, above: Mapping[int, int | None], envelopes: Mapping[str, int]) -> str:
    while zone_id is not None and str(zone_id) not in envelopes:
        zone_id = above.get(zone_id)
    return COMMUNE_WIDE if zone_id is None else str(zone_id)


def why_not_pots(session: Session, cycle: Cycle, projects: Sequence[Project]) -> Iterator[Refusal]:
    """Yield what is wrong with the money of a ballot: a project too dear, an empty pot, a group across pots."""
    pots = pots_by_number(session, cycle, projects)
    names = {zone["pot"]: zone["name"] for zone in announced_pots(session, cycle).get("zones", ())}
    for project in projects:
        pot = pots.get(project.number, COMMUNE_WIDE)
        if project.cost > _most_of(cycle, pot):
            of_zone = Refusal(CycleReason.CHECK_TOO_DEAR_ZONE, number=project.number, zone=names.get(pot, ""))
            yield of_zone if pot else Refusal(CycleReason.CHECK_TOO_DEAR, number=project.number)
    for pot in sorted(names.keys() - pots.values()):
        yield Refusal(CycleReason.CHECK_ZONE_EMPTY, zone=names[pot])
    for group in cycle.exclusive:
        if len({pots[number] for number in group if number in pots}) > 1:
            yield Refusal(CycleReason.CHECK_EXCLUSIVE_ZONES, numbers=", ".join(map(str, group)))


def _most_of(cycle: Cycle, pot: str) -> int:
    """Return the most that a project of a pot may cost: what zones leave may reach that of the whole commune."""
    if pot != COMMUNE_WIDE:
        return int(cycle.envelopes[pot])
    is_filled_up = cycle.leftovers == Leftovers.TO_COMMUNE and cycle.format != BallotFormat.KNAPSACK
    return all_money(cycle) if is_filled_up else cycle.envelope


def most_that_fit(session: Session, cycle: Cycle, projects: Sequence[Project]) -> int:
    """Return how many projects, the cheapest, the money of each pot pays for together."""
    pots, fitting = pots_by_number(session, cycle, projects), 0
    for pot in {COMMUNE_WIDE, *cycle.envelopes}:
        left = cycle.envelopes.get(pot, cycle.envelope)
        for cost in sorted(one.cost for one in projects if pots.get(one.number, COMMUNE_WIDE) == pot):
            left -= cost
            fitting += left >= 0
    return fitting
