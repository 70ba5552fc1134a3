"""The fiscal years of which something is known of a commune's programmes."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models import Action, ActionProgress, Commune, Indicator, Measure, Programme, QuarterMoney
from services.budgets.archive import Archive, Memory
from services.budgets.programme_years import years_telling


def newest_told_year(session: Session, commune_id: int, last: int, memory: Memory | None = None) -> int | None:
    """Return the newest year until `last` with money, progress or a result of a programme; None where there is none."""
    archive = Archive(session, session.get_one(Commune, commune_id), memory)
    years = years_telling(archive) | _written_years(session, commune_id)
    return max((year for year in years if year <= last), default=None)


def _written_years(session: Session, commune_id: int) -> set[int]:
    """Return the years of which staff wrote something down; a target alone is nothing that was done."""
    own = select(Programme.id).where(Programme.commune_id == commune_id)
    actions = select(Action.id).where(Action.programme_id.in_(own))
    indicators = select(Indicator.id).where(Indicator.programme_id.in_(own))
    wanted: tuple[tuple[InstrumentedAttribute[int], tuple[ColumnElement[bool], ...]], ...] = (
        (QuarterMoney.year, (QuarterMoney.programme_id.in_(own),)),
        (ActionProgress.year, (ActionProgress.action_id.in_(actions),)),
        (Measure.year, (Measure.indicator_id.in_(indicators), Measure.result.is_not(None))),
    )
    return {year for table, which in wanted for year in session.scalars(select(table).where(*which).distinct())}
