"""A programme's year on one page: money, progress and indicators, quarter by quarter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Action, ActionProgress, Commune, QuarterMoney
from services.budgets.archive import Archive, Memory
from services.programmes.fiscal import QUARTERS, WHOLE, FiscalPeriod, period_in
from services.programmes.money import MoneyRow, money_rows, year_in_budgets
from services.programmes.reading import ProgrammeView
from services.programmes.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an action had come at the end of a quarter, out of 100, and what was seen."""

    quarter: int
    percent: int
    note: str


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A programme's fiscal year as known on a day: `progress` by action and quarter, `standings` by quarter."""

    programme: ProgrammeView
    period: FiscalPeriod
    today: date
    money: tuple[MoneyRow, ...]
    progress: Mapping[int, Mapping[int, Progress]]
    standings: Mapping[int, tuple[Standing, ...]]

    def money_at(self, quarter: int) -> MoneyRow:
        """Return the money to the end of a quarter, of the year for 0."""
        return next(row for row in self.money if row.quarter == quarter)

    def progress_at(self, action_id: int, quarter: int) -> Progress | None:
        """Return how far an action had come at a quarter's end, or the latest of the year for 0; None if unknown."""
        known = self.progress.get(action_id, {})
        return known.get(quarter) if quarter else known.get(max(known, default=WHOLE))

    def has_begun(self, quarter: int) -> bool:
        """Has a quarter begun, or the year?"""
        return self.period.at(quarter).has_begun(self.today)

    def is_over(self, quarter: int) -> bool:
        """Is a quarter over, or the year?"""
        return self.period.at(quarter).is_over(self.today)


def dashboard_of(
    session: Session, commune_id: int, programme: ProgrammeView, year: int, today: date, memory: Memory | None = None
) -> Dashboard:
    """Return the dashboard of one programme."""
    return dashboards_of(session, commune_id, [programme], year, today, memory)[0]


def dashboards_of(
    session: Session,
    commune_id: int,
    programmes: Iterable[ProgrammeView],
    year: int,
    today: date,
    memory: Memory | None = None,
) -> list[Dashboard]:
    """Return the dashboards of several programmes of a commune, in their order."""
    programmes = list(programmes)
    archive = Archive(session, session.get_one(Commune, commune_id), memory)
    period = period_in(session, commune_id, year, memory=memory)
    ids = [programme.id for programme in programmes]
    written, progress = written_money(session, ids, year), written_progress(session, ids, year)
    return [
        Dashboard(
            programme,
            period,
            today,
            money_rows(year_in_budgets(archive, programme.id, year), written[programme.id]),
            {action.id: progress[action.id] for action in programme.actions if action.id in progress},
            {
                quarter: tuple(
                    standing_of(each, year, quarter, is_over=period.at(quarter).is_over(today))
                    for each in programme.indicators
                )
                for quarter in (WHOLE, *QUARTERS)
            },
        )
        for programme in programmes
    ]


def written_money(session: Session, programme_ids: list[int], year: int) -> defaultdict[int, dict[int, QuarterMoney]]:
    """Return what staff wrote of the money of programmes, by programme and quarter."""
    found: defaultdict[int, dict[int, QuarterMoney]] = defaultdict(dict)
    mine = (QuarterMoney.programme_id.in_(programme_ids), QuarterMoney.year == year)
    for row in session.scalars(select(QuarterMoney).where(*mine)):
        found[row.programme_id][row.quarter] = row
    return found


def written_progress(session: Session, programme_ids: list[int], year: int) -> dict[int, dict[int, Progress]]:
    """Return how far the actions of programmes had come, by action and quarter."""
    found: defaultdict[int, dict[int, Progress]] = defaultdict(dict)
    mine = (Action.programme_id.in_(programme_ids), ActionProgress.year == year)
    query = select(ActionProgress).join(Action, Action.id == ActionProgress.action_id).where(*mine)
    for row in session.scalars(query):
        found[row.action_id][row.quarter] = Progress(row.quarter, row.percent, row.note or "")
    return dict(found)
