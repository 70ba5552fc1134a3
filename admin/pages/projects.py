"""Projects: what they cost, how the works go, what people say of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin import project_words as words
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    found,
    has_role,
    read_known,
    render,
    say,
)
from admin.given_names import name_in
from admin.meanwhile import unless_changed
from admin.narrowing import narrowed_list
from admin.page import Group, Page, needs
from admin.project_change import change_form
from admin.project_forms import WorksForm, short_hint
from admin.tongue import marked as _
from admin.tongue import name_of
from admin.works_words import DELAYS, MOMENTS, day_of
from services import projects
from services.projects import ProjectPage, ProjectReason, Works
from services.projects.editing import change_project, changes_in
from services.projects.reading import ProjectHistory
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("projects", __name__)
PAGE = Page("projects", _("Projects"), Group.DECISIONS, 40, EVERYONE, blueprint, refusals=words.PROJECT_REFUSALS)
BUILDERS = (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER, RoleName.COMMUNICATION_OFFICER)
PRICERS = (RoleName.ADMINISTRATOR, RoleName.MODERATOR, RoleName.BUDGET_OFFICER)


@blueprint.get("/")
def index() -> str:
    """List the projects by number."""
    listed = narrowed_list(projects.projects_page, words.PROJECT_FILTERS)
    return render(
        "projects/index.html", **listed, standings=words.PROJECT_STANDINGS, badges=words.BADGES, name_in=name_in
    )


@blueprint.get("/<int:number>")
def show(number: int) -> str:
    """Show one project."""
    page = _page(number)
    return _show(page, _form(page))


@blueprint.post("/<int:number>")
@needs(*BUILDERS)
def report(number: int) -> str | Response:
    """Report how the works stand."""
    page, form = _page(number), WorksForm()
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    if form.validate_on_submit():
        works = _works(form)
        look = _reading(number)
        keep = unless_changed(form, lambda db: _kept(look(db)), projects.update_works)
        if carry_out(
            lambda db: keep(db, house, commune, page.row.id, works, staff_id=staff),
            _("The works are reported. Followers are told when they moved."),
        ):
            return redirect(url_for(".show", number=number))
    return _show(page, form)


@blueprint.route("/<int:number>/change", methods=["GET", "POST"])
@needs(*PRICERS)
def change(number: int) -> str | Response:
    """Put a project right that no vote holds: its price, names, zone and description."""
    page = _page(number)
    changes, meanwhile = changes_in(page.history), list[ProjectHistory]()
    form = change_form(page.row, len(changes), is_sent=request.method == "POST")
    house, commune, staff = current_house(), current_commune(), current_staff().id
    back = redirect(url_for(".show", number=number))
    if not page.may_change:
        say(words.PROJECT_REFUSALS[ProjectReason.HELD_BY_VOTE.value], kind="wrong", number=number)
        return back
    if form.validate_on_submit():
        draft, project = form.draft(), page.row.id
        if carry_out(
            lambda db: change_project(db, house, commune.id, project, draft, staff_id=staff),
            _("The project is put right. Its page shows what stood before."),
        ):
            return back
        meanwhile = changes[: max(0, len(changes) - (draft.seen or 0))]
        form.seen.data = str(len(changes))  # who sends it again has been told
    languages = [(tag, name_of(tag), short_hint(tag)) for tag in commune.languages]
    shown = {"price_reasons": words.PRICE_REASONS, "name_in": name_in, "meanwhile": meanwhile}
    return render("projects/change.html", page=page, row=page.row, form=form, languages=languages, **shown)


def _show(page: ProjectPage, form: WorksForm) -> str:
    return render(
        "projects/show.html",
        page=page,
        row=page.row,
        form=form,
        states=words.PROJECT_STATES,
        standings=words.PROJECT_STANDINGS,
        badges=words.BADGES,
        delays=DELAYS,
        day_of=day_of,
        moments=MOMENTS,
        name_in=name_in,
        price_reasons=words.PRICE_REASONS,
        may_change=has_role(*PRICERS) and page.may_change,
        may_report=has_role(*BUILDERS) and page.has_works,
    )


def _form(page: ProjectPage) -> WorksForm:
    return WorksForm(formdata=None, data=_kept(page))


def _kept(page: ProjectPage) -> dict[str, Any]:
    """Return how the works stand, as their form holds it."""
    row = page.row
    kept = {"state": row.view.state, "progress": row.view.progress, "spent": row.view.spent, "proof": row.proof}
    return {**kept, "due_on": row.view.due_on, "done_on": row.done_on}


def _works(form: WorksForm) -> Works:
    return Works(
        state=projects.works_state(form.state.data),
        progress=form.progress.data,
        spent=form.spent.data or 0,
        note=form.note.data or "",
        due_on=form.due_on.data,
        done_on=form.done_on.data,
        proof=form.proof.data or "",
    )


def _page(number: int) -> ProjectPage:
    return read_known(_reading(found(number if number < 2**31 else None)))


def _reading(number: int) -> Callable[[Session], ProjectPage]:
    commune = current_commune().id
    return lambda db: projects.project_page(db, commune, number)
