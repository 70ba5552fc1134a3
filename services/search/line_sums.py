"""Lines of one title in one year's budget as one figure: planned by the budget and its changes, done by its account.

Missing is not nought. Where one of the lines does not say what was done, nobody knows yet what was done with all;
an account lists all that was done, so its sum stands, and it is said that not every line has something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.ports import HitView, PartView
from budgeting.accounts.stages import Side
from budgeting.fiscal_year import name_years
from models import BudgetDocument, BudgetLine
from models.budget import BudgetStatus
from services.budgets.changes import BETWEEN
from services.budgets.choosing import Candidate, in_order
from services.budgets.figures import FORECASTS, LineFigures, Sheet, done_stage

MOST_PARTS = 20
"""Lines of a sum that are listed with it; how many there are is said."""


class Row(NamedTuple):
    """A line, the document it stands in, and the name of its programme."""

    line: BudgetLine
    document: BudgetDocument
    programme: str | None

    @property
    def place(self) -> tuple[int | None, str]:
        """Where the line stands in a budget, so that it is known in the account."""
        return self.line.programme_id, self.line.code or ""


class _Told(NamedTuple):
    """The lines that tell what is planned, and those that tell what was done: the same, or those of the account.

    `stages` are those that the document of the latter has, in these lines or in others.
    """

    planned: Sequence[Row]
    done: Sequence[Row]
    status: str
    stages: frozenset[str] = frozenset()

    def stage(self, side: Side) -> str | None:
        """Return the stage that says what was done, as every sum of the document has it."""
        return done_stage(side, self.stages.union(*(row.line.amounts for row in self.done)))


def view_of_lines(rows: Sequence[Row], found: Iterable[Candidate] = (), budgets: Iterable[Candidate] = ()) -> HitView:
    """Return lines of one title, side and year as one.

    `found` are the documents that answer for that side, `budgets` those that say what was planned beside an account.
    """
    told = _telling(rows, found, budgets)
    shown = told.planned or told.done
    line, document, _programme = shown[0]
    side = Side(line.side)
    stage = told.stage(side)
    planned, done = _planned(told.planned, side), _done(told.done, stage)
    parts = _parts(told, side)
    return HitView(
        kind="line",
        title=line.label,
        year=name_years(document.starts_on, document.ends_on),
        topic=_only({row.line.topic for row in shown}),
        planned=planned,
        done=done,
        done_in_part=_is_done_in_part(told.done, stage),
        status=told.status,
        source=BETWEEN.join(dict.fromkeys(row.document.source for row in (*told.planned, *told.done))),
        link=f"budget?year={document.year}",
        side=str(side),
        lines=len(shown),
        parts=parts if len(shown) > 1 else (),
    )


def _telling(rows: Sequence[Row], found: Iterable[Candidate], budgets: Iterable[Candidate]) -> _Told:
    """Return the lines of the documents that answer, as they answer for a topic: the furthest that have some."""
    by_document: dict[int, list[Row]] = {}
    for row in rows:
        by_document.setdefault(row.document.id, []).append(row)
    best = _furthest(found, rows[0].document.year, by_document)
    if best is None:
        alone = by_document[max(by_document)]
        return _Told(alone, alone, str(alone[0].document.status))
    budget: Candidate | None = best
    if best.is_account and not _has_forecast(_rows_of(best, by_document)):
        budget = _furthest(budgets, best.year, by_document)
    planned = _rows_of(budget, by_document) if budget else []
    # The line may stand in a change of the budget alone.
    done = by_document.get(best.id) or _rows_of(best, by_document)
    return _Told(planned if _has_forecast(planned) else [], done, _status(best, by_document), best.stages)


def _furthest(found: Iterable[Candidate], year: int, by_document: Mapping[int, list[Row]]) -> Candidate | None:
    """Return the document of the year that has come furthest, of those that have some of the lines."""
    mine = [one for one in found if one.year == year and not by_document.keys().isdisjoint(one.ids)]
    return max(mine, key=in_order, default=None)


def _rows_of(document: Candidate, by_document: Mapping[int, list[Row]]) -> list[Row]:
    return [row for number in document.ids for row in by_document.get(number, ())]


def _status(best: Candidate, by_document: Mapping[int, list[Row]]) -> str:
    """Return the status of what answers; of a budget and its changes that of the one that has lines, where one does."""
    telling = [one for one in best.documents if one.id in by_document]
    return str(telling[0].status if len(telling) == 1 else best.status)


def _has_forecast(rows: Iterable[Row]) -> bool:
    return any(FORECASTS & row.line.amounts.keys() for row in rows)


def _planned(rows: Sequence[Row], side: Side) -> int | None:
    figures = [LineFigures(None, None, None, row.line.amounts) for row in rows]
    return Sheet(figures, side, is_account=False).planned(figures)


def _done(rows: Sequence[Row], stage: str | None) -> int | None:
    """Return what was done with all of the lines, None where nobody knows."""
    if not _says_done(rows, stage) or (_is_done_in_part(rows, stage) and not _is_account(rows)):
        return None
    done: int = sum(row.line.amounts.get(stage or "", 0) for row in rows)
    return done


def _is_done_in_part(rows: Sequence[Row], stage: str | None) -> bool:
    """Do some of the lines that have money say what was done, and others not?"""
    return _says_done(rows, stage) and any(row.line.amounts and stage not in row.line.amounts for row in rows)


def _says_done(rows: Iterable[Row], stage: str | None) -> bool:
    return any(stage in row.line.amounts for row in rows)


def _is_account(rows: Sequence[Row]) -> bool:
    return all(row.document.status == BudgetStatus.EXECUTED for row in rows)


def _parts(told: _Told, side: Side) -> tuple[PartView, ...]:
    """Return the first lines with what was planned and done of each, as far as they say it."""
    stage = told.stage(side)
    shown = told.planned or told.done
    often = Counter(row.place for row in shown)
    parts = []
    for row in _largest(shown)[:MOST_PARTS]:
        at_work = [row] if row in told.done else [one for one in told.done if one.place == row.place]
        is_known = row in told.done or often[row.place] == 1
        done = _done(at_work, stage) if is_known else None
        parts.append(PartView(row.programme or "", _planned([row], side), done, row.line.label))
    return tuple(parts)


def _largest(rows: Sequence[Row]) -> Sequence[Row]:
    """Return lines of several titles with the largest first, those of one title as they stand."""
    if len({row.line.label for row in rows}) == 1:
        return rows
    return sorted(rows, key=lambda row: -max(map(abs, row.line.amounts.values()), default=0))


def _only(topics: set[str | None]) -> str | None:
    return next(iter(topics)) if len(topics) == 1 else None
