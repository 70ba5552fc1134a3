"""Two people agree to a broadcast, word for word; with the second yes it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Broadcast, BroadcastState, Commune
from services.approvals import ENOUGH, approve
from services.broadcasts.bounds import FEWEST
from services.broadcasts.drafting import SUBJECT, get_draft, note_broadcast
from services.broadcasts.estimate import Sum, add_up, money_left
from services.broadcasts.purpose import Standing
from services.broadcasts.purposes import purpose_of
from services.broadcasts.reasons import BroadcastNo
from services.broadcasts.texts import digest_now
from services.broadcasts.votes import vote_since
from services.cycles.consent import Consent, check_alone, consent_on
from services.cycles.reasons import CycleReason
from services.house import House
from services.limits import THOUSANDTHS

WEEK, MOST_A_WEEK = timedelta(days=7), 5
"""How many broadcasts a commune begins in any seven days: who asked for news did not ask for a flood."""
NEVER = {Standing.OVER: BroadcastNo.OVER, Standing.TOO_LATE: BroadcastNo.TOO_LATE}


def approve_broadcast(
    session: Session,
    house: House,
    commune_id: int,
    broadcast_id: int,
    digest: str,
    *,
    staff_id: int | None,
    alone: bool = False,
    witness_id: int | None = None,
) -> bool:
    """Say yes to a broadcast as it was seen; with the second yes its people are put on the list. True then.

    `digest` is that of the page. It is the yes of a member of staff, or of an outside witness, who is only ever the
    second. `Refusal` where it has changed since, is too dear, too soon or over.
    """
    row = get_draft(session, commune_id, broadcast_id)
    commune = session.get_one(Commune, commune_id, with_for_update=True)  # two that are agreed to at once share a month
    if digest != digest_now(session, commune, row):
        raise Refusal(BroadcastNo.CHANGED)
    found = add_up(session, commune, row)
    if no := why_not_approve(session, house, commune, row, found):
        raise no
    consent = consent_to(session, commune_id, row, digest)
    if witness_id is not None and not consent.has_staff:
        raise Refusal(CycleReason.STAFF_FIRST)
    if alone:
        check_alone(house, consent, staff_id)
        row.one_person = given = True
    else:
        about = (session, house, SUBJECT, row.id, digest, staff_id)
        given = approve(*about, commune_id=commune_id, witness_id=witness_id) >= ENOUGH
    if given:
        _begin(session, house, row, digest, found, staff_id)
    return given


def why_not_approve(session: Session, house: House, commune: Commune, row: Broadcast, found: Sum) -> Refusal | None:
    """Return why nobody may agree to it now, or None."""
    now = house.clock()
    standing = purpose_of(row.purpose).standing(session, commune, row.subject_id, now)
    if standing in NEVER:
        return Refusal(NEVER[standing])
    if row.note and vote_since(session, commune.id, now) is not None:
        return Refusal(BroadcastNo.NOTE_IN_VOTE)
    if not found.people:
        return Refusal(BroadcastNo.NOBODY)
    room = money_left(session, house, commune)
    if room is not None and found.total.cost > room:
        return Refusal(BroadcastNo.TOO_DEAR)
    return _why_too_many(session, row, now)


def consent_to(session: Session, commune_id: int, row: Broadcast, digest: str) -> Consent:
    """Return who said yes to exactly this, and from when one person may go on alone."""
    return consent_on(session, commune_id, SUBJECT, row.id, digest)


def _begin(session: Session, house: House, row: Broadcast, digest: str, found: Sum, staff_id: int | None) -> None:
    row.state, row.digest = BroadcastState.RUNNING, digest
    row.approved_at = row.watched_since = house.clock()
    row.people, row.cost = found.total.people, found.total.cost
    session.flush()
    told = {"people": found.total.people, "cost": -(-found.total.cost // THOUSANDTHS)}
    figures = told if found.people >= FEWEST else {}
    note_broadcast(session, house, row, "broadcast_approved", staff_id, digest=digest, **figures)


def _why_too_many(session: Session, row: Broadcast, now: datetime) -> Refusal | None:
    begun = (Broadcast.commune_id == row.commune_id, Broadcast.approved_at.is_not(None))
    same = (Broadcast.purpose == row.purpose, Broadcast.subject_id == row.subject_id)
    last = session.scalar(select(func.max(Broadcast.approved_at)).where(*begun, *same, *_same_people(row)))
    if last is not None and now < last + purpose_of(row.purpose).rest:
        return Refusal(BroadcastNo.TOO_SOON, from_on=(last + purpose_of(row.purpose).rest).date().isoformat())
    lately = session.scalar(select(func.count(Broadcast.id)).where(*begun, Broadcast.approved_at > now - WEEK)) or 0
    return Refusal(BroadcastNo.TOO_MANY, most=MOST_A_WEEK) if lately >= MOST_A_WEEK else None


def _same_people(row: Broadcast) -> Iterator[ColumnElement[bool]]:
    """Yield what is true of the broadcasts that may have reached the same people."""
    if row.zone_id is not None:
        yield or_(Broadcast.zone_id.is_(None), Broadcast.zone_id == row.zone_id)
    if row.language is not None:
        yield or_(Broadcast.language.is_(None), Broadcast.language == row.language)
