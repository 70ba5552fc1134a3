"""Both sides sign: by their own account, or on a paper that a second person enters; what both signed holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import ModuleType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contract, ContractSignature, Staff
from models.contract import ContractMatter, ContractSide
from services.contracts import agreeing, amending, reviewing
from services.contracts.agreeing import today_of
from services.contracts.finding import account_of, get_contract, may_write, note
from services.contracts.reasons import ContractNo
from services.house import House
from services.uploads import Upload

MATTERS: Mapping[ContractMatter, ModuleType] = {
    ContractMatter.CONTRACT: agreeing,
    ContractMatter.AMENDMENT: amending,
    ContractMatter.REVIEW: reviewing,
}
ACTS = {
    ContractMatter.CONTRACT: "contract_agreed",
    ContractMatter.AMENDMENT: "contract_amended",
    ContractMatter.REVIEW: "contract_reviewed",
}


@dataclass(frozen=True, slots=True)
class Signing:
    """One side's yes to what it saw, by its digest; of a side without an account the signed paper and its day."""

    matter: str
    matter_id: int
    digest: str
    side: str
    paper: Upload | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class SideView:
    """A side and its signature: `who` signed or entered the paper; `may_sign` and `by_paper` are of who reads."""

    side: str
    party: str
    person: str | None
    is_signed: bool = False
    who: str = ""
    signed_on: date | None = None
    made_at: datetime | None = None
    signature_id: int | None = None
    paper: str | None = None
    may_sign: bool = False
    by_paper: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the signing of a matter has come: what is signed, by whom, and what it lacks before it can be."""

    matter: str
    matter_id: int
    digest: str
    sides: tuple[SideView, ...]
    why_not: Refusal | None


def sign(session: Session, house: House, commune_id: int, contract_id: int, given: Signing, *, staff_id: int) -> bool:
    """Note one side's yes; True when both have said it now, and it holds."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    if given.matter not in set(ContractMatter) or given.side not in set(ContractSide):
        raise Refusal(ContractNo.NO_SUCH)
    which = ContractMatter(given.matter)
    matter = MATTERS[which]
    matter.refuse_unready(session, row, given.matter_id)
    digest = _digest(matter.content_of(session, row, given.matter_id))
    if given.digest != digest:
        raise Refusal(ContractNo.CHANGED_MEANWHILE)
    there = _signatures(session, which, given.matter_id, digest)
    _refuse_wrong_hand(session, row, given, staff_id, there)
    _keep(session, house, row, given, staff_id)
    note(session, house, "contract_signed", row, staff_id, matter=given.matter, side=given.side)
    if not there:
        return False
    matter.conclude(session, house, row, given.matter_id, staff_id)
    note(session, house, ACTS[which], row, staff_id)
    return True


def standing_of(session: Session, row: Contract, matter: ContractMatter, matter_id: int, reader_id: int) -> Standing:
    """Return how far a matter that waits for signatures has come, as who reads may go on with it."""
    of = MATTERS[matter]
    digest = _digest(of.content_of(session, row, matter_id))
    there = _signatures(session, matter, matter_id, digest)
    why_not = _why_not(lambda: of.refuse_unready(session, row, matter_id))
    is_open = why_not is None and may_write(session, row, reader_id)
    sides = tuple(_side(session, row, side, there, reader_id if is_open else None) for side in ContractSide)
    return Standing(str(matter), matter_id, digest, sides, why_not)


def signed_by(session: Session, contract_id: int, matter: ContractMatter, matter_id: int) -> list[ContractSignature]:
    """Return the signatures of the version of a matter that both sides signed, the giver's first."""
    mine = (ContractSignature.contract_id == contract_id, ContractSignature.matter == matter)
    rows = session.scalars(select(ContractSignature).where(*mine, ContractSignature.matter_id == matter_id)).all()
    by_digest: dict[str, list[ContractSignature]] = {}
    for row in rows:
        by_digest.setdefault(row.digest, []).append(row)
    both = [found for found in by_digest.values() if len(found) == len(ContractSide)]
    return sorted(both[0], key=lambda one: one.side) if both else []


def _refuse_wrong_hand(
    session: Session, row: Contract, given: Signing, staff_id: int, there: Mapping[str, ContractSignature]
) -> None:
    """Refuse who is not that side, and one person for both; of a side without an account, without its paper."""
    if given.side in there:
        raise Refusal(ContractNo.SIGNED_ALREADY)
    side = ContractSide(given.side)
    own = account_of(session, row, side)
    if own is not None and own != staff_id:
        raise Refusal(ContractNo.NOT_YOUR_SIDE)
    if own is None and not _may_enter(session, row, side, staff_id, there):
        raise Refusal(ContractNo.SECOND_PERSON)
    if own is None and given.paper is None:
        raise Refusal(ContractNo.PAPER_NEEDED)


def _may_enter(
    session: Session, row: Contract, side: ContractSide, staff_id: int, there: Mapping[str, ContractSignature]
) -> bool:
    """May this person enter the paper of a side: nobody who stands for the other, or entered the other's?"""
    other = ContractSide.TAKER if side == ContractSide.GIVER else ContractSide.GIVER
    is_other = account_of(session, row, other) == staff_id
    return not is_other and all(one.staff_id != staff_id for one in there.values())


def _keep(session: Session, house: House, row: Contract, given: Signing, staff_id: int) -> None:
    today = today_of(session, house, row)
    has_paper = account_of(session, row, ContractSide(given.side)) is None
    signed_on = (given.signed_on if has_paper else None) or today
    if signed_on > today:
        raise Refusal(ContractNo.SIGNED_LATER)
    paper = given.paper if has_paper else None
    session.add(
        ContractSignature(
            contract_id=row.id,
            matter=ContractMatter(given.matter),
            matter_id=given.matter_id,
            digest=given.digest,
            side=ContractSide(given.side),
            signed_on=signed_on,
            staff_id=staff_id,
            stored_as=paper.stored_as if paper else None,
            file_name=paper.file_name if paper else None,
            size=paper.size if paper else None,
            made_at=house.clock(),
        )
    )
    session.flush()


def _signatures(session: Session, matter: ContractMatter, matter_id: int, digest: str) -> dict[str, ContractSignature]:
    which = (ContractSignature.matter == matter, ContractSignature.matter_id == matter_id)
    rows = session.scalars(select(ContractSignature).where(*which, ContractSignature.digest == digest))
    return {str(row.side): row for row in rows}


def _side(
    session: Session, row: Contract, side: ContractSide, there: Mapping[str, ContractSignature], reader_id: int | None
) -> SideView:
    """Return a side as a page shows it; without a reader nobody can sign now."""
    own, one = account_of(session, row, side), there.get(side)
    party = row.giver if side == ContractSide.GIVER else row.taker
    person = session.get_one(Staff, own).name if own else None
    if one is not None:
        who = session.get(Staff, one.staff_id) if one.staff_id else None
        named = who.name if who else ""
        return SideView(str(side), party, person, True, named, one.signed_on, one.made_at, one.id, one.file_name)
    if reader_id is None:
        return SideView(str(side), party, person)
    by_paper = own is None and _may_enter(session, row, side, reader_id, there)
    return SideView(str(side), party, person, may_sign=own == reader_id, by_paper=by_paper)


def _why_not(act: Callable[[], None]) -> Refusal | None:
    try:
        act()
    except Refusal as no:
        return no
    return None


def _digest(content: Mapping[str, Any]) -> str:
    """Return SHA-256, hex, over the canonical JSON of what is signed."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
