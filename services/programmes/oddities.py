"""Figures of a programme's year that can hardly be right: each is kept and pointed out, for staff to look at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from services.programmes.dashboard import Dashboard
from services.programmes.findings import Finding, Gap
from services.programmes.fiscal import QUARTERS, WHOLE
from services.programmes.money import Figure, MoneyRow


def odd_figures(dashboard: Dashboard, quarter: int) -> list[Finding]:
    """Return what can hardly be right in a year until the end of a quarter, in the whole of it for 0."""
    asked = [one for one in (*QUARTERS, WHOLE) if quarter == WHOLE or WHOLE < one <= quarter]
    found = [
        Finding(gap, period=dashboard.period.at(one))
        for one, gaps in _without_echo(dashboard.money).items()
        for gap in gaps
        if one in asked
    ]
    for action in dashboard.programme.actions:
        fallen = (one for one in falls_of(dashboard, action.id) if one in asked)
        found += [Finding(Gap.PROGRESS_FALLS, action=action.name, period=dashboard.period.at(one)) for one in fallen]
    return [*found, *(finding for one in asked for finding in _too_early(dashboard, one))]


def odd_money(rows: Sequence[MoneyRow]) -> dict[int, list[Gap]]:
    """Return what is odd about the amounts of each quarter and of the year, which come one after the other."""
    found: dict[int, list[Gap]] = {}
    committed: int | None = None
    paid: int | None = None
    for row in rows:
        falls = ((Gap.COMMITTED_FALLS, row.committed, committed), (Gap.PAID_FALLS, row.paid, paid))
        found[row.quarter] = [*_beside(row), *(gap for gap, now, before in falls if _is_above(before, now.value))]
        committed, paid = _latest(row.committed, committed), _latest(row.paid, paid)
    return found


def falls_of(dashboard: Dashboard, action_id: int) -> list[int]:
    """Return the quarters at whose end an action is said to be less far than at the end of one before."""
    told = [(one, seen.percent) for one in QUARTERS if (seen := dashboard.progress_at(action_id, one))]
    return [now for (_one, before), (now, percent) in pairwise(told) if percent < before]


def _without_echo(rows: Sequence[MoneyRow]) -> dict[int, list[Gap]]:
    """Leave out what is odd about the year where it stands in a quarter already, which the year repeats."""
    odd = odd_money(rows)
    amounts = {row.quarter: tuple(figure.value for figure in row.figures) for row in rows}
    if any(amounts[one] == amounts[WHOLE] for one in QUARTERS):
        odd[WHOLE] = []
    return odd


def _beside(row: MoneyRow) -> Iterator[Gap]:
    if row.spends_more_than_given:
        is_committed = _is_above(row.committed.value, row.allocation.value)
        yield Gap.COMMITTED_ABOVE_ALLOCATION if is_committed else Gap.PAID_ABOVE_ALLOCATION
    if row.pays_more_than_committed:
        yield Gap.PAID_ABOVE_COMMITTED


def _too_early(dashboard: Dashboard, quarter: int) -> Iterator[Finding]:
    """Return that a period is not over of which something is written down, or that it has not begun."""
    period = dashboard.period.at(quarter)
    if dashboard.is_over(quarter):
        return
    results = [
        standing.indicator.name
        for standing in dashboard.standings[quarter]
        if standing.result is not None and bool(standing.part) is bool(quarter)
    ]
    if not dashboard.has_begun(quarter):
        yield from (Finding(Gap.RESULT_TO_COME, name, period=period) for name in results)
    elif results or (quarter and _is_written(dashboard, quarter)):
        yield Finding(Gap.PERIOD_RUNS, period=period)


def _is_written(dashboard: Dashboard, quarter: int) -> bool:
    row = dashboard.money_at(quarter)
    spent = any(figure.quarter == quarter for figure in (row.committed, row.paid))
    return spent or any(dashboard.progress_at(one.id, quarter) for one in dashboard.programme.actions)


def _is_above(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one > other


def _latest(figure: Figure, before: int | None) -> int | None:
    return before if figure.value is None else figure.value
