"""Links that open once: made by staff for one witness and one thing, good for some days, useless without the code."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Witness, WitnessLink
from services.house import House
from services.witnesses.matters import ACCEPT, BROADCAST, OpenMatter, open_matters
from services.witnesses.naming import NAMED_BEFORE, get_witness, note_witness
from services.witnesses.reasons import WitnessReason

GOOD_FOR = timedelta(days=7)
MOST_TRIES = 5
"""Wrong codes after which a link is dead; the next one is made by staff, and the trail says so."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that is still good, with its witness."""

    link: WitnessLink
    witness: Witness


def make_accept_link(session: Session, house: House, commune_id: int, witness_id: int, *, staff_id: int) -> str:
    """Return what stands in the link by which a witness accepts; it is shown this once and kept as a keyed hash."""
    witness = get_witness(session, commune_id, witness_id)
    if witness.accepted_at is not None:
        raise Refusal(WitnessReason.ACCEPTED_ALREADY)
    return _make(session, house, witness, ACCEPT, None, staff_id)


def make_link(
    session: Session, house: House, commune_id: int, witness_id: int, subject_id: int, matter: str, *, staff_id: int
) -> str:
    """Return what stands in a link by which a witness says one thing of one vote or broadcast, as it is now.

    `Refusal` while the name has not stood in public long enough, before the witness accepted, and where nothing waits.
    """
    witness = get_witness(session, commune_id, witness_id)
    if witness.accepted_at is None:
        raise Refusal(WitnessReason.NOT_ACCEPTED)
    if house.clock() < witness.named_at + NAMED_BEFORE:
        raise Refusal(WitnessReason.NOT_YET, from_at=(witness.named_at + NAMED_BEFORE).isoformat())
    mine = open_matters(session, commune_id)
    waiting = next((one for one in mine if (one.subject_id, one.matter) == (subject_id, matter)), None)
    if waiting is None:
        raise Refusal(WitnessReason.NOTHING_WAITS)
    return _make(session, house, witness, matter, waiting, staff_id)


def open_link(session: Session, house: House, commune_id: int, token: str) -> Opened:
    """Return and lock a link that is still good; the same `Refusal` for unknown, used, old and worn-out ones."""
    query = select(WitnessLink).where(WitnessLink.mark == house.vault.hash("witness link", token)).with_for_update()
    link = session.scalar(query)
    witness = None if link is None else session.get(Witness, link.witness_id)
    if link is None or witness is None or witness.commune_id != commune_id or witness.ended_at is not None:
        raise Refusal(WitnessReason.LINK_DEAD)
    if link.used_at is not None or link.tries >= MOST_TRIES or house.clock() >= link.expires_at:
        raise Refusal(WitnessReason.LINK_DEAD)
    return Opened(link, witness)


def _make(
    session: Session, house: House, witness: Witness, matter: str, waiting: OpenMatter | None, staff_id: int
) -> str:
    token, now = secrets.token_urlsafe(24), house.clock()
    subject_id = waiting.subject_id if waiting else None
    session.add(
        WitnessLink(
            witness_id=witness.id,
            mark=house.vault.hash("witness link", token),
            matter=matter,
            cycle_id=None if matter == BROADCAST else subject_id,
            broadcast_id=subject_id if matter == BROADCAST else None,
            digest=waiting.digest if waiting else None,
            made_by=staff_id,
            made_at=now,
            expires_at=now + GOOD_FOR,
            tries=0,
        )
    )
    session.flush()
    note_witness(session, house, witness, "witness_asked", staff_id, matter=str(matter))
    return token
