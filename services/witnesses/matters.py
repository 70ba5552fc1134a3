"""What an outside witness can be asked: the second yes to what staff have agreed to, and whether they saw the log.

It is about a vote, or about a broadcast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Approval, Broadcast, BroadcastState, Commune, Cycle
from models.cycle import CycleState
from services.broadcasts.approving import consent_to
from services.broadcasts.drafting import SUBJECT
from services.broadcasts.texts import digest_now as digest_of_broadcast
from services.by_hand.boxes import closing_of, open_boxes
from services.by_hand.meeting_consent import meetings_stood_by
from services.counting.count import latest_run
from services.counting.publish import run_digest
from services.cycles.approve import void_digest
from services.cycles.consent import Matter, consent_of
from services.cycles.key import key_end_digest
from services.cycles.result import has_result
from services.watching.heads import last_published
from services.watching.published import SEEN

ACCEPT = "accept"
BROADCAST = SUBJECT
ASKED = (Matter.PLAN, Matter.RESULT, Matter.VOID, Matter.KEY_END)
"""Never the draw: what it gave is written down by two people who saw it, neither shown what the other wrote."""


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Something a witness can be asked now: of which vote or broadcast, and the digest of exactly what."""

    subject_id: int
    title: str
    matter: str
    digest: str


def open_matters(session: Session, commune_id: int) -> list[OpenMatter]:
    """Return what waits for a second yes in a commune after one of the staff, and the logs that grow."""
    cycles = session.scalars(select(Cycle).where(Cycle.commune_id == commune_id).order_by(Cycle.id))
    votes = [one for cycle in cycles for one in matters_of(session, cycle)]
    return [*votes, *broadcasts_to_agree(session, commune_id)]


def broadcasts_to_agree(session: Session, commune_id: int) -> Iterator[OpenMatter]:
    """Yield the broadcasts that one of the staff has agreed to as they stand now."""
    commune = session.get(Commune, commune_id)
    if commune is None:
        return
    mine = (Broadcast.commune_id == commune_id, Broadcast.state == BroadcastState.DRAFT)
    asked = select(Approval.subject_id).where(Approval.subject == BROADCAST)
    for row in session.scalars(select(Broadcast).where(*mine, Broadcast.id.in_(asked)).order_by(Broadcast.id)):
        digest = digest_of_broadcast(session, commune, row)
        consent = consent_to(session, commune_id, row, digest)
        if consent.has_staff and not consent.is_given:
            yield OpenMatter(row.id, row.about, BROADCAST, digest)


def matters_of(session: Session, cycle: Cycle) -> Iterator[OpenMatter]:
    """Yield what a witness can be asked of one cycle."""
    for matter in ASKED:
        digest = digest_now(session, cycle, matter)
        if digest is None:
            continue
        consent = consent_of(session, cycle, matter, digest)
        if consent.has_staff and not consent.is_given:
            yield OpenMatter(cycle.id, cycle.title, matter, digest)
    # One box after another, and one meeting: a link is for one thing.
    for _box, digest in boxes_to_close(session, cycle)[:1]:
        yield OpenMatter(cycle.id, cycle.title, Matter.BALLOT_BOX, digest)
    for _meeting, digest in meetings_to_confirm(session, cycle)[:1]:
        yield OpenMatter(cycle.id, cycle.title, Matter.COUNT_SHEET, digest)
    head = last_published(session, cycle.id) if cycle.state == CycleState.APPROVED else None
    if head is not None and not has_result(session, cycle.id):
        yield OpenMatter(cycle.id, cycle.title, SEEN, head.root)


def boxes_to_close(session: Session, cycle: Cycle) -> list[tuple[int, str]]:
    """Return the ballot boxes that wait for a second yes, by number, each with the digest of what it holds."""
    closings = [(box.number, closing_of(session, cycle, box)) for box in open_boxes(session, cycle.id)]
    return [(number, each.digest) for number, each in closings if each.has_staff and not each.is_given]


def meetings_to_confirm(session: Session, cycle: Cycle) -> list[tuple[int, str]]:
    """Return the meetings whose sheet waits for a witness to type it too, by number, each with its digest."""
    if cycle.state != CycleState.APPROVED:
        return []
    return [(number, each.digest) for number, each in meetings_stood_by(session, cycle) if not each.is_given]


def digest_now(session: Session, cycle: Cycle, matter: Matter) -> str | None:
    """Return the digest of what would be agreed to now; None where nothing is."""
    if matter is Matter.PLAN:
        return cycle.rules_hash if cycle.state == CycleState.DRAFT else None
    if matter is Matter.KEY_END:
        return key_end_digest(cycle) if cycle.key_fingerprint and cycle.key_destroyed_at is None else None
    if cycle.state != CycleState.APPROVED:
        return None
    if matter is Matter.VOID:
        return void_digest(cycle.rules_hash, cycle.voided_reason) if cycle.voided_reason else None
    run = latest_run(session, cycle.id)
    return run_digest(run) if run is not None and not has_result(session, cycle.id) else None
