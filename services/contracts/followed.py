"""The targets of a contract in the one list of promises: each is a promise that the taker has made to the giver."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models import Contract, ContractTarget, FollowUp
from models.contract import ContractLevel, ContractSide
from models.follow_up import FollowUpState, Visibility
from services.contracts.finding import account_of
from services.follow_ups.finding import OVER
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.moving import Move, move, promise_by
from services.house import House

ORIGIN = "contract_target"


def promise_target(session: Session, house: House, row: Contract, target: ContractTarget, *, staff_id: int) -> None:
    """Write a target down as a promise; an individual's is read by its two parties and administrators alone."""
    is_of_person = row.level == ContractLevel.INDIVIDUAL
    new = NewFollowUp(
        ORIGIN,
        target.text,
        row.taker,
        account_of(session, row, ContractSide.TAKER),
        due_of(row, target),
        source_id=row.id,
        visibility=Visibility.NAMED if is_of_person else Visibility.STAFF,
    )
    made = add_follow_up(session, house, row.commune_id, new, staff_id=staff_id)
    if is_of_person:
        made.made_by = row.giver_id  # who gave the target, not who entered a signature, reads it beside the taker
    target.follow_up_id = made.id
    session.flush()


def due_of(row: Contract, target: ContractTarget) -> date:
    """Return by when a target is to be reached: its own day, else the contract's last."""
    return target.due_on or row.ends_on


def put_off(
    session: Session, house: House, row: Contract, target: ContractTarget, reason: str, *, staff_id: int
) -> None:
    """Promise a target by the day it has now, unless it is that already."""
    promise = _open_promise(session, target)
    if promise is not None and promise.due_on != due_of(row, target):
        day = due_of(row, target)
        promise_by(session, house, row.commune_id, promise.number, day, reason, staff_id=staff_id, by_source=True)


def give_up(
    session: Session, house: House, row: Contract, target: ContractTarget, reason: str, *, staff_id: int
) -> None:
    """Give the promise of a target up, for a reason."""
    _move(session, house, row, target, Move(FollowUpState.ABANDONED, reason), staff_id)


def keep_whole(
    session: Session, house: House, row: Contract, target: ContractTarget, day: date, *, staff_id: int
) -> None:
    """Say that the promise of a target was kept: both sides have signed that it was reached."""
    _move(session, house, row, target, Move(FollowUpState.DONE, done_on=day), staff_id)


def keep_part(
    session: Session, house: House, row: Contract, target: ContractTarget, _day: date, *, staff_id: int
) -> None:
    """Say that the promise of a target has begun: both sides have signed that a part was reached. It stays open."""
    promise = _open_promise(session, target)
    if promise is not None and promise.state != FollowUpState.IN_PROGRESS:
        _move(session, house, row, target, Move(FollowUpState.IN_PROGRESS), staff_id)


def _move(session: Session, house: House, row: Contract, target: ContractTarget, to: Move, staff_id: int) -> None:
    promise = _open_promise(session, target)
    if promise is not None:
        move(session, house, row.commune_id, promise.number, to, staff_id=staff_id)


def _open_promise(session: Session, target: ContractTarget) -> FollowUp | None:
    found = session.get(FollowUp, target.follow_up_id) if target.follow_up_id else None
    return None if found is None or found.state in OVER else found
