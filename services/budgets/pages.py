"""One side of one document, opened to be quoted."""

from __future__ import annotations

from typing import NamedTuple

from bot.understanding.intents import Topic
from budgeting.accounts.stages import Side
from budgeting.refusal import Refusal
from services.budgets.archive import Archive
from services.budgets.choosing import Candidate, nearest
from services.budgets.figures import Sheet
from services.budgets.reasons import BudgetReason


class Page(NamedTuple):
    """A document and the sums of one of its sides."""

    document: Candidate
    sheet: Sheet


def side_of(topic: str | None) -> Side:
    """Return the side of the budget a topic stands on."""
    return Side.REVENUE if topic == Topic.REVENUE else Side.EXPENDITURE


def open_page(archive: Archive, side: Side, year: int | None) -> Page:
    """Open what answers for a year; `Refusal` where nothing does."""
    document = nearest(archive.candidates(side), year)
    sheet = archive.sheet(document, side)
    if sheet.is_silent:  # nothing but what remains to be paid, say: a nought would be a lie
        raise Refusal(BudgetReason.NONE_YET)
    return Page(document, sheet)
