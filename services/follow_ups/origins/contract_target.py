"""A target of a performance contract; of a person's contract its two parties and administrators alone read it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _
from budgeting.own_name import OWN_NAME
from models import Contract
from models.contract import ContractLevel
from services.follow_ups.origin import Origin, Source, Sources


def sources(session: Session, commune_id: int, ids: Collection[int]) -> Sources:
    """Return contracts by who took them and the years they run."""
    rows = session.scalars(select(Contract).where(Contract.commune_id == commune_id, Contract.id.in_(ids)))
    return {
        row.id: Source(
            {OWN_NAME: f"{row.taker}, {_years(row)}"},
            f"contracts/{row.id}" if row.published_at else None,
            f"contracts/{row.id}",
        )
        for row in rows
    }


def is_of_person(session: Session, contract_id: int) -> bool:
    """Is it a contract of one person?"""
    level = session.scalar(select(Contract.level).where(Contract.id == contract_id))
    return level == ContractLevel.INDIVIDUAL


def is_signed(session: Session, contract_id: int) -> bool:
    """Is it a contract that is kept here? Its targets change by an amendment alone."""
    return session.get(Contract, contract_id) is not None


def _years(row: Contract) -> str:
    first, last = row.starts_on.year, row.ends_on.year
    return str(first) if first == last else f"{first}-{last}"


ORIGIN = Origin(
    "contract_target",
    30,
    _("Target of a contract"),
    sources=sources,
    is_of_person=is_of_person,
    is_signed=is_signed,
)
