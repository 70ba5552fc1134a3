"""Bundles as they are kept: made once the result is published, under their fingerprint, for good."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Bundle, Commune, CountRun, Cycle
from models.cycle import CycleState
from services.house import House
from services.private_file import write_once
from services.proof.gathering import make_bundle
from services.rows import put_new

log = structlog.get_logger()
FOLDER = "bundles"
_IS_OF_RUN = and_(Bundle.run_id == CountRun.id, Bundle.is_voided == (Cycle.state == CycleState.VOIDED))
"""The bundle that says of a run what is true now: whether its vote was voided."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class BundleView:
    """A bundle as pages show it: of which vote, its SHA-256, its size in bytes; the reason where it was voided.

    `sha256` is empty while it is being made.
    """

    cycle_id: int
    title: str
    year: int
    published_at: datetime
    sha256: str
    size: int
    voided_reason: str | None


def make_due_bundles(house: House) -> int:
    """Make the bundle of every published run that has none and return how many that were; harmless to run twice.

    It is read and packed outside any writing transaction, and its file is there before anything names it. One that
    cannot be made, for its rules were altered, keeps no other from being made; it is tried again.
    """
    return sum(_make_one(house, run_id) for run_id in house.work.read(_due))


def _make_one(house: House, run_id: int) -> bool:
    try:
        made = house.work.read(partial(_make, house, run_id))
        digest = _keep(house, made.content)
        house.work.write(partial(_note, house, made, digest), is_repeatable=True)
    except (Refusal, OSError) as error:
        log.error("a published result has no bundle yet: look at its cycle", run=run_id, error=str(error))
        return False
    return True


def bundles_of(session: Session, commune_id: int, cycle_id: int | None = None) -> list[BundleView]:
    """Return the bundles of a commune's published results, or of one cycle's, the latest first; voided ones say so."""
    query = (
        select(Cycle, CountRun, Bundle)
        .join(CountRun, CountRun.cycle_id == Cycle.id)
        .outerjoin(Bundle, _IS_OF_RUN)
        .where(Cycle.commune_id == commune_id, CountRun.published_at.is_not(None))
        .order_by(CountRun.published_at.desc(), CountRun.id.desc())
    )
    if cycle_id is not None:
        query = query.where(Cycle.id == cycle_id)
    return [_view(cycle, run, bundle) for cycle, run, bundle in session.execute(query)]


def bundle_file(session: Session, house: House, commune_id: int, digest: str) -> tuple[Path, str] | None:
    """Return where the commune's bundle of that SHA-256 is kept and the name to save it under; None without one."""
    found = session.execute(
        select(Commune.key, Cycle)
        .join(Cycle, Cycle.commune_id == Commune.id)
        .join(Bundle, Bundle.cycle_id == Cycle.id)
        .where(Commune.id == commune_id, Bundle.sha256 == digest)
        .limit(1)
    ).first()
    if found is None or not _DIGEST.fullmatch(digest):
        return None
    path = _path(house, digest)
    return (path, file_name_of(found[0], found[1].year, found[1].id)) if path.is_file() else None


def file_name_of(commune_key: str, year: int, cycle_id: int) -> str:
    """Return the name under which a bundle is saved."""
    return f"palabre-{commune_key}-{year}-{cycle_id}.zip"


def _due(session: Session) -> list[int]:
    query = select(CountRun.id).join(Cycle, CountRun.cycle_id == Cycle.id).where(CountRun.published_at.is_not(None))
    return list(session.scalars(query.where(~select(Bundle.id).where(_IS_OF_RUN).exists()).order_by(CountRun.id)))


@dataclass(frozen=True, slots=True)
class _Made:
    run_id: int
    cycle_id: int
    is_voided: bool
    content: bytes


def _make(house: House, run_id: int, session: Session) -> _Made:
    run = session.get_one(CountRun, run_id)
    cycle = session.get_one(Cycle, run.cycle_id)
    return _Made(run.id, cycle.id, cycle.state == CycleState.VOIDED, make_bundle(session, house, cycle, run))


def _note(house: House, made: _Made, digest: str, session: Session) -> None:
    row = {"run_id": made.run_id, "cycle_id": made.cycle_id, "is_voided": made.is_voided, "sha256": digest}
    put_new(session, Bundle, "run_id", "is_voided", **row, size=len(made.content), made_at=house.clock())


def _keep(house: House, content: bytes) -> str:
    """Write a file durably under its fingerprint and return that; one that is there already is the same."""
    digest = hashlib.sha256(content).hexdigest()
    write_once(_path(house, digest), content)
    return digest


def _path(house: House, digest: str) -> Path:
    return house.files / FOLDER / f"{digest}.zip"


def _view(cycle: Cycle, run: CountRun, bundle: Bundle | None) -> BundleView:
    assert run.published_at is not None
    reason = cycle.voided_reason or "" if cycle.state == CycleState.VOIDED else None
    digest, size = (bundle.sha256, bundle.size) if bundle else ("", 0)
    return BundleView(cycle.id, cycle.title, cycle.year, run.published_at, digest, size, reason)
