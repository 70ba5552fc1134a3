"""What is published of a run, read from the tables: the log, its heads, the turnout, the frozen rules, the count."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.proof.members import MANIFEST, SIGNATURE, Head, LoggedEntry, Publication, evidence_of, manifest_of
from budgeting.proof.packing import pack
from models import Commune, CountRun, Cycle, LogEntry, PublishedHead, SignedHead, Turnout
from models.cycle import CycleState
from services.by_hand.reading import found_boxes
from services.clock import hour_of
from services.counting.results import election_of, fewest_of
from services.counting.shows import shows_of
from services.cycles.rules import frozen
from services.house import House
from services.proof.readme import readmes_of
from services.voting.log import public_log_key, sign_text


def make_bundle(session: Session, house: House, cycle: Cycle, run: CountRun) -> bytes:
    """Return the bundle of a published run as a zip file; the same run gives the same bytes."""
    publication = publication_of(session, house, cycle, run)
    evidence = evidence_of(publication)
    manifest = manifest_of(publication, evidence)
    return pack({**evidence, MANIFEST: manifest, SIGNATURE: sign_text(house.vault, manifest).encode()})


def publication_of(session: Session, house: House, cycle: Cycle, run: CountRun) -> Publication:
    """Return everything that is published of a run; `Refusal` where the frozen rules were altered."""
    rules, election = frozen(cycle), election_of(run)
    commune = session.get_one(Commune, cycle.commune_id)
    voided = cycle.voided_reason or "" if cycle.state == CycleState.VOIDED else None
    is_open = fewest_of(cycle, run) >= rules["ballots_published_from"]
    return Publication(
        rules=rules,
        election=election,
        outcome=run.outcome,
        entries=_entries(session, cycle.id),
        heads=_heads(session, cycle.id),
        turnout=_turnout(session, cycle.id, with_simulated=commune.is_demo),
        log_key=public_log_key(house.vault),
        seed=run.parameters.get("drawn", ""),
        voided=voided,
        boxes=found_boxes(session, cycle.id),
        shows=shows_of(run),
        readmes=readmes_of(rules, commune.languages, voided=voided, shows_ballots=is_open),
    )


def _entries(session: Session, cycle_id: int) -> list[LoggedEntry]:
    rows = session.execute(
        select(LogEntry.event, LogEntry.commitment, LogEntry.hour)
        .where(LogEntry.cycle_id == cycle_id)
        .order_by(LogEntry.position)
    )
    return [LoggedEntry(str(event), commitment, hour.isoformat()) for event, commitment, hour in rows]


def _heads(session: Session, cycle_id: int) -> list[Head]:
    """Return the last head of each hour: more would tell the log's order to the minute, and take long to check.

    Those that were published while the vote ran are all among them, whatever second a clock had.
    """
    rows: Sequence[SignedHead] = session.scalars(
        select(SignedHead).where(SignedHead.cycle_id == cycle_id).order_by(SignedHead.size)
    ).all()
    told = select(PublishedHead.size).where(PublishedHead.cycle_id == cycle_id)
    sizes = {row.size for row in {hour_of(row.signed_at): row for row in rows}.values()} | set(session.scalars(told))
    return [Head(row.size, row.root, row.signature) for row in rows if row.size in sizes]


def _turnout(session: Session, cycle_id: int, *, with_simulated: bool) -> dict[str, int]:
    query = select(Turnout.channel, func.count()).where(Turnout.cycle_id == cycle_id).group_by(Turnout.channel)
    if not with_simulated:
        query = query.where(Turnout.simulated.is_(False))
    return {row[0]: row[1] for row in session.execute(query.order_by(Turnout.channel))}
