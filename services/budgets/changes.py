"""Documents that list only what changes, added to the budget they change.

A budget additionnel or modificatif often holds nothing but its additions and moves. Told alone, its hundred thousand
would stand as the whole year's money; so it answers together with the budget it changes, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgeting.accounts.stages import Side, Stage
from models.budget import BudgetStatus
from services.budgets.choosing import Candidate, has_been_decided, in_order
from services.budgets.figures import DONE, FORECASTS

ONLY_CHANGES = frozenset({Stage.ADDITIONAL, Stage.MODIFIED})
UNCHANGED = (BudgetStatus.VOTED, BudgetStatus.APPROVED)
BETWEEN = " + "


def with_changes(found: Sequence[Candidate], side: Side) -> list[Candidate]:
    """Return the documents that answer for a side: those of changes alone are joined to the budget of their year."""
    changes = [row for row in found if is_of_changes(row, side)]
    whole = [row for row in found if row not in changes]
    return [*whole, *(joined for year in {row.year for row in changes} for joined in _joined(whole, changes, year))]


def is_of_changes(row: Candidate, side: Side) -> bool:
    """Does the document forecast nothing for a side but additions and moves, and say nothing of what was done?"""
    forecasts = FORECASTS & row.stages
    return bool(forecasts) and forecasts <= ONLY_CHANGES and not row.stages & set(DONE[side])


def is_in_budget(changes: Candidate, found: Iterable[Candidate], side: Side) -> bool:
    """Are the changes in the year's budget already, as it answers?"""
    whole = [row for row in found if row.year == changes.year and not is_of_changes(row, side)]
    base = max(whole, key=in_order, default=None)
    return base is not None and has_been_decided(base) and not _is_unchanged(base)


def _is_unchanged(base: Candidate) -> bool:
    return base.status in UNCHANGED and not base.stages & {Stage.AMENDED, *ONLY_CHANGES}


def _joined(whole: Iterable[Candidate], changes: Iterable[Candidate], year: int) -> list[Candidate]:
    """Return the year's budget with its changes; nothing where there is none, or one that has them in it."""
    base = max((row for row in whole if row.year == year), key=in_order, default=None)
    after = sorted((row for row in changes if row.year == year and has_been_decided(row)), key=in_order)
    if base is None or not after or not _is_unchanged(base):
        return []
    parts = (base, *after)
    return [
        base._replace(
            status=BudgetStatus.AMENDED,
            dated_on=max((row.dated_on for row in parts if row.dated_on), default=None),
            source=BETWEEN.join(row.source for row in parts),
            parts=parts,
        )
    ]
