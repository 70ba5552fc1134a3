"""Money and result on one row: what a programme was given in a year, what was paid, what was aimed at and reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.ports import AchievementView
from budgeting.accounts.stages import Side, Stage
from models import Commune
from services.budgets.archive import Archive, Memory
from services.budgets.axes import order_of
from services.budgets.choosing import Candidate, furthest
from services.budgets.figures import LineFigures
from services.programmes.achievements import of_programme
from services.programmes.reading import ProgrammeView


@dataclass(frozen=True, slots=True)
class YearTold:
    """A programme's year: money in minor units by stage, None where the document does not say; its results.

    `authorised` are the commitment authorisations, `planned` the forecast in force or the payment credits.
    """

    year: int
    year_name: str
    status: str
    source: str
    authorised: int | None
    planned: int | None
    committed: int | None
    done: int | None
    achievements: tuple[AchievementView, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeTold:
    """A programme beside what is told of it in one year."""

    programme: ProgrammeView
    told: YearTold


def told_in(session: Session, commune_id: int, year: int, memory: Memory | None = None) -> list[ProgrammeTold]:
    """Return the programmes that have money in exactly that year's published document, by code."""
    archive = Archive(session, session.get_one(Commune, commune_id), memory)
    mine = [row for row in archive.candidates(Side.EXPENDITURE) if row.year == year]
    if not mine:
        return []
    document = furthest(mine)
    lines = archive.sheet(document, Side.EXPENDITURE).lines
    spoken_of = {line.programme_id for line in lines}
    rows = sorted((row for row in archive.programmes() if row.id in spoken_of), key=lambda row: order_of(row.code))
    return [ProgrammeTold(row, _told(archive, document, row)) for row in rows]


def years_of(
    session: Session, commune_id: int, programme: ProgrammeView, memory: Memory | None = None
) -> list[YearTold]:
    """Return every year in which a programme has published money or a measure, the latest first."""
    archive = Archive(session, session.get_one(Commune, commune_id), memory)
    found = archive.candidates(Side.EXPENDITURE)
    years = {row.year for row in found}
    measured = {measure.year for indicator in programme.indicators for measure in indicator.measures}
    told = [_told(archive, furthest([row for row in found if row.year == year]), programme) for year in years]
    told = [row for row in told if row.year in measured or row.planned or row.done or row.authorised]
    bare = [_without_money(programme, year) for year in measured - years]
    return sorted([*told, *bare], key=lambda row: -row.year)


def _told(archive: Archive, document: Candidate, programme: ProgrammeView) -> YearTold:
    sheet = archive.sheet(document, Side.EXPENDITURE)
    lines: Sequence[LineFigures] = [line for line in sheet.lines if line.programme_id == programme.id]
    return YearTold(
        year=document.year,
        year_name=document.year_name,
        status=str(document.status),
        source=document.source,
        authorised=sheet.authorised(lines),
        planned=sheet.planned(lines) if lines else None,
        committed=sheet.at_stage(lines, Stage.COMMITTED),
        done=sheet.done(lines) if lines else None,
        achievements=of_programme(programme, document.year),
    )


def _without_money(programme: ProgrammeView, year: int) -> YearTold:
    return YearTold(year, str(year), "", "", None, None, None, None, of_programme(programme, year))
