"""What changes of a promise: where it stands, by when, who answers for it, who reads it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Commune, Evidence, FollowUp, FollowUpEvent
from models.follow_up import FollowUpEventKind, FollowUpState, Visibility
from services.clock import day_in
from services.follow_ups import words
from services.follow_ups.events import LONGEST_NOTE, Step, write_event
from services.follow_ups.evidence import has_evidence
from services.follow_ups.finding import OVER, get_follow_up
from services.follow_ups.following import forget_all_but
from services.follow_ups.making import owner_of, person_of, visibility_of
from services.follow_ups.origin import Judged
from services.follow_ups.origins import origin_of
from services.follow_ups.reasons import FollowUpNo
from services.follow_ups.written_days import EARLIEST, LATEST
from services.house import House


@dataclass(frozen=True, slots=True)
class Move:
    """Where a promise stands now: `note` says what was done or, of one that is given up, why; `done_on` is today."""

    state: str
    note: str = ""
    done_on: date | None = None


def move(
    session: Session, house: House, commune_id: int, number: int, given: Move, *, staff_id: int | None
) -> FollowUp:
    """Say where a promise stands, or what there is to say of it where it stands; whoever follows it is told."""
    row = get_follow_up(session, commune_id, number)
    note = one_line(given.note, LONGEST_NOTE)
    if no := _why_not(session, house, row, given, note):
        raise no
    before, state = row.state, FollowUpState(given.state)
    row.state = state
    row.reason = note if state is FollowUpState.ABANDONED else None
    row.done_on = _done_on(session, house, row, given)
    if state == before:
        step = Step(FollowUpEventKind.NOTE, note=note, words=[words.noted_words(row, note)])
    else:
        details = {"before": str(before) if before else ""}
        details |= {"done_on": row.done_on.isoformat()} if row.done_on else {}
        step = Step(FollowUpEventKind.STATE, details, note, [words.moved_words(row, note)])
    write_event(session, house, row, step, staff_id=staff_id)
    return row


def promise_by(
    session: Session,
    house: House,
    commune_id: int,
    number: int,
    due_on: date | None,
    reason: str,
    *,
    staff_id: int | None,
    by_source: bool = False,
) -> FollowUp:
    """Promise it by a day, or by none any more; a day that was promised changes for a reason alone.

    `by_source` where what it came of was signed anew with that day.
    """
    row = get_follow_up(session, commune_id, number)
    before, why = row.due_on, one_line(reason, LONGEST_NOTE)
    if row.state in OVER:
        raise Refusal(FollowUpNo.IS_OVER)
    if due_on == before:
        raise Refusal(FollowUpNo.SAME_DAY)
    if not by_source and _is_so(session, row, origin_of(row.origin).is_signed):
        raise Refusal(FollowUpNo.DAY_IS_SIGNED)
    if due_on is None and origin_of(row.origin).needs_day:
        raise Refusal(FollowUpNo.DUE_DAY_NEEDED)
    if due_on is not None and not EARLIEST <= due_on <= LATEST:
        raise Refusal(FollowUpNo.DAY_WRONG)
    if before is not None and not why:
        raise Refusal(FollowUpNo.DUE_REASON_NEEDED)
    row.due_on = due_on
    details = {"due_on": _iso(due_on), "before": _iso(before)}
    step = Step(FollowUpEventKind.DUE, details, why, [words.due_words(row, before)])
    write_event(session, house, row, step, staff_id=staff_id)
    return row


def entrust(
    session: Session, house: House, commune_id: int, number: int, owner: str, person_id: int | None, *,
    staff_id: int | None,
) -> FollowUp:  # fmt: skip
    """Give it to a department or office, and to a member of staff; who of the staff that is stays among them."""
    row = get_follow_up(session, commune_id, number)
    before, person = (row.owner, row.staff_id), person_of(session, commune_id, person_id)
    if person != row.staff_id:
        _refuse_of_person(session, row)
    row.owner, row.staff_id = owner_of(owner), person
    if (row.owner, row.staff_id) == before:
        raise Refusal(FollowUpNo.NOTHING_NEW)
    details = {"owner": row.owner or "", "before": before[0] or ""}
    write_event(session, house, row, Step(FollowUpEventKind.OWNER, details), staff_id=staff_id)
    return row


def show_to(
    session: Session,
    house: House,
    commune_id: int,
    number: int,
    visibility: str,
    *,
    notes: Collection[int] = (),
    proofs: Collection[int] = (),
    staff_id: int | None,
) -> FollowUp:
    """Say who reads it; of what was written while it was not public, everybody reads these notes and proofs alone."""
    row = get_follow_up(session, commune_id, number)
    before, now = row.visibility, visibility_of(visibility)
    if before == now and not (notes or proofs):
        raise Refusal(FollowUpNo.NOTHING_NEW)
    _refuse_of_person(session, row)
    row.visibility = now
    if now is Visibility.PUBLIC:
        _show(session, FollowUpEvent, row, notes)
        _show(session, Evidence, row, proofs)
    else:
        made_to = origin_of(row.origin).made_to
        forget_all_but(session, row, made_to(session, row.origin_id) if made_to and row.origin_id else ())
    details = {"visibility": str(now), "before": str(before)}
    details |= {"shown": str(len(notes) + len(proofs))} if notes or proofs else {}
    write_event(session, house, row, Step(FollowUpEventKind.VISIBILITY, details), staff_id=staff_id)
    return row


def _show(session: Session, model: type[FollowUpEvent | Evidence], row: FollowUp, ids: Collection[int]) -> None:
    which = (model.follow_up_id == row.id, model.id.in_(ids))
    session.execute(
        update(model).where(*which).values(is_inside=False), execution_options={"synchronize_session": False}
    )


def _refuse_of_person(session: Session, row: FollowUp) -> None:
    """Refuse to let others read what one person has promised another."""
    if _is_so(session, row, origin_of(row.origin).is_of_person):
        raise Refusal(FollowUpNo.OF_A_PERSON)


def _is_so(session: Session, row: FollowUp, judged: Judged | None) -> bool:
    """Is it so of what a promise came of?"""
    return judged is not None and row.origin_id is not None and judged(session, row.origin_id)


def _why_not(session: Session, house: House, row: FollowUp, given: Move, note: str) -> Refusal | None:
    if given.state not in set(FollowUpState):
        return Refusal(FollowUpNo.STATE_WRONG)
    if given.state == row.state and not note:
        return Refusal(FollowUpNo.NOTHING_NEW)
    if given.state == FollowUpState.ABANDONED and not note:
        return Refusal(FollowUpNo.REASON_NEEDED)
    if given.state != FollowUpState.DONE:
        return None
    today = day_in(house.clock(), session.get_one(Commune, row.commune_id).time_zone)
    if given.done_on and not EARLIEST <= given.done_on <= today:
        return Refusal(FollowUpNo.DONE_DAY_LATER)
    if origin_of(row.origin).needs_proof and not has_evidence(session, row.id):
        return Refusal(FollowUpNo.PROOF_NEEDED)
    return None


def _done_on(session: Session, house: House, row: FollowUp, given: Move) -> date | None:
    """Return the day it was done: as given, as it stood, or today."""
    if row.state != FollowUpState.DONE:
        return None
    time_zone = session.get_one(Commune, row.commune_id).time_zone
    return given.done_on or row.done_on or day_in(house.clock(), time_zone)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
