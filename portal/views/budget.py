"""Where the money goes: by topic, by nature and by programme, with what each figure is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from flask import Response, abort, request
from markupsafe import Markup
from sqlalchemy.orm import Session

from bot.budget_words import STATUSES
from bot.natures import NATURES
from bot.topics import topic_phrase
from budgeting.inhabitants import has_people_of
from budgeting.money import per_head, shares_of_hundred
from budgeting.quantities import write_quantity
from locales.page_words import name_of as name_of_language
from portal.charts import draw_bars
from portal.desk import commune, current_house, read, show
from portal.tongue import _, is_from_right, language, say_value
from services.clock import day_in
from services.printing.performance import published_reports
from services.printing.words import STAGES
from services.programmes.told import ProgrammeTold, told_in
from services.public import Book, Figures, Side, open_book, open_book_in_force

YEARS = range(1900, 2201)


def budget() -> Response:
    """Show one year's money."""
    asked = year_of(request.args.get("year"))
    book = read(lambda session: _book(session, asked))
    if book is None and asked is not None:
        abort(404)
    spending = book.spending if book else None
    return show(
        "budget",
        book=book,
        topic_bars=_bars(spending, spending.topics) if spending else None,
        nature_bars=_bars(spending, spending.natures, nature_of) if spending else None,
        programme_bars=_bars(spending, spending.programmes) if spending else None,
        programmes=_programmes(book.year) if book else [],
        reports=read(lambda session: published_reports(session, commune().id, book.year)) if book else [],
        language_name=name_of_language,
        quantity_of=quantity_of,
        name_of=name_of,
        nature_of=nature_of,
        shares_of=shares_of,
        head_of=lambda figures: head_of(figures, book.year) if book else None,
        status_of=lambda status: say_value(STATUSES[status]) if status in STATUSES else status,
        stage_names=STAGES,
    )


def _book(session: Session, year: int | None) -> Book | None:
    house, place = current_house(), commune()
    if year is not None:
        return open_book(session, place.id, year, house.memory)
    return open_book_in_force(session, place.id, _today(), house.memory)


def quantity_of(value: int | None, unit: str = "") -> str:
    """Return a target or a result with its unit, a dash where there is none."""
    return f"{write_quantity(value, language())} {unit}".strip() if value is not None else "–"


def _programmes(year: int) -> list[ProgrammeTold]:
    memory = current_house().memory
    return read(lambda session: told_in(session, commune().id, year, memory))


def year_of(text: str | None) -> int | None:
    """Return the year that an address asks for, None where it asks for none; 404 for what is no year."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS):
        abort(404)
    return int(text)


def name_of(figures: Figures) -> str:
    """Return what a topic or a programme is called."""
    return f"{figures.code} {figures.name}" if figures.code else say_value(topic_phrase(figures.name))


def nature_of(figures: Figures) -> str:
    """Return what a nature of spending is called; what no line tells the nature of has a name too."""
    return say_value(NATURES[figures.name]) if figures.name in NATURES else _("Not said by the document")


def shares_of(rows: Sequence[Figures], whole: Figures) -> tuple[str, ...]:
    """Return the parts of one table as so many out of 100 that add up, dashes where there is no whole."""
    if whole.amount <= 0:
        return ("–",) * len(rows)
    return shares_of_hundred([row.amount for row in rows], whole.amount, language())


def head_of(figures: Figures, year: int) -> int | None:
    """Return an amount for each inhabitant, None where their number is not known, or not of a year near this one."""
    here = commune()
    if not here.population or not has_people_of(year, _today().year):
        return None
    return per_head(figures.amount, here.population, here.currency)


def _today() -> date:
    return day_in(current_house().clock(), commune().time_zone)


def _bars(side: Side, rows: tuple[Figures, ...], called: Callable[[Figures], str] = name_of) -> Markup | None:
    shares = zip(rows, shares_of(rows, side.whole), strict=True)
    shown = sorted(shares, key=lambda found: -found[0].amount)
    bars = [(row.amount, called(row), f"{share} %") for row, share in shown]
    return draw_bars(bars, from_right=is_from_right())
