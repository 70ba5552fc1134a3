"""The demonstration's contracts: the town hall's, published, a department's that makes it, one to be signed."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.quantities import THOUSANDTHS, read_quantity
from models import Commune, Contract, ContractTarget
from models.contract import ContractMatter
from services.clock import day_in
from services.contracts.amending import propose_amendment
from services.contracts.drafting import add_contract, add_target
from services.contracts.drafts import ContractDraft, TargetDraft
from services.contracts.ending import publish_contract
from services.contracts.making_of import make_of
from services.contracts.proposed import proposed_review
from services.contracts.results import ResultDraft, add_result
from services.contracts.reviewing import ReviewDraft, open_review, write_review
from services.contracts.signing import Signing, sign, standing_of
from services.follow_ups.finding import Reader
from services.house import House


def write_contracts(session: Session, house: House, commune: Commune, data: dict[str, Any], staff: list[int]) -> None:
    """Write each contract down as its two parties would; figures are made up, and run since the year began."""
    year, made = day_in(house.clock(), commune.time_zone).year, [0]
    keys = (session, house, commune.id)
    for found in data["contract"]:
        giver, taker = (staff[found[side]] for side in ("giver_account", "taker_account"))
        words = {name: found[name] for name in ("level", "giver", "taker")}
        draft = ContractDraft(
            **words, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), giver_id=giver, taker_id=taker,
            parent_id=made[found["parent"]] or None, plan=found["plan"],
        )  # fmt: skip
        number = add_contract(*keys, draft, staff_id=staff[0])
        made.append(number)
        for target in found["targets"]:
            add_target(*keys, number, _target(target), staff_id=staff[0])
    first, second, *_others = made[1:]
    make_of(*keys, first, _ids(session, first)[0], "sum", _ids(session, second)[:1], staff_id=staff[0])
    for number, found in zip(made[1:], data["contract"], strict=True):
        if found["is_signed"]:
            giver, taker = (staff[found[side]] for side in ("giver_account", "taker_account"))
            _agree(session, house, commune.id, number, giver, taker)
        _measure(session, house, commune, number, found["targets"], staff[0])
    _finish(session, house, commune.id, made[1:], staff[0])


def _target(found: dict[str, Any]) -> TargetDraft:
    weight, planned = read_quantity(found["weight"]), read_quantity(found["planned"])
    return TargetDraft(found["text"], weight, found["unit"], planned, found.get("less_is_better", False))


def _agree(session: Session, house: House, commune_id: int, number: int, giver: int, taker: int) -> None:
    row = session.get_one(Contract, number)
    for side, who in (("giver", giver), ("taker", taker)):
        digest = standing_of(session, row, ContractMatter.CONTRACT, number, who).digest
        sign(session, house, commune_id, number, Signing("contract", number, digest, side), staff_id=who)


def _measure(
    session: Session, house: House, commune: Commune, number: int, targets: list[dict[str, Any]], staff_id: int
) -> None:
    today = day_in(house.clock(), commune.time_zone)
    for target_id, found in zip(_ids(session, number), targets, strict=True):
        value = read_quantity(found.get("reached", ""))
        if value is not None:
            result = ResultDraft(value, today, found.get("comment", ""))
            add_result(session, house, commune.id, number, target_id, result, staff_id=staff_id)


def _finish(session: Session, house: House, commune_id: int, made: list[int], staff_id: int) -> None:
    """Let the first be read by everybody; a review and an amendment wait for signatures."""
    keys = (session, house, commune_id)
    first, second, *_others = made
    publish_contract(*keys, first, staff_id=staff_id)
    _review(session, house, commune_id, first)
    propose_amendment(*keys, second, "Deux pompes sont arrivées en retard.", staff_id=staff_id)


def _review(session: Session, house: House, commune_id: int, number: int) -> None:
    """Let both sides write what they found at mid-term: of the last target not the same."""
    row, keys = session.get_one(Contract, number), (session, house, commune_id)
    sides = {"taker": row.taker_id, "giver": row.giver_id}
    review = open_review(*keys, number, "midterm", staff_id=row.taker_id or 0)
    today = day_in(house.clock(), session.get_one(Commune, commune_id).time_zone)
    for side, words in (("taker", ""), ("giver", "Une pompe est de nouveau en panne.")):
        shown = proposed_review(session, commune_id, number, review, Reader(sides[side] or 0, is_administrator=True))
        rows = {target: (found.read, "") for target, found in shown.rows.items()}
        last = max((target for target, (value, _words) in rows.items() if value), default=None)
        if words and last is not None:
            rows[last] = ((rows[last][0] or 0) - THOUSANDTHS, words)
        write_review(*keys, number, review, ReviewDraft(side, today, rows), staff_id=sides[side] or 0)


def _ids(session: Session, number: int) -> list[int]:
    query = select(ContractTarget.id).where(ContractTarget.contract_id == number)
    return list(session.scalars(query.order_by(ContractTarget.place)))
