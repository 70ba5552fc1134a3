"""The published heads of a vote's log, as the public page, the file for machines and the printed slip show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from budgeting.proof.published import PUBLISHED_HEADS
from models import Approval, Cycle, PublishedHead, Witness
from models.cycle import CycleState
from services.cycles.phases import phase_of
from services.cycles.rules import is_unaltered

SEEN = "log_head"
"""The subject under which an outside witness notes that they have seen a head; no yes to anything."""


@dataclass(frozen=True, slots=True)
class SeenBy:
    """Who has seen a head: a witness named in public, for whom they speak, and when."""

    name: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HeadView:
    """The state of a log at a full hour; `size` counts votes and their changes, `proof` leads on from the last."""

    hour: datetime
    size: int
    root: str
    signature: str
    proof: tuple[str, ...]
    seen: tuple[SeenBy, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The root in groups of four, as it is written down."""
        return tuple(self.root[start : start + 4] for start in range(0, len(self.root), 4))


@dataclass(frozen=True, slots=True)
class HeadsPage:
    """A vote's published heads, the latest first; `is_open` while ballots are taken."""

    cycle_id: int
    title: str
    year: int
    log_key: str
    rules_hash: str
    opens_at: datetime
    closes_at: datetime
    is_open: bool
    is_voided: bool
    heads: tuple[HeadView, ...]


def heads_page(session: Session, commune_id: int, cycle_id: int, now: datetime) -> HeadsPage | None:
    """Return what was published of a vote's log; None before its rules were approved, and where they were altered."""
    cycle = session.get(Cycle, cycle_id)
    if cycle is None or cycle.commune_id != commune_id or cycle.state == CycleState.DRAFT or not is_unaltered(cycle):
        return None
    vote = phase_of(session, cycle_id, PhaseKind.VOTE)
    if vote is None:
        return None
    return HeadsPage(
        cycle_id=cycle_id,
        title=cycle.title,
        year=cycle.year,
        log_key=cycle.log_key or "",
        rules_hash=cycle.rules_hash or "",
        opens_at=vote.opens_at,
        closes_at=vote.closes_at,
        is_open=vote.holds(now) and cycle.state == CycleState.APPROVED,
        is_voided=cycle.state == CycleState.VOIDED,
        heads=tuple(_heads(session, cycle_id)),
    )


def published_file(page: HeadsPage, commune: str) -> dict[str, Any]:
    """Return the same for machines: all heads, the earliest first, each with the proof that it leads on."""
    return {
        "kind": PUBLISHED_HEADS,
        "commune": commune,
        "title": page.title,
        "cycle": page.cycle_id,
        "rules_hash": page.rules_hash,
        "log_key": page.log_key,
        "heads": [
            {
                "hour": head.hour.isoformat(),
                "size": head.size,
                "root": head.root,
                "signature": head.signature,
                "proof": list(head.proof),
            }
            for head in reversed(page.heads)
        ],
    }


def _heads(session: Session, cycle_id: int) -> list[HeadView]:
    query = select(PublishedHead).where(PublishedHead.cycle_id == cycle_id).order_by(PublishedHead.size.desc())
    seen = _seen(session, cycle_id)
    return [
        HeadView(row.hour, row.size, row.root, row.signature, tuple(row.proof), tuple(seen.get(row.root, ())))
        for row in session.scalars(query)
    ]


def _seen(session: Session, cycle_id: int) -> dict[str, list[SeenBy]]:
    rows = session.execute(
        select(Approval.digest, Witness.name, Witness.body, Approval.given_at)
        .join(Witness, Witness.id == Approval.witness_id)
        .where(Approval.subject == SEEN, Approval.subject_id == cycle_id)
        .order_by(Approval.id)
    )
    found: dict[str, list[SeenBy]] = {}
    for digest, name, body, at in rows:
        found.setdefault(digest, []).append(SeenBy(name, body, at))
    return found
