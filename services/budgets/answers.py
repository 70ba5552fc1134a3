"""What a citizen is told of the budget: one topic, one programme or one place, and the lists to choose from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from bot.ports import BudgetView, ProgrammeView, TopicView
from bot.understanding.intents import Topic
from budgeting.accounts.stages import Side
from budgeting.money import per_head
from budgeting.refusal import Refusal
from models import Commune
from services.budgets.axes import Axis, axis_of, programmes_of
from services.budgets.choosing import Candidate, document_before, document_for
from services.budgets.figures import LineFigures, Sheet, sheet_of
from services.budgets.reasons import BudgetReason


class Page(NamedTuple):
    """One side of one document, opened."""

    document: Candidate
    sheet: Sheet


def topic_answer(
    session: Session, commune: Commune, topic: str | None, year: int | None, code: str | None
) -> BudgetView:
    """Return what the furthest document of the year says of a topic, in a programme or a place where `code` names one.

    `amount` and `total` are of one kind: done where the document is an account, planned where it is a budget.
    `last_amount` is of the same kind too, else None. Raises `Refusal` where nothing is published, or nothing on this.
    """
    side = _side_of(topic)
    page = _open(session, document_for(session, commune.id, side, year), side)
    axis = axis_of(session, commune.id, page.document.id, code)
    lines = _lines_about(page.sheet, topic, axis)
    if not lines:
        raise Refusal(BudgetReason.TOPIC_UNKNOWN, topic=topic or Topic.TOTAL, year=page.document.year)
    amount, before = page.sheet.amount(lines), _before(session, commune, page, topic, code)
    return BudgetView(
        topic=topic or Topic.TOTAL,
        year=page.document.year,
        asked_year=year,
        status=str(page.document.status),
        source=page.document.source,
        amount=amount,
        total=page.sheet.amount(page.sheet.lines),
        planned=page.sheet.planned(lines),
        done=page.sheet.done(lines),
        per_head=_share(amount, axis.population if axis else commune.population),
        programme=axis.name if axis else None,
        last_year=before[0].year if before else None,
        last_amount=before[1] if before else None,
        year_name=page.document.year_name,
        last_year_name=before[0].year_name if before else "",
    )


def topics(session: Session, commune: Commune, year: int | None) -> list[TopicView]:
    """Return the topics money is spent on, the largest first, then the receipts; lines without a topic are in none."""
    spent = _open(session, document_for(session, commune.id, Side.EXPENDITURE, year), Side.EXPENDITURE)
    by_topic: dict[str, list[LineFigures]] = defaultdict(list)
    for line in spent.sheet.lines:
        if line.topic:
            by_topic[line.topic].append(line)
    views = [_topic(topic, spent.sheet, lines) for topic, lines in by_topic.items()]
    views.sort(key=lambda view: (-view.amount, -(view.planned or 0), view.topic))
    return [*views, *_receipts(session, commune, spent.document.year)]


def programmes(session: Session, commune: Commune, year: int | None) -> list[ProgrammeView]:
    """Return the programmes of the year's document, by code; none where it has none."""
    page = _open(session, document_for(session, commune.id, Side.EXPENDITURE, year), Side.EXPENDITURE)
    by_id: dict[int | None, list[LineFigures]] = defaultdict(list)
    for line in page.sheet.lines:
        by_id[line.programme_id].append(line)
    return [
        ProgrammeView(row.code, row.name, page.sheet.amount(by_id[row.id]))
        for row in programmes_of(session, page.document.id)
    ]


def _side_of(topic: str | None) -> Side:
    return Side.REVENUE if topic == Topic.REVENUE else Side.EXPENDITURE


def _open(session: Session, document: Candidate, side: Side) -> Page:
    sheet = sheet_of(session, document.id, side, is_account=document.is_account)
    if sheet.is_silent:  # nothing but what remains to be paid, say: a nought would be a lie
        raise Refusal(BudgetReason.NONE_YET)
    return Page(document, sheet)


def _lines_about(sheet: Sheet, topic: str | None, axis: Axis | None) -> list[LineFigures]:
    whole = topic in (None, Topic.TOTAL, Topic.REVENUE)
    lines = sheet.lines if whole else [line for line in sheet.lines if line.topic == topic]
    return [line for line in lines if axis is None or axis.holds(line)]


def _before(
    session: Session, commune: Commune, page: Page, topic: str | None, code: str | None
) -> tuple[Candidate, int] | None:
    side = _side_of(topic)
    document = document_before(session, commune.id, side, page.document.year)
    if document is None:
        return None
    try:
        earlier = _open(session, document, side)
        lines = _lines_about(earlier.sheet, topic, axis_of(session, commune.id, document.id, code))
    except Refusal:
        return None  # that year had no such figures, or no such programme
    # What was paid one year beside what was planned another would look like growth or waste and be neither.
    amount = earlier.sheet.done(lines) if page.sheet.speaks_of_done else earlier.sheet.planned(lines)
    return (document, amount) if lines and amount is not None else None


def _receipts(session: Session, commune: Commune, year: int) -> list[TopicView]:
    try:
        page = _open(session, document_for(session, commune.id, Side.REVENUE, year), Side.REVENUE)
    except Refusal:
        return []
    return [_topic(Topic.REVENUE, page.sheet, page.sheet.lines)] if page.document.year == year else []


def _topic(topic: str, sheet: Sheet, lines: Sequence[LineFigures]) -> TopicView:
    amount = sheet.amount(lines)
    return TopicView(topic, amount, None if amount else sheet.planned(lines) or None)


def _share(amount: int, population: int | None) -> int | None:
    return per_head(amount, population) if population else None
