"""The sequencer: gives pending entries their place in the public log, in an order that says nothing.

Entries wait in `PendingEntry` and are appended in shuffled batches, long before the announced delay is over; each new
length of the log gets a signed head, which costs what is new and not all that is there.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import SystemRandom

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from budgeting.log.entry import entry_bytes, head_bytes
from budgeting.log.frontier import Frontier
from budgeting.log.tree import leaf_hash
from budgeting.phases import PhaseKind
from models import Cycle, LogEntry, PendingEntry, Phase, SignedHead
from models.cycle import CycleState
from services.clock import hour_of
from services.house import House
from services.numbering import hold
from services.vault import Vault
from services.voting.frontier import frontier_of, remember_frontier

LONGEST_WAIT = 60
"""Seconds until an entry stands in the log; announced with the rules. The worker's log keeper comes more often."""

BATCH = 5_000
"""Entries appended at a time: a database takes so many parameters and no more, and ballots wait for its one writer."""


def cycles_waiting(session: Session) -> list[int]:
    """Return the cycles whose log has entries to append."""
    return list(session.scalars(select(PendingEntry.cycle_id).distinct().order_by(PendingEntry.cycle_id)))


def logs_behind(session: Session, now: datetime, commune_id: int | None = None) -> list[str]:
    """Return the titles of the cycles with an entry that waits longer than was announced, of a commune or of all.

    An entry keeps no time finer than the hour: one that waits too long is noticed once its hour is over.
    """
    overdue = select(PendingEntry.cycle_id).where(PendingEntry.hour < hour_of(now - timedelta(seconds=LONGEST_WAIT)))
    behind = select(Cycle.title).where(Cycle.id.in_(overdue)).order_by(Cycle.id)
    return list(session.scalars(behind if commune_id is None else behind.where(Cycle.commune_id == commune_id)))


def next_closing(session: Session, now: datetime) -> datetime | None:
    """Return when the next of all votes closes, None where none is approved."""
    query = select(func.min(Phase.closes_at)).join(Cycle, Cycle.id == Phase.cycle_id)
    return session.scalar(
        query.where(Cycle.state == CycleState.APPROVED, Phase.kind == PhaseKind.VOTE, Phase.closes_at > now)
    )


def append_pending(session: Session, house: House, cycle_id: int) -> int:
    """Append all that waits in one cycle's log and return how many entries that were."""
    total = 0
    while done := append_batch(session, house, cycle_id):
        total += done
    return total


def append_batch(session: Session, house: House, cycle_id: int) -> int:
    """Append one batch of what waits, sign the new head, and return how many entries that were; 0 when none wait."""
    hold(session, f"log-{cycle_id}")
    # By key, which is random: which entries come first when there are too many says nothing either.
    query = select(PendingEntry).where(PendingEntry.cycle_id == cycle_id).order_by(PendingEntry.id).limit(BATCH)
    waiting = list(session.scalars(query))
    if not waiting:
        return 0
    SystemRandom().shuffle(waiting)
    before = frontier_of(session, cycle_id, _own_head(session, house.vault, cycle_id))
    entries = [_entry(row, before.size + place) for place, row in enumerate(waiting)]
    session.execute(insert(LogEntry), entries)
    # By key, not by cycle: an entry that arrives meanwhile waits for the next batch.
    session.execute(delete(PendingEntry).where(PendingEntry.id.in_([row.id for row in waiting])))
    after = before.grown(bytes.fromhex(str(entry["leaf"])) for entry in entries)
    remember_frontier(session, cycle_id, after)
    _sign_head(session, house, cycle_id, after)
    return len(waiting)


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


def public_log_key(vault: Vault) -> str:
    """Return the public key, in hexadecimal, that checks what this installation signs; announced with the rules."""
    return _public_key(_signing_key(vault))


def sign_text(vault: Vault, text: bytes) -> str:
    """Return the Ed25519 signature of a text in hexadecimal, under the key that signs the heads of the logs."""
    return _signing_key(vault).sign(text).hex()


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


def _own_head(session: Session, vault: Vault, cycle_id: int) -> SignedHead | None:
    """Return the latest head where it was signed by this installation's own key."""
    head = latest_head(session, cycle_id)
    if head is None or head.public_key != _public_key(_signing_key(vault)) or not is_signed(head):
        return None
    return head


def _sign_head(session: Session, house: House, cycle_id: int, frontier: Frontier) -> None:
    key = _signing_key(house.vault)
    root = frontier.root().hex()
    session.add(
        SignedHead(
            cycle_id=cycle_id,
            size=frontier.size,
            root=root,
            signature=key.sign(head_bytes(cycle_id, frontier.size, root)).hex(),
            public_key=_public_key(key),
            signed_at=hour_of(house.clock()),  # its instant would lead from a lone ballot's entry to its message
        )
    )
    session.flush()


def _public_key(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def _signing_key(vault: Vault) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(vault.key_for("log-signing")))
