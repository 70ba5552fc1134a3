"""A day that does not go with what a document is said to be: shown to staff, who may be right all the same."""

from __future__ import annotations

from collections.abc import Iterable

from admin.desk import current_commune, found, read, say
from admin.tongue import marked as _
from admin.tongue import say_day
from budgeting.accounts.reading import DocumentStatus
from services.budgets.listing import DocumentRow, document_row

EARLY = _(
    "An account is told after its year. This one is dated %(day)s, and its year %(year)s ends on %(end)s: look at the "
    "date of the decision and at the status."
)


def say_early_accounts(document_ids: Iterable[int]) -> None:
    """Show on the next page which accounts are dated before their year is over; an account of some months may be."""
    for number in document_ids:
        document = _document(number)
        if document.status != DocumentStatus.EXECUTED or not document.dated_on or document.dated_on > document.ends_on:
            continue
        say(EARLY, kind="wrong", day=say_day(document.dated_on), year=document.year_name, end=say_day(document.ends_on))


def _document(number: int) -> DocumentRow:
    commune = current_commune().id
    document, _report = found(read(lambda db: document_row(db, commune, number)))
    return document
