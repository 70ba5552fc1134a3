"""One indicator of several communes side by side, for those who may see it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, request
from werkzeug.wrappers import Response

from admin.desk import current_boss, current_commune, current_house, read, render
from admin.indicator_view import asked_period, period_words, say_compared
from admin.page import Group, Page
from admin.table_files import TableFile, sent_table
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from admin.tongue import spoken_languages
from services.figures.comparing import Compared, compare
from services.figures.numbers import number_of
from services.figures.spans import key_of
from services.figures.tables import unit_name
from services.indicators import Indicator, Period, find_indicator, find_indicators
from services.roles import EVERYONE

blueprint = Blueprint("comparison", __name__)
PAGE = Page("comparison", _("Compare communes"), Group.HIDDEN, 0, EVERYONE, blueprint)
COLUMNS = (
    _("Commune"),
    _("Inhabitants"),
    _("Figure"),
    _("Unit"),
    _("Per 1,000 inhabitants"),
    _("Records"),
    _("Period"),
)
STANDS = {True: _("in progress"), False: _("over")}
"""How the asked period stands in a commune on its own day, by whether it runs."""


@blueprint.get("/")
def index() -> str:
    """Show an indicator of every commune that may be seen."""
    indicator, period = _asked(), asked_period()
    return render(
        "comparison/index.html",
        rows=_rows(indicator, period),
        indicator=indicator,
        indicators=find_indicators(),
        period=period,
        compared=say_compared,
        **period_words(),
    )


@blueprint.get("/table.<any(csv, xlsx):kind>")
def table(kind: str) -> Response:
    """Send the comparison as a table."""
    indicator, period = _asked(), asked_period()
    rows = [_cells(indicator, one) for one in _rows(indicator, period)]
    title = say_in(indicator.name.text)
    name = f"palabre-{indicator.key}-{key_of(period)}"
    return sent_table(TableFile(kind), name, title, [say_in(column) for column in COLUMNS], rows)


def _asked() -> Indicator:
    return find_indicator(request.args.get("indicator", "")) or find_indicators()[0]


def _rows(indicator: Indicator, period: Period) -> Sequence[Compared]:
    house, who, commune = current_house(), current_boss(), current_commune().id
    return read(lambda db: compare(db, house, who, commune, indicator, period))


def _cells(indicator: Indicator, one: Compared) -> Sequence[object]:
    figure = number_of(indicator, one.told.value, one.currency)
    per = number_of(indicator, one.per_thousand, one.currency)
    unit = unit_name(indicator, one.told.records or 0, spoken_languages()[0], one.currency)
    return (one.commune, one.inhabitants, figure, unit, per, one.told.records, say_in(STANDS[one.is_running]))
