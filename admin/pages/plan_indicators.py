"""What a commitment of the action plan is judged by: live figures by their name, and others that staff type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, abort, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin.desk import current_commune, render
from admin.follow_up_view import MOST
from admin.meanwhile import unless_changed
from admin.page import Group, Page, needs
from admin.plan_forms import ReadingForm, indicator_form, kept_in
from admin.plan_view import do, find_commitment, words_of_plans
from admin.plan_view import reading as reading_commitment
from admin.plan_words import REFUSALS
from admin.tongue import marked as _
from services.action_plan import measuring
from services.action_plan.reading import CommitmentPage, IndicatorView
from services.roles import WRITERS

blueprint = Blueprint("plan_indicators", __name__)
PAGE = Page(
    "plan_indicators", _("Indicator of the action plan"), Group.HIDDEN, 0, WRITERS, blueprint, refusals=REFUSALS
)
ONE = "/<int:commitment_id>/<int:indicator_id>"


@blueprint.get("/")
def index() -> Response:
    """Lead to the plans: an indicator is one of a commitment."""
    return redirect(url_for("panel.action_plans.index"))


@blueprint.route("/<int:commitment_id>/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new(commitment_id: int) -> str | Response:
    """Add an indicator."""
    page, form = find_commitment(commitment_id), indicator_form(current_commune().languages)()
    if form.validate_on_submit() and do(
        measuring.add_indicator, commitment_id, form.draft(), done=_("The indicator is added.")
    ):
        return _back(commitment_id)
    return _show(page, None, form)


@blueprint.route(ONE, methods=["GET", "POST"])
@needs(*WRITERS)
def edit(commitment_id: int, indicator_id: int) -> str | Response:
    """Write an indicator anew."""
    page, one = _found(commitment_id, indicator_id)
    form, look, tongues = _filled(one), _reading(commitment_id, indicator_id), current_commune().languages
    change = unless_changed(form, lambda db: (now := look(db)) and _kept(now, tongues), measuring.change_indicator)
    if form.validate_on_submit() and do(
        change, commitment_id, indicator_id, form.draft(), done=_("The indicator is changed.")
    ):
        return _back(commitment_id)
    return _show(page, one, form)


@blueprint.post(f"{ONE}/readings")
@needs(*WRITERS)
def reading(commitment_id: int, indicator_id: int) -> str | Response:
    """Write down a figure that was read."""
    page, one = _found(commitment_id, indicator_id)
    form, look = ReadingForm(), _reading(commitment_id, indicator_id)
    if form.validate_on_submit() and do(
        unless_changed(form, lambda db: (now := look(db)) and _figures(now), measuring.write_reading),
        commitment_id,
        indicator_id,
        form.read_on.data,
        form.value.data,
        form.source.data or "",
        done=_("The figure is kept."),
    ):
        return redirect(url_for(".edit", commitment_id=commitment_id, indicator_id=indicator_id))
    return _show(page, one, _filled(one, is_sent=False), form)


@blueprint.post(f"{ONE}/readings/<int:reading_id>/remove")
@needs(*WRITERS)
def remove_reading(commitment_id: int, indicator_id: int, reading_id: int) -> Response:
    """Take a figure away that was typed by mistake."""
    which = min(reading_id, MOST)
    do(measuring.remove_reading, commitment_id, indicator_id, which, done=_("The figure is taken away."))
    return redirect(url_for(".edit", commitment_id=commitment_id, indicator_id=indicator_id))


@blueprint.post(f"{ONE}/remove")
@needs(*WRITERS)
def remove(commitment_id: int, indicator_id: int) -> Response:
    """Remove an indicator with the figures that were typed."""
    do(measuring.remove_indicator, commitment_id, indicator_id, done=_("The indicator is removed."))
    return _back(commitment_id)


def _found(commitment_id: int, indicator_id: int) -> tuple[CommitmentPage, IndicatorView]:
    page = find_commitment(commitment_id)
    return page, _one_of(page, indicator_id) or abort(404)


def _reading(commitment_id: int, indicator_id: int) -> Callable[[Session], IndicatorView | None]:
    look = reading_commitment(commitment_id)
    return lambda db: _one_of(look(db), indicator_id)


def _one_of(page: CommitmentPage, indicator_id: int) -> IndicatorView | None:
    return next((one for one in page.indicators if one.id == indicator_id), None)


def _filled(one: IndicatorView, *, is_sent: bool = True) -> Any:
    tongues = current_commune().languages
    return indicator_form(tongues).filled(_kept(one, tongues), is_sent=is_sent)


def _kept(one: IndicatorView, languages: Sequence[str]) -> dict[str, Any]:
    """Return an indicator as its form holds it."""
    values = {name: getattr(one, name) for name in ("judges", "unit", "baseline", "baseline_year", "target")}
    return kept_in(languages, {"measured": one.names}, key=one.key or "", **values)


def _figures(one: IndicatorView) -> dict[str, Any]:
    """Return the figures that were typed, by day, as their form finds them."""
    return {
        str(each.figure.read_on): {"value": each.figure.value, "source": each.figure.source} for each in one.readings
    }


def _show(page: CommitmentPage, one: IndicatorView | None, form: Any, typed: ReadingForm | None = None) -> str:
    return render(
        "plan_indicators/form.html",
        page=page,
        one=one,
        form=form,
        typed=typed or ReadingForm(formdata=None, standing=_figures(one) if one else {}),
        **words_of_plans(),
    )


def _back(commitment_id: int) -> Response:
    return redirect(url_for("panel.plan_commitments.show", commitment_id=commitment_id))
