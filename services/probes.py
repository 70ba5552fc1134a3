"""Do the processes of an installation share what they must share? What one wrote, each of them reads."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Cycle, Probe
from models.cycle import CycleState
from services.house import House
from services.keyring import Keyring
from services.private_file import write_once
from services.rows import put_new

FILE = "palabre-probe"


def is_shared_folder(house: House, place: str, folder: Path) -> bool:
    """Does this process see in the folder what the first process wrote there? `OSError` when it may not even look.

    The first process to ask writes a token into the folder and its digest into the database.
    """
    token = _token_in(folder)
    if token is None and house.work.read(lambda session: _digest_of(session, place)) is None:
        write_once(folder / FILE, secrets.token_hex(32))
        token = _token_in(folder)
    return token is not None and _agrees(house, place, token)


def is_shared_secret(house: House) -> bool:
    """Has this process the secret that the first process had?"""
    return _agrees(house, "secret", house.vault.key_for("probe"))


def cycles_without_key(session: Session, keyring: Keyring) -> list[str]:
    """Return the titles of the cycles whose key should be in the keyring's folder and is not, or is another."""
    rows = session.scalars(
        select(Cycle).where(
            Cycle.state.in_((CycleState.APPROVED, CycleState.CLOSED)),
            Cycle.key_fingerprint.is_not(None),
            Cycle.key_destroyed_at.is_(None),
        )
    )
    return [row.title for row in rows if not keyring.holds(row.id, row.key_fingerprint)]


def _token_in(folder: Path) -> str | None:
    try:
        return (folder / FILE).read_text(encoding="ascii")
    except FileNotFoundError:
        return None


def _agrees(house: House, place: str, token: str) -> bool:
    digest = hashlib.sha256(token.encode()).hexdigest()
    known = house.work.read(lambda session: _digest_of(session, place))
    if known is None:
        known = house.work.write(lambda session: _keep_digest(session, place, digest))
    return known == digest


def _keep_digest(session: Session, place: str, digest: str) -> str | None:
    put_new(session, Probe, "place", place=place, digest=digest)
    return _digest_of(session, place)


def _digest_of(session: Session, place: str) -> str | None:
    return session.scalar(select(Probe.digest).where(Probe.place == place))
