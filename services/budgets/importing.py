"""Writing down what the reader read: a document for each fiscal year of the file, its programmes, its lines.

A file with two years side by side gives two documents, because each answer quotes one year, one status and one source.
The same file is not taken twice: it would be quoted as if there were two.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.accounts.reading import Reading
from budgeting.fiscal_year import FiscalYear, first_month_of, fiscal_year, name_years
from budgeting.refusal import Refusal
from models import BudgetDocument, Commune
from models.budget import BudgetStatus
from services.budgets.lines import write_lines
from services.budgets.publishing import note
from services.budgets.reasons import BudgetReason
from services.budgets.report import fit, report_of
from services.budgets.titles import title_for
from services.house import House
from services.revision import grow_revision

NAME_LENGTH = 200
YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from: a name as it will be quoted, SHA-256 of the file's bytes in hex."""

    name: str
    digest: str

    @staticmethod
    def of(name: str, content: bytes) -> Source:
        """Return the source that a file is."""
        return Source(quotable(name), hashlib.sha256(content).hexdigest())


def quotable(file_name: str) -> str:
    """Return a file's name as people read it: without its ending, its words apart; citizens hear it in every answer."""
    words = re.split(r"[\s_]+", PurePath(file_name).stem)
    return " ".join(words).strip() or file_name


@dataclass(frozen=True, slots=True)
class Terms:
    """What a file does not say of its documents: the day of the decision, the month in which fiscal years begin.

    `dated_on` is of the latest year of a file: an earlier one beside it was decided on another day. `first_month` None
    is that of the country. `stored_as` is the file as it is kept, `file_public` whether citizens may
    fetch it.
    """

    dated_on: date | None = None
    first_month: int | None = None
    stored_as: str | None = None
    file_public: bool = False


AS_USUAL = Terms()


def import_budget(
    session: Session,
    house: House,
    commune: Commune,
    reading: Reading,
    *,
    source: Source,
    year: int | None = None,
    status: str | None = None,
    title: str | None = None,
    staff_id: int | None = None,
    published: bool = True,
    terms: Terms = AS_USUAL,
) -> list[BudgetDocument]:
    """Write what was read, one document a year in their order; the reader's guess is the status where none is given.

    `year` is the fiscal year of amounts for which the file names none, `title` what the document is called in place of
    what the file calls itself, `terms` what else is known of it. Raises `Refusal` for a file that is known, that holds
    no line, or whose year nobody knows.
    """
    called = title or reading.document.title
    entry = _Entry(
        session, house, commune, reading, source, year, _status(status or reading.document.status), called, terms
    )
    years = years_of(reading, year)
    # Two imports of one file at the same time would both find it unknown: the second waits for the first.
    session.refresh(commune, with_for_update=True)
    _refuse_known(session, commune.id, source.digest)
    documents = [
        entry.called_for(number, years).write(
            number, terms.dated_on if number == years[-1] else None, published=published, staff_id=staff_id
        )
        for number in years
    ]
    grow_revision(session, commune.id)
    return documents


def import_for(session: Session, house: House, commune_id: int, reading: Reading, **choices: Any) -> list[int]:
    """Do as `import_budget` for the commune of that id; return the ids of the documents."""
    commune = session.get_one(Commune, commune_id)
    return [document.id for document in import_budget(session, house, commune, reading, **choices)]


def years_of(reading: Reading, year: int | None = None) -> list[int]:
    """Return the fiscal years a reading has amounts of, in their order; `year` stands in where the file says none."""
    if not reading.lines:
        raise Refusal(BudgetReason.NOTHING_READ)
    found = {year if slot.year is None else slot.year for line in reading.lines for slot in line.amounts}
    if None in found:
        raise Refusal(BudgetReason.YEAR_NEEDED)
    return sorted(_plausible(number) for number in found if number is not None)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One reading on its way into the database."""

    session: Session
    house: House
    commune: Commune
    reading: Reading
    source: Source
    asked_year: int | None
    status: BudgetStatus
    title: str
    terms: Terms

    def called_for(self, year: int, years: Sequence[int]) -> _Entry:
        """Return the entry of one of several years: what is called by its title names that year."""
        own = title_for(self.title, year, years)
        source = replace(self.source, name=own) if self.source.name == self.title else self.source
        return replace(self, title=own, source=source)

    def write(self, year: int, dated_on: date | None, *, published: bool, staff_id: int | None) -> BudgetDocument:
        """Write the document of one year, with the day of its decision where that is known."""
        document = self._document(year, dated_on, published)
        # Amounts for which the file names no year belong to the year that was given.
        years = (year, None) if year == self.asked_year else (year,)
        lines = write_lines(self.session, self.commune.id, document.id, self.reading.lines, years)
        document.report = report_of(self.reading, years, lines)
        note(self.session, self.house, "budget_imported", document, staff_id, lines=lines)
        if published:
            note(self.session, self.house, "budget_published", document, staff_id)
        return document

    def _document(self, year: int, dated_on: date | None, published: bool) -> BudgetDocument:
        name, days = fit(self.source.name, NAME_LENGTH), self._days(year)
        document = BudgetDocument(
            commune_id=self.commune.id,
            title=fit(self.title, NAME_LENGTH) or name,
            year=year,
            starts_on=days.starts_on,
            ends_on=days.ends_on,
            status=self.status,
            dated_on=dated_on,
            source=name,
            source_digest=self.source.digest,
            stored_as=self.terms.stored_as,
            file_public=self.terms.file_public,
            report={},
            published=published,
            imported_at=self.house.clock(),
        )
        self.session.add(document)
        self.session.flush()
        return document

    def _days(self, year: int) -> FiscalYear:
        return fiscal_year(year, self.terms.first_month or first_month_of(self.commune.country))


def _plausible(year: int) -> int:
    if year not in YEARS:
        raise Refusal(BudgetReason.YEAR_WRONG, year=year)
    return year


def _status(status: str) -> BudgetStatus:
    try:
        return BudgetStatus(status)
    except ValueError as error:
        raise Refusal(BudgetReason.STATUS_WRONG, status=status[:40]) from error


def _refuse_known(session: Session, commune_id: int, digest: str) -> None:
    known = session.execute(
        select(BudgetDocument.starts_on, BudgetDocument.ends_on)
        .where(BudgetDocument.commune_id == commune_id, BudgetDocument.source_digest == digest)
        .where(BudgetDocument.withdrawn_at.is_(None))
        .limit(1)
    ).one_or_none()
    if known is not None:
        raise Refusal(BudgetReason.KNOWN_FILE, year=name_years(*known))
