"""Action plans: what the commune commits itself to with its partners, and how far each commitment is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin.desk import current_commune, has_role, read, read_known, render
from admin.follow_up_view import reader, today
from admin.given_names import name_in
from admin.meanwhile import unless_changed
from admin.page import Group, Page, needs
from admin.plan_forms import commitment_form, kept_in, plan_form
from admin.plan_view import do
from admin.plan_words import REFUSALS
from admin.tongue import marked as _
from services.action_plan import writing
from services.action_plan.commitments import add_commitment
from services.action_plan.reading import PlanRow, commitments_of, find_plan, plans_of
from services.roles import EVERYONE, WRITERS

blueprint = Blueprint("action_plans", __name__)
PAGE = Page("action_plans", _("Action plan"), Group.PUBLISHING, 35, EVERYONE, blueprint, refusals=REFUSALS)


@blueprint.get("/")
def index() -> str:
    """List the plans, the latest first."""
    commune = current_commune().id
    plans = read(lambda db: plans_of(db, commune))
    return render("action_plans/index.html", plans=plans, name_in=name_in, may_write=has_role(*WRITERS))


@blueprint.route("/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new() -> str | Response:
    """Write a plan down."""
    form, made = plan_form(current_commune().languages)(), list[int]()
    if form.validate_on_submit() and do(
        writing.add_plan,
        form.draft(),
        done=_("The plan is written down. Everybody reads it once you publish it."),
        made=made,
    ):
        return redirect(url_for(".show", plan_id=made[-1]))
    return render("action_plans/form.html", form=form, plan=None, name_in=name_in)


@blueprint.get("/<int:plan_id>")
def show(plan_id: int) -> str:
    """Show a plan with its commitments."""
    plan, commune, who, day = _found(plan_id), current_commune().id, reader(), today()
    return render(
        "action_plans/show.html",
        plan=plan,
        commitments=read(lambda db: commitments_of(db, commune, plan.id, today=day, reader=who)),
        name_in=name_in,
        may_write=has_role(*WRITERS),
    )


@blueprint.route("/<int:plan_id>/edit", methods=["GET", "POST"])
@needs(*WRITERS)
def edit(plan_id: int) -> str | Response:
    """Write a plan anew."""
    plan, look, tongues = _found(plan_id), _reading(plan_id), current_commune().languages
    form = plan_form(tongues).filled(_kept(plan, tongues))
    change = unless_changed(form, lambda db: _kept(look(db), tongues), writing.change_plan)
    if form.validate_on_submit() and do(change, plan_id, form.draft(), done=_("The plan is changed.")):
        return redirect(url_for(".show", plan_id=plan_id))
    return render("action_plans/form.html", form=form, plan=plan, name_in=name_in)


@blueprint.post("/<int:plan_id>/publish")
@needs(*WRITERS)
def publish(plan_id: int) -> Response:
    """Show a plan to everybody."""
    do(writing.publish_plan, plan_id, done=_("The plan is published, with what it promises. People ask for it by SMS."))
    return redirect(url_for(".show", plan_id=plan_id))


@blueprint.post("/<int:plan_id>/withdraw")
@needs(*WRITERS)
def withdraw(plan_id: int) -> Response:
    """Take a plan back."""
    do(writing.withdraw_plan, plan_id, done=_("Staff alone read the plan and its promises now."))
    return redirect(url_for(".show", plan_id=plan_id))


@blueprint.post("/<int:plan_id>/remove")
@needs(*WRITERS)
def remove(plan_id: int) -> Response:
    """Remove a plan that has no commitment."""
    done = do(writing.remove_plan, plan_id, done=_("The plan is removed."))
    return redirect(url_for(".index") if done else url_for(".show", plan_id=plan_id))


@blueprint.route("/<int:plan_id>/commitments/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new_commitment(plan_id: int) -> str | Response:
    """Write a commitment down."""
    plan, commune, who, day = _found(plan_id), current_commune().id, reader(), today()
    numbers = [row.number for row in read(lambda db: commitments_of(db, commune, plan_id, today=day, reader=who))]
    form = commitment_form(current_commune().languages)(data={"number": max(numbers, default=0) + 1})
    made: list[int] = []
    if form.validate_on_submit() and do(
        add_commitment, plan_id, form.draft(), done=_("The commitment is written down."), made=made
    ):
        return redirect(url_for("panel.plan_commitments.show", commitment_id=made[-1]))
    return render("plan_commitments/form.html", form=form, plan=plan, page=None, name_in=name_in)


def _kept(plan: PlanRow, languages: Sequence[str]) -> dict[str, Any]:
    """Return a plan as its form holds it."""
    values = {"first_on": plan.first_on, "last_on": plan.last_on, "partner": plan.partner}
    return kept_in(languages, {"title": plan.titles}, document=str(plan.document_id or ""), **values)


def _found(plan_id: int) -> PlanRow:
    return read_known(_reading(plan_id))


def _reading(plan_id: int) -> Callable[[Session], PlanRow]:
    commune = current_commune().id
    return lambda db: find_plan(db, commune, plan_id)
