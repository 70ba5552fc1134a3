"""The sequencer: gives pending entries their place in the public log, in an order that says nothing.

Entries wait in `PendingEntry` and are appended in shuffled batches, at most a minute later; each new length of the log
gets a signed head.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from budgeting.log.entry import entry_bytes, head_bytes
from budgeting.log.tree import leaf_hash, root
from models import LogEntry, PendingEntry, SignedHead
from services.house import House
from services.numbering import hold
from services.vault import Vault

LONGEST_WAIT = 60
"""Seconds until an entry stands in the log; announced with the rules."""


def run_sequencer(session: Session, house: House) -> int:
    """Append what waits in every cycle's log and return how many entries that were."""
    cycles = session.scalars(select(PendingEntry.cycle_id).distinct().order_by(PendingEntry.cycle_id))
    return sum(append_pending(session, house, cycle_id) for cycle_id in cycles.all())


def append_pending(session: Session, house: House, cycle_id: int) -> int:
    """Append what waits in one cycle's log, sign the new head, and return how many entries that were."""
    hold(session, f"log-{cycle_id}")
    waiting = list(session.scalars(select(PendingEntry).where(PendingEntry.cycle_id == cycle_id)))
    if not waiting:
        return 0
    SystemRandom().shuffle(waiting)
    size = session.scalar(select(func.count()).select_from(LogEntry).where(LogEntry.cycle_id == cycle_id)) or 0
    session.execute(insert(LogEntry), [_entry(row, size + place) for place, row in enumerate(waiting)])
    # By key, not by cycle: an entry that arrives meanwhile waits for the next batch.
    session.execute(delete(PendingEntry).where(PendingEntry.id.in_([row.id for row in waiting])))
    _sign_head(session, house, cycle_id)
    return len(waiting)


def leaves_of(session: Session, cycle_id: int) -> list[bytes]:
    """Return the leaf hashes of a cycle's log, in order."""
    rows = session.scalars(select(LogEntry.leaf).where(LogEntry.cycle_id == cycle_id).order_by(LogEntry.position))
    return [bytes.fromhex(leaf) for leaf in rows]


def latest_head(session: Session, cycle_id: int) -> SignedHead | None:
    """Return the head of the longest log signed so far."""
    query = select(SignedHead).where(SignedHead.cycle_id == cycle_id).order_by(SignedHead.size.desc()).limit(1)
    return session.scalar(query)


def is_signed(head: SignedHead) -> bool:
    """Does the head's signature fit its root, its size and its public key?"""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.public_key))
    try:
        key.verify(bytes.fromhex(head.signature), head_bytes(head.cycle_id, head.size, head.root))
    except InvalidSignature:
        return False
    return True


def _entry(row: PendingEntry, position: int) -> dict[str, object]:
    text = entry_bytes(row.cycle_id, str(row.event), row.commitment, row.hour.isoformat())
    return {
        "cycle_id": row.cycle_id,
        "position": position,
        "event": row.event,
        "commitment": row.commitment,
        "hour": row.hour,
        "leaf": leaf_hash(text).hex(),
    }


def _sign_head(session: Session, house: House, cycle_id: int) -> None:
    leaves: Sequence[bytes] = leaves_of(session, cycle_id)
    key = _signing_key(house.vault)
    head = root(leaves).hex()
    session.add(
        SignedHead(
            cycle_id=cycle_id,
            size=len(leaves),
            root=head,
            signature=key.sign(head_bytes(cycle_id, len(leaves), head)).hex(),
            public_key=key.public_key().public_bytes_raw().hex(),
            signed_at=house.clock(),
        )
    )
    session.flush()


def _signing_key(vault: Vault) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(vault.key_for("log-signing")))
