"""Programmes: what money is for, who answers for it, what it brought, and what examiners would find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin.desk import carry_out, current_commune, current_house, current_staff, found, has_role, read, render
from admin.labels import name_topic
from admin.meanwhile import unless_changed
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.programme_forms import ActionForm, IndicatorForm, MeasureForm, PartForm, ProgrammeForm, measured
from admin.programme_words import REFUSALS, say_frequency, say_gap, say_part, say_quantity
from admin.tongue import marked as _
from budgeting.fiscal_year import year_of
from services.clock import day_in
from services.programmes import measuring, writing
from services.programmes.fiscal import first_month_in
from services.programmes.gaps import gaps_of
from services.programmes.reading import IndicatorView, PartView, ProgrammeView, find_programme, list_programmes
from services.programmes.told import years_of
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("programmes", __name__)
PAGE = Page("programmes", _("Programmes"), Group.BUDGET, 20, EVERYONE, blueprint, refusals=REFUSALS)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER)


@blueprint.get("/")
def index() -> str:
    """List the programmes by code, with the latest money and result and how much is missing."""
    commune, paging, memory = current_commune().id, asked_paging(), current_house().memory
    rows, total = read(lambda db: list_programmes(db, commune, limit=paging.size, offset=paging.offset))
    told = read(lambda db: {row.id: years_of(db, commune, row, memory)[:1] for row in rows})
    gaps = {row.id: len(gaps_of(row, _this_year())) for row in rows}
    return _page("index", rows=rows, paging=paging.of(total), told=told, gaps=gaps)


@blueprint.route("/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new() -> str | Response:
    """Write a programme down."""
    form = ProgrammeForm()
    if form.validate_on_submit() and _do(writing.add_programme, form.draft(), done=_("The programme is written down.")):
        return redirect(url_for(".index"))
    return _page("form", form=form, programme=None)


@blueprint.get("/<int:programme_id>")
def show(programme_id: int) -> str:
    """Show a programme: its money and its results year by year, its parts, what is missing."""
    return _show(_found(programme_id))


@blueprint.route("/<int:programme_id>/edit", methods=["GET", "POST"])
@needs(*WRITERS)
def edit(programme_id: int) -> str | Response:
    """Write a programme anew."""
    view = _found(programme_id)
    form = ProgrammeForm.of(view)
    change = unless_changed(form, _reading(programme_id), writing.change_programme)
    if form.validate_on_submit() and _do(change, programme_id, form.draft(), done=_("The programme is changed.")):
        return _back(programme_id)
    return _page("form", form=form, programme=view)


@blueprint.post("/<int:programme_id>/remove")
@needs(*WRITERS)
def remove(programme_id: int) -> Response:
    """Remove a programme that no budget has lines of."""
    done = _do(writing.remove_programme, programme_id, done=_("The programme is removed."))
    return redirect(url_for(".index")) if done else _back(programme_id)


@blueprint.post("/<int:programme_id>/actions")
@needs(*WRITERS)
def add_action(programme_id: int) -> str | Response:
    """Add an action."""
    view, form = _found(programme_id), ActionForm()
    if form.validate_on_submit() and _do(
        writing.add_action,
        programme_id,
        form.name.data or "",
        form.manager.data or "",
        done=_("The action is added."),
    ):
        return _back(programme_id)
    return _show(view, form)


@blueprint.post("/<int:programme_id>/actions/<int:action_id>")
@needs(*WRITERS)
def change_action(programme_id: int, action_id: int) -> str | Response:
    """Name an action anew and say who manages it."""
    view, form, look = _found(programme_id), ActionForm(prefix=f"action{action_id}"), _reading(programme_id)
    if form.validate_on_submit() and _do(
        unless_changed(form, lambda db: _part(look(db), "actions", action_id), writing.change_action),
        programme_id,
        action_id,
        form.name.data or "",
        form.manager.data or "",
        done=_("The action is changed."),
    ):
        return _back(programme_id)
    return _show(view, changed={action_id: form})


@blueprint.post("/<int:programme_id>/actions/<int:action_id>/remove")
@needs(*WRITERS)
def remove_action(programme_id: int, action_id: int) -> Response:
    """Remove an action with its activities."""
    _do(writing.remove_action, programme_id, action_id, done=_("The action is removed."))
    return _back(programme_id)


@blueprint.post("/<int:programme_id>/actions/<int:action_id>/activities")
@needs(*WRITERS)
def add_activity(programme_id: int, action_id: int) -> Response:
    """Add an activity to an action."""
    name = PartForm().name.data or ""
    _do(writing.add_activity, programme_id, action_id, name, done=_("The activity is added."))
    return _back(programme_id)


@blueprint.post("/<int:programme_id>/activities/<int:activity_id>/remove")
@needs(*WRITERS)
def remove_activity(programme_id: int, activity_id: int) -> Response:
    """Remove an activity."""
    _do(writing.remove_activity, programme_id, activity_id, done=_("The activity is removed."))
    return _back(programme_id)


@blueprint.route("/<int:programme_id>/indicators/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new_indicator(programme_id: int) -> str | Response:
    """Add an indicator."""
    view, form = _found(programme_id), IndicatorForm().offer()
    if form.validate_on_submit() and _do(
        measuring.add_indicator, programme_id, form.draft(), done=_("The indicator is added.")
    ):
        return _back(programme_id)
    return _page("indicator", programme=view, indicator=None, form=form, measure=None)


@blueprint.route("/<int:programme_id>/indicators/<int:indicator_id>", methods=["GET", "POST"])
@needs(*WRITERS)
def indicator(programme_id: int, indicator_id: int) -> str | Response:
    """Show an indicator to be written anew, and what was measured."""
    view, own = _found_indicator(programme_id, indicator_id)
    form, look = IndicatorForm(obj=own).offer(), _reading(programme_id)
    change = unless_changed(form, lambda db: _part(look(db), "indicators", indicator_id), measuring.change_indicator)
    if form.validate_on_submit() and _do(
        change, programme_id, indicator_id, form.draft(), done=_("The indicator is changed.")
    ):
        return _back(programme_id)
    return _page("indicator", programme=view, indicator=own, form=form, measure=MeasureForm.of(own))


@blueprint.post("/<int:programme_id>/indicators/<int:indicator_id>/measures")
@needs(*WRITERS)
def measure(programme_id: int, indicator_id: int) -> str | Response:
    """Write down target and result of a period."""
    view, own = _found_indicator(programme_id, indicator_id)
    form, look = MeasureForm().offer(own), _reading(programme_id)

    def standing(db: Session) -> object:
        one = _part(look(db), "indicators", indicator_id)
        return one and measured(one)

    keep = unless_changed(form, standing, measuring.set_measure)
    if form.validate_on_submit() and _do(keep, programme_id, indicator_id, form.draft(), done=_("It is written down.")):
        return redirect(url_for(".indicator", programme_id=programme_id, indicator_id=indicator_id))
    blank = IndicatorForm(formdata=None, obj=own).offer()
    return _page("indicator", programme=view, indicator=own, form=blank, measure=form)


@blueprint.post("/<int:programme_id>/indicators/<int:indicator_id>/remove")
@needs(*WRITERS)
def remove_indicator(programme_id: int, indicator_id: int) -> Response:
    """Remove an indicator with what was measured."""
    _do(measuring.remove_indicator, programme_id, indicator_id, done=_("The indicator is removed."))
    return _back(programme_id)


def _do(act: Callable[..., Any], *about: Any, done: str) -> bool:
    """Let a service act for this commune and this person; say what was done, or why not."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    return carry_out(lambda db: act(db, house, commune, *about, staff_id=staff), done)


def _reading(programme_id: int) -> Callable[[Session], ProgrammeView | None]:
    commune = current_commune().id
    return lambda db: find_programme(db, commune, programme_id)


def _found(programme_id: int) -> ProgrammeView:
    return found(read(_reading(programme_id)))


def _part(view: ProgrammeView | None, parts: str, part_id: int) -> Any:
    """Return an action or an indicator of a programme, by its id; None where there is none."""
    return next((one for one in getattr(view, parts, ()) if one.id == part_id), None)


def _found_indicator(programme_id: int, indicator_id: int) -> tuple[ProgrammeView, IndicatorView]:
    view = _found(programme_id)
    return view, found(_part(view, "indicators", indicator_id))


def _back(programme_id: int) -> Response:
    return redirect(url_for(".show", programme_id=programme_id))


def _this_year() -> int:
    return day_in(current_house().clock(), current_commune().time_zone).year


def _show(view: ProgrammeView, form: ActionForm | None = None, changed: Mapping[int, ActionForm] | None = None) -> str:
    commune, memory, sent = current_commune().id, current_house().memory, changed or {}
    return _page(
        "show",
        programme=view,
        years=read(lambda db: years_of(db, commune, view, memory)),
        this_year=read(lambda db: _fiscal_year(db, commune)),
        findings=gaps_of(view, _this_year()),
        form=form or ActionForm(formdata=None),
        forms={one.id: sent.get(one.id) or _blank(one) for one in view.actions},
        opened=set(sent),
    )


def _blank(action: PartView) -> ActionForm:
    return ActionForm(formdata=None, obj=action, prefix=f"action{action.id}")


def _fiscal_year(db: Session, commune: int) -> int:
    today = day_in(current_house().clock(), current_commune().time_zone)
    return year_of(today, first_month_in(db, commune, current_house().memory))


def _page(name: str, **values: Any) -> str:
    words = {
        "gap": say_gap,
        "frequency": say_frequency,
        "part": say_part,
        "quantity": say_quantity,
        "topic_name": name_topic,
    }
    return render(f"programmes/{name}.html", may_write=has_role(*WRITERS), **words, **values)
