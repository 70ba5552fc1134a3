"""Accepting a file that was looked at: its documents are written, and how it was read is remembered."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.reading import Reading
from budgeting.refusal import Refusal
from models import Commune
from services.budgets.headings import remember_headings
from services.budgets.importing import Source, Terms, import_for, quotable
from services.budgets.job_file import mark_of
from services.budgets.opening import names_other_money
from services.budgets.reasons import BudgetReason
from services.budgets.waiting import Waiting
from services.house import House


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What staff say of a file as they accept it; every answer quotes the title, where it is blank the file's name.

    `digest` is that of the job whose reading they looked at.
    """

    status: str
    published: bool
    title: str
    terms: Terms
    digest: str


def accept_file(
    session: Session,
    house: House,
    commune_id: int,
    waiting: Waiting,
    reading: Reading,
    acceptance: Acceptance,
    *,
    staff_id: int | None,
) -> list[int]:
    """Write a document for each year of a file that waits; return their ids. Its headings are known from now on.

    `Refusal` for a file in other money, one that was read in what is the commune's money no more, or one that was
    ordered to be read otherwise than `acceptance.digest`.
    """
    currency = session.get_one(Commune, commune_id).currency
    if names_other_money(reading, currency):
        raise Refusal(BudgetReason.OTHER_MONEY, found=reading.document.currency, own=currency)
    called = acceptance.title or quotable(waiting.name)
    documents = import_for(
        session,
        house,
        commune_id,
        reading,
        source=Source(called, waiting.key),
        year=waiting.year,
        status=acceptance.status,
        title=called,
        published=acceptance.published,
        terms=acceptance.terms,
        staff_id=staff_id,
    )
    _refuse_read_otherwise(
        session, commune_id, waiting, acceptance
    )  # at last: its lines were read from beside the file until now
    years = reading.document.years
    remember_headings(session, house, commune_id, reading.sheets, waiting.orders, years[-1] if years else waiting.year)
    return documents


def _refuse_read_otherwise(session: Session, commune_id: int, waiting: Waiting, acceptance: Acceptance) -> None:
    try:
        asked = mark_of(waiting.folder, waiting.key)
    except FileNotFoundError as error:
        raise Refusal(BudgetReason.FILE_GONE) from error
    if asked.digest != acceptance.digest:
        raise Refusal(BudgetReason.FILE_READ_ANEW)
    # Read of the row as it stands, and held: who sets the money right meanwhile waits, and finds these documents.
    own = session.scalars(select(Commune.currency).where(Commune.id == commune_id).with_for_update()).one()
    if asked.currency != own:
        raise Refusal(BudgetReason.READ_IN_OTHER_MONEY, found=asked.currency, own=own)
