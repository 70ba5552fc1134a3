"""What a commitment of the action plan is judged by: live figures by their name, and others that staff type."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from admin.desk import current_commune, render
from admin.follow_up_view import MOST
from admin.page import Group, Page, needs
from admin.plan_forms import ReadingForm, indicator_form
from admin.plan_view import do, find_commitment, words_of_plans
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
    form = _filled(one)
    if form.validate_on_submit() and do(
        measuring.change_indicator, commitment_id, indicator_id, form.draft(), done=_("The indicator is changed.")
    ):
        return _back(commitment_id)
    return _show(page, one, form)


@blueprint.post(f"{ONE}/readings")
@needs(*WRITERS)
def reading(commitment_id: int, indicator_id: int) -> str | Response:
    """Write down a figure that was read."""
    page, one = _found(commitment_id, indicator_id)
    form = ReadingForm()
    if form.validate_on_submit() and do(
        measuring.write_reading,
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
    return page, next((one for one in page.indicators if one.id == indicator_id), None) or abort(404)


def _filled(one: IndicatorView, *, is_sent: bool = True) -> Any:
    kept = {name: getattr(one, name) for name in ("judges", "unit", "baseline", "baseline_year", "target")}
    form = indicator_form(current_commune().languages)
    return form.filled({"measured": one.names}, is_sent=is_sent, key=one.key or "", **kept)


def _show(page: CommitmentPage, one: IndicatorView | None, form: Any, typed: ReadingForm | None = None) -> str:
    return render(
        "plan_indicators/form.html",
        page=page,
        one=one,
        form=form,
        typed=typed or ReadingForm(formdata=None),
        **words_of_plans(),
    )


def _back(commitment_id: int) -> Response:
    return redirect(url_for("panel.plan_commitments.show", commitment_id=commitment_id))
