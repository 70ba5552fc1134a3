"""What a witness is shown of a broadcast that waits for their yes, and what that yes does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import WitnessLink
from services.broadcasts.approving import approve_broadcast
from services.broadcasts.reading import broadcast_page
from services.house import House
from services.witnesses.matters import broadcasts_to_agree


@dataclass(frozen=True, slots=True)
class MessageAsked:
    """A broadcast as it would be sent: what it tells of, its words by language, its zone where it goes to one alone.

    At most `people` read it, None where they are fewer than five.
    """

    about: str
    texts: Mapping[str, str]
    zone: str
    people: int | None


def message_asked(session: Session, house: House, commune_id: int, link: WitnessLink) -> MessageAsked | None:
    """Return the broadcast that a link asks about; None for another matter, or where it waits no more as it was."""
    wanted = (link.broadcast_id, link.digest)
    waits = any((one.subject_id, one.digest) == wanted for one in broadcasts_to_agree(session, commune_id))
    if link.broadcast_id is None or not waits:
        return None
    page = broadcast_page(session, house, commune_id, link.broadcast_id)
    return MessageAsked(page.row.about, page.texts, page.row.zone, page.estimate.people if page.estimate else None)


def agree(session: Session, house: House, commune_id: int, link: WitnessLink) -> None:
    """Take a witness's yes; the broadcast begins. `Refusal` as in `approve_broadcast`."""
    digest, by = link.digest or "", link.witness_id
    approve_broadcast(session, house, commune_id, link.broadcast_id or 0, digest, staff_id=None, witness_id=by)
