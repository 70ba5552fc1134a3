"""What can be asked about: the topics and the programmes of a year, with their money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from bot.ports import ProgrammeView, TopicView
from bot.understanding.intents import Topic
from budgeting.accounts.stages import Side
from budgeting.refusal import Refusal
from models import Commune
from services.budgets.archive import Archive, Memory
from services.budgets.choosing import nearest
from services.budgets.figures import LineFigures, Sheet
from services.budgets.pages import open_page, page_of
from services.budgets.programme_years import telling_programmes
from services.budgets.table_shares import lines_by_programme, lines_by_topic, shares_of_rows


def topics(
    session: Session, commune: Commune, year: int | None, *, today: date, memory: Memory | None = None
) -> list[TopicView]:
    """Return the topics money is spent on, the largest first, then the receipts; lines without a topic are in none."""
    archive = Archive(session, commune, memory)
    spent = open_page(archive, Side.EXPENDITURE, year, today)
    by_topic: dict[str, list[LineFigures]] = defaultdict(list)
    for line in spent.sheet.lines:
        if line.topic:
            by_topic[line.topic].append(line)
    shares = shares_of_rows(spent.sheet, lines_by_topic(spent.sheet))
    views = [replace(_topic(topic, spent.sheet, lines), share=shares.get(topic)) for topic, lines in by_topic.items()]
    views.sort(key=lambda view: (-view.amount, -(view.planned or 0), view.topic))
    return [*views, *_receipts(archive, spent.document.year)]


def programmes(
    session: Session, commune: Commune, year: int | None, *, today: date, memory: Memory | None = None
) -> list[ProgrammeView]:
    """Return the programmes of the year's document, by code, else of the nearest that has some, with its year."""
    archive = Archive(session, commune, memory)
    asked = open_page(archive, Side.EXPENDITURE, year, today).document
    page = page_of(archive, Side.EXPENDITURE, telling_programmes(archive, asked))
    other_year = "" if page.document.year == asked.year else page.document.year_name
    rows = lines_by_programme(archive, page.sheet)
    return [ProgrammeView(row.code, row.name, page.sheet.amount(lines), other_year) for row, lines in rows]


def _receipts(archive: Archive, year: int) -> list[TopicView]:
    try:
        page = page_of(archive, Side.REVENUE, nearest(archive.candidates(Side.REVENUE), year))
    except Refusal:
        return []
    return [_topic(Topic.REVENUE, page.sheet, page.sheet.lines)] if page.document.year == year else []


def _topic(topic: str, sheet: Sheet, lines: Sequence[LineFigures]) -> TopicView:
    amount = sheet.amount(lines)
    return TopicView(topic, amount, None if amount else sheet.planned(lines) or None)
