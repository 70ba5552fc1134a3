"""What a citizen is told of the budget: of one topic, one programme, one place, beside what it brought."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bot.ports import AchievementView, BudgetView
from bot.understanding.intents import Topic
from bot.understanding.topics import GENERAL
from budgeting.accounts.natures import Nature
from budgeting.accounts.stages import Section
from budgeting.fiscal_year import name_year
from budgeting.inhabitants import has_people_of
from budgeting.money import per_head
from budgeting.refusal import Refusal
from models import Commune
from services.budgets.archive import Archive, Memory
from services.budgets.axes import Axis, axis_of, place_in
from services.budgets.beside import nearest_of
from services.budgets.choosing import Candidate, answering, first_month, latest_before
from services.budgets.figures import LineFigures, Sheet
from services.budgets.neighbours import neighbour_of
from services.budgets.pages import Page, page_of, side_of
from services.budgets.programme_years import telling_programmes
from services.budgets.reasons import BudgetReason
from services.budgets.table_shares import lines_by_nature, lines_by_programme, lines_by_topic, shares_of_rows
from services.programmes.achievements import of_programme, of_topic

ELSE: dict[str, str] = {Section.INVESTMENT: Nature.WORKS}
WHOLE = frozenset({None, Topic.TOTAL, Topic.REVENUE})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks about; `place` are words in which a place may be named."""

    topic: str | None = None
    year: int | None = None
    code: str | None = None
    place: str | None = None
    nature: str | None = None


def topic_answer(
    session: Session,
    commune: Commune,
    topic: str | None,
    year: int | None,
    code: str | None,
    *,
    today: date,
    place: str | None = None,
    nature: str | None = None,
    memory: Memory | None = None,
) -> BudgetView:
    """Return what the furthest document of the year says of a topic, in a programme or a place where they are named.

    Where no year is given, that of the budget in force today; of a programme the nearest that has lines of it.

    `amount` and `total` are of one kind: done where the document is an account, planned where it is a budget.
    `last_amount` is of the same kind too, else None. A topic without a line is answered by its nearest; a place to
    which no line belongs, by the whole commune; a nature that no line says, by the topic alone. Raises `Refusal` where
    nothing is published, or nothing on this.
    """
    archive = Archive(session, commune, memory)
    for asked in _by_nature(topic, year, code, place, nature):
        try:
            return _answered(archive, commune, asked, today)
        except Refusal:
            if topic is None and asked.nature not in ELSE:
                raise
    return _answered(archive, commune, Asked(topic, year, code, place), today)


def _by_nature(
    topic: str | None, year: int | None, code: str | None, place: str | None, nature: str | None
) -> list[Asked]:
    """Return how a question of a nature is asked: lines that tell no section may tell the nature that is nearly it."""
    # The general topics are where words of a nature lead alone: salaries are not all of the administration.
    within = None if topic in GENERAL else topic
    return [Asked(within, year, code, place, kind) for kind in (nature, ELSE.get(str(nature))) if kind is not None]


def _answered(archive: Archive, commune: Commune, asked: Asked, today: date) -> BudgetView:
    found = archive.candidates(side_of(asked.topic))
    document = answering(found, asked.year, today)
    if asked.code:
        programme = axis_of(archive, asked.code, asked.place).programme
        document = telling_programmes(archive, document, programme.id) if programme else document
    known = (asked, document.year, commune.population)
    view = archive.answer(known, lambda: _look_up(archive, commune, asked, document))
    return view if document.starts_on <= today <= document.ends_on else _among_people_of(view, today.year)


def _among_people_of(view: BudgetView, this_year: int) -> BudgetView:
    """Say of which year the people are among whom another year's money is shared out; among none where it is far."""
    if not has_people_of(view.year, this_year):
        return replace(view, per_head=None)
    return view if view.year == this_year else replace(view, people_year=this_year)


def _look_up(archive: Archive, commune: Commune, asked: Asked, document: Candidate) -> BudgetView:
    page = page_of(archive, side_of(asked.topic), document)
    axis = replace(axis_of(archive, asked.code, asked.place), nature=asked.nature)
    try:
        return _answer(archive, commune, page, asked, axis)
    except Refusal:
        pass
    return _instead(archive, commune, page, asked, axis)


def _instead(archive: Archive, commune: Commune, page: Page, asked: Asked, axis: Axis) -> BudgetView:
    """Answer for the whole commune where no line is the place's, by the nearest topic where none is the topic's."""
    anywhere = replace(axis, place=None)
    if axis.place is not None and lines_about(page, asked.topic, anywhere):
        there = place_in(archive, asked.place or asked.code)
        view = _answer(archive, commune, page, asked, anywhere)
        return replace(view, asked_place=there.name if there else "")
    nearest = None if asked.code or asked.nature else _nearest(archive, page, str(asked.topic))
    if nearest is None:
        raise Refusal(BudgetReason.TOPIC_UNKNOWN, topic=asked.topic or Topic.TOTAL, year=page.document.year)
    return replace(_look_up(archive, commune, replace(asked, topic=nearest), page.document), asked_topic=asked.topic)


def _nearest(archive: Archive, page: Page, topic: str) -> str | None:
    """Return the nearest topic there is, else that of the lines which name the one that is asked for."""
    near = neighbour_of(topic, {line.topic for line in page.sheet.lines})
    return near or nearest_of(archive.lines_naming(page.document, side_of(topic), topic))


def _answer(archive: Archive, commune: Commune, page: Page, asked: Asked, axis: Axis) -> BudgetView:
    lines = lines_about(page, asked.topic, axis)
    if not lines:
        raise Refusal(BudgetReason.TOPIC_UNKNOWN, topic=asked.topic or Topic.TOTAL, year=page.document.year)
    sheet, document = page.sheet, page.document
    amount, before = sheet.amount(lines), _before(archive, page, asked, axis)
    people = axis.place.population if axis.place else commune.population
    programme = axis.programme
    return BudgetView(
        topic=asked.topic or Topic.TOTAL,
        year=document.year,
        asked_year=asked.year,
        asked_year_name=_name_of_year(archive, commune, asked) if asked.year else "",
        status=str(document.status),
        source=document.source,
        amount=amount,
        total=sheet.amount(sheet.lines),
        planned=sheet.planned(lines),
        done=sheet.done(lines),
        done_is_nought=sheet.says_nought(lines),
        authorised=sheet.authorised(lines),
        per_head=per_head(amount, people, commune.currency) if people else None,
        programme=programme.name if programme else None,
        code=programme.code if programme else None,
        objective=programme.objective if programme else "",
        place=axis.place.name if axis.place else None,
        last_year=before[0].year if before else None,
        last_amount=before[1] if before else None,
        year_name=document.year_name,
        last_year_name=before[0].year_name if before else "",
        achievements=() if axis.nature else _achievements(archive, page, asked.topic, axis),
        nature=axis.nature,
        share=_share(archive, sheet, asked.topic, axis),
    )


def _share(archive: Archive, sheet: Sheet, topic: str | None, axis: Axis) -> int | None:
    """Return what a row of one of the published tables is of every hundred, None of what is narrower than a row."""
    if axis.place is not None or topic == Topic.REVENUE:
        return None
    narrowed = [topic not in WHOLE, axis.nature is not None, axis.programme is not None]
    if narrowed.count(True) != 1:
        return None
    if axis.programme is not None:
        programmes = [(row.id, lines) for row, lines in lines_by_programme(archive, sheet)]
        return shares_of_rows(sheet, programmes).get(axis.programme.id)
    rows = lines_by_nature(sheet) if axis.nature is not None else lines_by_topic(sheet)
    return shares_of_rows(sheet, rows).get(str(axis.nature or topic))


def _name_of_year(archive: Archive, commune: Commune, asked: Asked) -> str:
    return name_year(asked.year or 0, first_month(archive.candidates(side_of(asked.topic)), commune.country))


def lines_about(page: Page, topic: str | None, axis: Axis) -> list[LineFigures]:
    """Return the lines of a side that are of the topic, the programme and the place."""
    lines = page.sheet.lines if topic in WHOLE else [line for line in page.sheet.lines if line.topic == topic]
    return [line for line in lines if axis.holds(line)]


def _before(archive: Archive, page: Page, asked: Asked, axis: Axis) -> tuple[Candidate, int] | None:
    side = side_of(asked.topic)
    document = latest_before(archive.candidates(side), page.document.year)
    if document is None:
        return None
    earlier = Page(document, archive.sheet(document, side))
    lines = lines_about(earlier, asked.topic, axis)
    # What was paid one year beside what was planned another would look like growth or waste and be neither.
    amount = earlier.sheet.done(lines) if page.sheet.speaks_of_done else earlier.sheet.planned(lines)
    return (document, amount) if lines and amount is not None else None


def _achievements(archive: Archive, page: Page, topic: str | None, axis: Axis) -> tuple[AchievementView, ...]:
    year = page.document.year
    if axis.programme is not None:
        return of_programme(axis.programme, year)
    if topic in WHOLE:
        return ()
    return of_topic(archive.programmes(), str(topic), year, _mainly_about(page, str(topic)))


def _mainly_about(page: Page, topic: str) -> set[int]:
    """Return the programmes that have more than half of their money in a topic."""
    money: dict[int, int] = defaultdict(int)
    for line in page.sheet.lines:
        if line.programme_id is not None:
            planned = abs(page.sheet.planned([line]) or page.sheet.amount([line]))
            money[line.programme_id] += planned if line.topic == topic else -planned
    return {programme_id for programme_id, more in money.items() if more > 0}
