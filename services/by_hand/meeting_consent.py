"""Who confirms a count sheet where no second person of the commune is there to type it.

An outside witness types it from the paper after one of the staff stood by it; or who entered it types it once more,
after the public notice, where the commune has one person (`services.cycles.consent`). Both are shown no figure.
"""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.refusal import Refusal
from models import CountSheet, Cycle, Staff
from services.by_hand.announced import HANDS, open_vote_by, vote_by
from services.by_hand.meetings import Figures, Typist, confirm_if_alike, find_meeting, hold_meeting
from services.by_hand.reasons import HandReason
from services.cycles.consent import Consent, Matter, check_alone, consent_of, say_yes
from services.cycles.reasons import CycleReason
from services.house import House
from services.roles import DECIDERS


def stand_by_meeting(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, *, staff_id: int
) -> None:
    """Note that who entered a sheet stands by it; in a commune of one person the public notice begins."""
    cycle, _poll = open_vote_by(HANDS, session, house, commune_id, cycle_id)
    sheet, person = hold_meeting(session, cycle.id, number), session.get_one(Staff, staff_id)
    if sheet.entered_by != staff_id or not any(role.name in DECIDERS for role in person.roles):
        raise Refusal(HandReason.MEETING_NOT_OWN)
    say_yes(session, house, cycle, Matter.COUNT_SHEET, consent_to(session, cycle, sheet).digest, staff_id=staff_id)


def type_meeting_alone(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, figures: Figures, *, staff_id: int
) -> Refusal | None:
    """Let who entered a sheet type it once more, the public notice being over; figures that differ confirm nothing.

    The `Refusal` that names the lines is returned and not raised: it is counted.
    """
    cycle, poll = open_vote_by(HANDS, session, house, commune_id, cycle_id)
    sheet = hold_meeting(session, cycle.id, number)
    consent = consent_to(session, cycle, sheet)
    check_alone(house, consent, staff_id)
    differs = confirm_if_alike(session, house, cycle, poll, sheet, figures, Typist(staff_id))
    if differs is None:
        say_yes(session, house, cycle, Matter.COUNT_SHEET, consent.digest, staff_id=staff_id, alone=True)
    return differs


def type_meeting_as_witness(
    session: Session, house: House, commune_id: int, cycle_id: int, number: int, figures: Figures, *, witness_id: int
) -> Refusal | None:
    """Let an outside witness type a sheet from the paper; otherwise as `type_meeting_alone`."""
    cycle, poll = open_vote_by(HANDS, session, house, commune_id, cycle_id)
    sheet = hold_meeting(session, cycle.id, number)
    consent = consent_to(session, cycle, sheet)
    if not consent.has_staff:
        raise Refusal(CycleReason.STAFF_FIRST)
    differs = confirm_if_alike(session, house, cycle, poll, sheet, figures, Typist(None, witness_id))
    if differs is None:
        say_yes(session, house, cycle, Matter.COUNT_SHEET, consent.digest, staff_id=None, witness_id=witness_id)
    return differs


def consent_to(session: Session, cycle: Cycle, sheet: CountSheet) -> Consent:
    """Return who stands by a sheet as it is: by one that was typed otherwise since, nobody does."""
    seen = {
        "count_sheet": sheet.number, "place": sheet.place, "held_at": sheet.held_at.isoformat(),
        "signed": list(sheet.signed), "sealed": sha256(sheet.figures).hexdigest(),
    }  # fmt: skip
    return consent_of(session, cycle, Matter.COUNT_SHEET, digest_of(canonical_json(seen)))


def consent_to_meeting(session: Session, house: House, commune_id: int, cycle_id: int, number: int) -> Consent:
    """Return who stands by the sheet of a meeting; a `Refusal` where there is none that may count."""
    vote_by(HANDS, session, house, commune_id, cycle_id)
    return consent_to(session, session.get_one(Cycle, cycle_id), find_meeting(session, cycle_id, number))


def meetings_stood_by(session: Session, cycle: Cycle) -> list[tuple[int, Consent]]:
    """Return the sheets that nobody confirmed and somebody stands by, by their numbers."""
    waits = (CountSheet.confirmed_at.is_(None), CountSheet.voided_at.is_(None))
    query = select(CountSheet).where(CountSheet.cycle_id == cycle.id, *waits).order_by(CountSheet.number)
    found = [(sheet.number, consent_to(session, cycle, sheet)) for sheet in session.scalars(query)]
    return [(number, consent) for number, consent in found if consent.has_staff]
