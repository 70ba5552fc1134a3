"""One side of one document, opened to be quoted."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.understanding.intents import Topic
from budgeting.accounts.stages import Side
from budgeting.refusal import Refusal
from services.budgets.archive import Archive
from services.budgets.choosing import Candidate, answering
from services.budgets.figures import Sheet
from services.budgets.reasons import BudgetReason


class Page(NamedTuple):
    """A document and the sums of one of its sides."""

    document: Candidate
    sheet: Sheet


def side_of(topic: str | None) -> Side:
    """Return the side of the budget a topic stands on."""
    return Side.REVENUE if topic == Topic.REVENUE else Side.EXPENDITURE


def open_page(archive: Archive, side: Side, year: int | None, today: date) -> Page:
    """Open what answers for a year, what is in force today where none is given; `Refusal` where nothing does."""
    return page_of(archive, side, answering(archive.candidates(side), year, today))


def page_of(archive: Archive, side: Side, document: Candidate) -> Page:
    """Open one side of a document; `Refusal` where it says nothing that could be told."""
    sheet = archive.sheet(document, side)
    if sheet.is_silent:  # nothing but what remains to be paid, say: a nought would be a lie
        raise Refusal(BudgetReason.NONE_YET)
    return Page(document, sheet)
