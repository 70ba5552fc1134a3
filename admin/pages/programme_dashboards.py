"""A programme's dashboard: what it was given, committed and paid, how far its actions are, where indicators stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin import programme_words as words
from admin.desk import carry_out, current_commune, current_house, current_staff, found, has_role, read, render
from admin.meanwhile import unless_changed
from admin.page import Group, Page, needs
from admin.programme_quarter_forms import MoneyForm, ProgressForm
from admin.tongue import marked as _
from services.clock import day_in
from services.programmes.dashboard import Dashboard, dashboard_of, written_money, written_progress
from services.programmes.fiscal import QUARTERS, WHOLE
from services.programmes.gaps import findings_before
from services.programmes.oddities import falls_of, odd_money
from services.programmes.quarters import set_money, set_progress
from services.programmes.reading import find_programme
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("programme_dashboards", __name__)
PAGE = Page(
    "programme_dashboards", _("Dashboard by quarter"), Group.HIDDEN, 0, EVERYONE, blueprint, refusals=words.REFUSALS
)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER)
PLACE = "/<int:programme_id>/<int(fixed_digits=4):year>"
FIRST, LAST = 1990, 2100


@blueprint.get("/")
def index() -> Response:
    """Lead to the programmes: each has a dashboard."""
    return redirect(url_for("panel.programmes.index"))


@blueprint.get(PLACE)
def show(programme_id: int, year: int) -> str:
    """Show a programme's fiscal year."""
    return _show(_found(programme_id, year))


@blueprint.post(f"{PLACE}/money")
@needs(*WRITERS)
def money(programme_id: int, year: int) -> str | Response:
    """Write down a quarter's money."""
    shown, form = _found(programme_id, year), MoneyForm()
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    keep = unless_changed(form, _money(programme_id, year), set_money)
    if form.validate_on_submit() and carry_out(
        lambda db: keep(db, house, commune, programme_id, form.draft(year), staff_id=staff),
        _("It is written down."),
    ):
        return redirect(url_for(".show", programme_id=programme_id, year=year))
    return _show(shown, form)


@blueprint.post(f"{PLACE}/actions/<int:action_id>")
@needs(*WRITERS)
def progress(programme_id: int, year: int, action_id: int) -> str | Response:
    """Write down how far an action had come at the end of a quarter."""
    shown, form = _found(programme_id, year), ProgressForm(prefix=f"action{action_id}")
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    look = _progress(programme_id, year)
    keep = unless_changed(form, lambda db: look(db).get(action_id, {}), set_progress)
    if form.validate_on_submit() and carry_out(
        lambda db: keep(db, house, commune, programme_id, action_id, form.draft(year), staff_id=staff),
        _("It is written down."),
    ):
        return redirect(url_for(".show", programme_id=programme_id, year=year))
    return _show(shown, progress={action_id: form})


def _money(programme_id: int, year: int) -> Callable[[Session], Mapping[str, Any]]:
    return lambda db: _by_key(written_money(db, [programme_id], year)[programme_id])


def _progress(programme_id: int, year: int) -> Callable[[Session], dict[int, Mapping[str, Any]]]:
    return lambda db: {key: _by_key(one) for key, one in written_progress(db, [programme_id], year).items()}


def _by_key(written: Mapping[int, Any]) -> dict[str, Any]:
    """Return what stands of each quarter, as the forms find it."""
    return {str(quarter): one for quarter, one in written.items()}


def _found(programme_id: int, year: int) -> Dashboard:
    commune, memory = current_commune().id, current_house().memory
    found(year if FIRST <= year <= LAST else None)
    today = day_in(current_house().clock(), current_commune().time_zone)
    view = found(read(lambda db: find_programme(db, commune, programme_id)))
    return read(lambda db: dashboard_of(db, commune, view, year, today, memory))


def _show(shown: Dashboard, form: MoneyForm | None = None, progress: dict[int, ProgressForm] | None = None) -> str:
    sent, latest = progress or {}, max((one for one in QUARTERS if shown.has_begun(one)), default=1)
    blank: dict[str, Any] = {"formdata": None, "data": {"quarter": latest}}
    money = read(_money(shown.programme.id, shown.period.year))
    forms = {
        one.id: ProgressForm(prefix=f"action{one.id}", standing=_by_key(shown.progress.get(one.id, {})), **blank)
        for one in shown.programme.actions
    }
    return render(
        "programme_dashboards/show.html",
        shown=shown,
        programme=shown.programme,
        periods=(*QUARTERS, WHOLE),
        years=[one for one in (shown.period.year - 1, shown.period.year + 1) if FIRST <= one <= LAST],
        findings=findings_before(shown, WHOLE),
        form=form or MoneyForm(standing=money, **blank),
        forms={**forms, **{key: one for key, one in sent.items() if key in forms}},
        opened={"money"} if form else set(sent),
        odd_at={one: [words.ODD_AMOUNTS[gap] for gap in gaps] for one, gaps in odd_money(shown.money).items()},
        fallen={action.id: falls_of(shown, action.id) for action in shown.programme.actions},
        running=[one for one in (*QUARTERS, WHOLE) if shown.has_begun(one) and not shown.is_over(one)],
        gap=words.say_gap,
        quantity=words.say_quantity,
        percent=words.say_percent,
        gap_to=words.say_gap_to,
        named=lambda quarter: words.say_period(shown.period.year_name, quarter),
        verdicts=words.VERDICTS,
        badges=words.VERDICT_BADGES,
        trends=words.TRENDS,
        may_write=has_role(*WRITERS),
    )
