"""What may stand out in a vote: gathered each hour while it runs, once more when it is over, and after the count.

Numbers of phones are opened in memory to see which lie side by side; only how many do is kept. Ballots are looked at
after the count alone, by their hour, and never with anything that leads to a phone: so nobody is told whether ballots
alike came from new numbers.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from bot.channels import ON_PHONES
from bot.understanding.intents import Intent
from budgeting.phases import Phase, PhaseKind
from budgeting.refusal import Refusal
from models import Ballot, Commune, Contact, Cycle, Inbound, LogEntry, WatchReport
from models.ballot import LogEvent
from models.cycle import CycleState, IdentityLevel
from services.by_hand.entered import HandShare, shares_of
from services.clock import zone_of
from services.contacts import ADDRESS
from services.counting.count import latest_run
from services.cycles.key import load_key
from services.cycles.phases import phase_of
from services.cycles.ways import ways_of
from services.house import House
from services.keyring import CycleKey
from services.vault import Sealed
from services.watching import figures

log = structlog.get_logger()
RECENT = timedelta(minutes=50)


@dataclass(frozen=True, slots=True)
class Watched:
    """What stands out in a vote, as of a moment; `alike` is None before the count and where too little was there.

    `hands` is what members of staff entered for others, None where only phones vote.
    """

    cycle_id: int
    title: str
    made_at: datetime
    figures: dict[str, Any]
    alike: list[int] | None
    is_counted: bool
    hands: tuple[HandShare, ...] | None = None


def watch_all(house: House) -> int:
    """Reckon what is due of every vote and return how many votes that were; harmless to run twice."""
    due = house.work.read(lambda session: list(_due(session, house.clock())))
    return sum(_watch(house, cycle_id) for cycle_id in due)


def watched(session: Session, commune_id: int, cycle_id: int) -> Watched | None:
    """Return what stands out in a vote of the commune; None before anything was reckoned."""
    cycle = session.get(Cycle, cycle_id)
    row = session.get(WatchReport, cycle_id)
    if cycle is None or cycle.commune_id != commune_id or row is None:
        return None
    alike = (row.alike or {}).get("hours")
    hands = tuple(shares_of(session, cycle.id)) if ways_of(cycle).by_code else None
    return Watched(cycle.id, cycle.title, row.made_at, dict(row.figures), alike, row.alike is not None, hands)


def votes_to_watch(session: Session, commune_id: int, now: datetime) -> list[tuple[int, str]]:
    """Return the commune's votes that have opened, the latest first, by number and title."""
    cycles = session.scalars(
        select(Cycle).where(Cycle.commune_id == commune_id, Cycle.state != CycleState.DRAFT).order_by(Cycle.id.desc())
    )
    opened = ((cycle, phase_of(session, cycle.id, PhaseKind.VOTE)) for cycle in cycles)
    return [(cycle.id, cycle.title) for cycle, vote in opened if vote is not None and vote.opens_at <= now]


def _watch(house: House, cycle_id: int) -> bool:
    try:
        found = house.work.read(lambda session: _reckon(session, house, cycle_id))
        alike = house.work.read(lambda session: _reckon_alike(session, house, cycle_id))
    except Refusal as no:  # the key is not on this machine
        log.warning("a vote cannot be watched", cycle=cycle_id, reason=str(no.reason))
        return False
    house.work.write(lambda session: _keep(session, house, cycle_id, found, alike))
    return True


def _keep(session: Session, house: House, cycle_id: int, found: dict[str, Any], alike: dict[str, Any] | None) -> None:
    row = session.get(WatchReport, cycle_id) or WatchReport(cycle_id=cycle_id, alike=None)
    row.figures, row.made_at = found, house.clock()
    row.alike = alike or row.alike
    session.add(row)


def _due(session: Session, now: datetime) -> Iterator[int]:
    cycles = session.scalars(select(Cycle).where(Cycle.state == CycleState.APPROVED).order_by(Cycle.id))
    for cycle in cycles.all():
        vote = phase_of(session, cycle.id, PhaseKind.VOTE)
        if vote is None or now < vote.opens_at:
            continue
        row = session.get(WatchReport, cycle.id)
        over = vote.closes_at + timedelta(seconds=cycle.grace_seconds)
        is_old = row is None or (row.made_at < over and (now >= over or now - row.made_at >= RECENT))
        lacks_ballots = row is not None and row.alike is None and latest_run(session, cycle.id) is not None
        if is_old or (lacks_ballots and cycle.key_destroyed_at is None):
            yield cycle.id


def _reckon(session: Session, house: House, cycle_id: int) -> dict[str, Any]:
    cycle = session.get_one(Cycle, cycle_id)
    commune, vote = session.get_one(Commune, cycle.commune_id), phase_of(session, cycle_id, PhaseKind.VOTE)
    assert vote is not None
    ends = vote.closes_at + timedelta(seconds=cycle.grace_seconds)
    by_hour, zone = _votes_by_hour(session, cycle_id, ends), zone_of(commune.time_zone)
    found: dict[str, Any] = {
        "bursts": figures.bursts(by_hour),
        "night": figures.night_share(by_hour, zone),
        "night_hours": figures.night_hours(by_hour, zone),
    }
    if cycle.identity_level == IdentityLevel.VOTING_CODE:
        return found  # a phone is nobody's vote there: several people share one
    rows = _voters(session, cycle, commune, vote)
    new = [row.created_at for row in rows if row.created_at >= vote.opens_at]
    return {
        **found,
        "blocks": figures.crowded_blocks([number for row in rows if (number := _number(house, row))]),
        "new": figures.newcomers(new, len(rows)),
        "new_hours": figures.new_hours(new),
    }


def _votes_by_hour(session: Session, cycle_id: int, ends: datetime) -> Counter[datetime]:
    """Return the votes of each hour as the public log has them: each time somebody voted or voted anew.

    What is entered once nobody can vote any more are sheets of paper: their hour is that of who typed them.
    """
    cast = (LogEntry.cycle_id == cycle_id, LogEntry.event == LogEvent.CAST, LogEntry.hour < ends)
    return Counter(session.scalars(select(LogEntry.hour).where(*cast)))


def _voters(session: Session, cycle: Cycle, commune: Commune, vote: Phase) -> list[Row[Any]]:
    """Return who sent a vote from a phone: the address as it is kept, and when it wrote for the first time."""
    ends = vote.closes_at + timedelta(seconds=cycle.grace_seconds)
    wrote = (
        select(Inbound.contact_id)
        .where(Inbound.intent == Intent.VOTE, Inbound.arrived_at >= vote.opens_at, Inbound.arrived_at < ends)
        .distinct()
    )
    query = select(Contact.address, Contact.created_at).where(
        Contact.id.in_(wrote), Contact.commune_id == commune.id, Contact.channel.in_(ON_PHONES)
    )
    return list(session.execute(query if commune.is_demo else query.where(Contact.is_simulated.is_(False))))


def _number(house: House, row: Row[Any]) -> str | None:
    try:
        return house.vault.open(row.address, ADDRESS) if row.address else None
    except Sealed:
        return None


def _reckon_alike(session: Session, house: House, cycle_id: int) -> dict[str, Any] | None:
    """Return what the opened ballots add, {} where that is too little to be told; None before they are counted."""
    cycle = session.get_one(Cycle, cycle_id)
    if latest_run(session, cycle_id) is None or cycle.key_destroyed_at is not None:
        return None
    key = load_key(house, cycle)
    found = figures.alike_hours(_opened(session, cycle_id, key))
    return {"hours": found}


def _opened(session: Session, cycle_id: int, key: CycleKey) -> Iterator[tuple[datetime, str]]:
    rows = session.execute(select(Ballot.hour, Ballot.sealed).where(Ballot.cycle_id == cycle_id).order_by(Ballot.id))
    for hour, sealed in rows:
        try:
            choices = key.open(sealed)["choices"]
        except (Sealed, ValueError, TypeError, KeyError):
            continue  # the count has said already that it does not open
        if choices:
            yield hour, json.dumps(choices)
