"""The citizen budget: a page to read, and the same page as a sheet to print."""

from __future__ import annotations

from flask import Response, abort
from markupsafe import Markup

from budgeting.refusal import Refusal
from portal.charts import draw_bars
from portal.desk import commune, current_house, read, show
from portal.files import shown_paper
from portal.tongue import is_from_right, language
from portal.views.budget import YEARS
from services.printing.leaflet import Leaflet, MoneyPart
from services.printing.papers import citizen_budget as read_leaflet
from services.printing.papers import press_citizen_budget


def citizen_budget(year: int) -> Response:
    """Show a year's budget in plain words; 404 where nothing of that year is published."""
    leaflet = _leaflet(year)
    return show(
        "citizen_budget", leaflet=leaflet, receipts_bars=_bars(leaflet.receipts), spending_bars=_bars(leaflet.spending)
    )


def citizen_budget_pdf(year: int) -> Response:
    """Send the same as a sheet of paper, to be shown or printed by the browser."""
    leaflet = _leaflet(year)
    try:
        paper = press_citizen_budget(leaflet)
    except Refusal:
        abort(503)
    return shown_paper(paper)


def _leaflet(year: int) -> Leaflet:
    if year not in YEARS:
        abort(404)
    house, place, tongue = current_house(), commune().id, language()
    try:
        return read(lambda session: read_leaflet(session, house, place, year, tongue))
    except Refusal:
        abort(404)


def _bars(part: MoneyPart) -> Markup | None:
    return draw_bars([(row.minor, row.label, row.share) for row in part.rows], from_right=is_from_right())
