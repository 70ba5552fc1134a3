"""What both sides have signed of a contract, and what waits for somebody's signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Contract, ContractAmendment, ContractReview, ContractSignature, ContractTarget, Staff
from models.contract import ContractMatter, ContractState, ReviewKind
from services.contracts.amending import open_amendment
from services.contracts.changes import ChangedTarget, changed_targets
from services.contracts.finding import is_party, reads_all
from services.contracts.found import Said, found_of
from services.contracts.reviewing import comments_of, waiting_review
from services.contracts.signing import signed_by, standing_of
from services.follow_ups.finding import Reader


@dataclass(frozen=True, slots=True)
class SignedView:
    """A signature: `who` signed, or entered the paper of that name."""

    id: int
    side: str
    who: str
    signed_on: date
    paper: str | None


@dataclass(frozen=True, slots=True)
class ReviewedTarget:
    """What both signed of a target: thousandths of its unit, None where there was no data or it is kept back.

    `said` is what each side found, by side, as far as it wrote.
    """

    text: str
    unit: str | None
    value: int | None
    comment: str
    is_kept_back: bool = False
    said: Mapping[str, Said] = field(default_factory=dict)
    differs: bool = False


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review that both signed; `comments` are what each side said of the whole, by side."""

    kind: str
    read_on: date
    comments: Mapping[str, str]
    rows: tuple[ReviewedTarget, ...]
    signed: tuple[SignedView, ...]


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """An amendment that both signed, and the targets that it changed."""

    reason: str
    changed: tuple[ChangedTarget, ...]
    signed: tuple[SignedView, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What both sides have signed, in the order in which they did."""

    signed: tuple[SignedView, ...]
    amendments: tuple[AmendmentView, ...]
    reviews: tuple[ReviewView, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A matter of a contract that waits for somebody's signature; `matter_id` is an amendment's or a review's."""

    contract_id: int
    taker: str
    matter: str
    matter_id: int


def history_of(session: Session, contract_id: int, reader: Reader) -> History:
    """Return what both sides have signed of a contract that a reader may read.

    A mid-term review keeps back from who is no side what is made of people's results; a final one tells it.
    """
    texts = {
        row.id: row for row in session.scalars(select(ContractTarget).where(ContractTarget.contract_id == contract_id))
    }
    of = (ContractReview.contract_id == contract_id, ContractReview.is_agreed)
    reviews = session.scalars(select(ContractReview).where(*of).order_by(ContractReview.id))
    mine = (ContractAmendment.contract_id == contract_id, ContractAmendment.is_agreed)
    amendments = session.scalars(select(ContractAmendment).where(*mine).order_by(ContractAmendment.id))
    return History(
        _signed(session, contract_id, ContractMatter.CONTRACT, contract_id),
        tuple(
            AmendmentView(
                row.reason,
                changed_targets(row.before, row.targets),
                _signed(session, contract_id, ContractMatter.AMENDMENT, row.id),
            )
            for row in amendments
        ),
        tuple(_review(session, row, texts, reader) for row in reviews),
    )


def to_sign(session: Session, commune_id: int, staff_id: int) -> list[Waiting]:
    """Return what waits for the signature of a member of staff."""
    states = (ContractState.DRAFT, ContractState.AGREED, ContractState.REVIEWED)
    party = (Contract.giver_id == staff_id) | (Contract.taker_id == staff_id)
    rows = session.scalars(select(Contract).where(Contract.commune_id == commune_id, party, Contract.state.in_(states)))
    found = ((row, *waits) for row in rows for waits in waiting_of(session, row))
    return [
        Waiting(row.id, row.taker, str(matter), matter_id)
        for row, matter, matter_id in found
        if is_party(row, staff_id)
        and any(side.may_sign for side in standing_of(session, row, matter, matter_id, staff_id).sides)
    ]


def waiting_of(session: Session, row: Contract) -> list[tuple[ContractMatter, int]]:
    """Return what of a contract waits for signatures: itself, its amendment, its review."""
    if row.state == ContractState.DRAFT:
        return [(ContractMatter.CONTRACT, row.id)]
    amendment, review = open_amendment(session, row.id), waiting_review(session, row.id)
    return [
        *([(ContractMatter.AMENDMENT, amendment.id)] if amendment else []),
        *([(ContractMatter.REVIEW, review.id)] if review else []),
    ]


def _review(session: Session, row: ContractReview, texts: dict[int, ContractTarget], reader: Reader) -> ReviewView:
    contract = session.get_one(Contract, row.contract_id)
    is_told = row.kind == ReviewKind.FINAL or reads_all(contract, reader)
    rows = tuple(
        ReviewedTarget(
            texts[one].text,
            texts[one].unit,
            found.value,
            found.comment(contract),
            found.is_kept_back,
            found.said,
            found.differs,
        )
        for one, found in found_of(row, reads_all=is_told).items()
    )
    signed = _signed(session, row.contract_id, ContractMatter.REVIEW, row.id)
    return ReviewView(str(row.kind), row.read_on, comments_of(row), rows, signed)


def _signed(session: Session, contract_id: int, matter: ContractMatter, matter_id: int) -> tuple[SignedView, ...]:
    return tuple(_view(session, one) for one in signed_by(session, contract_id, matter, matter_id))


def _view(session: Session, one: ContractSignature) -> SignedView:
    who = session.get(Staff, one.staff_id) if one.staff_id else None
    return SignedView(one.id, str(one.side), who.name if who else "", one.signed_on, one.file_name)
