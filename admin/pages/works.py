"""Works: who builds, the steps, delays and changes, photos; what is late and what lacks its proof."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from admin import project_words
from admin import works_words as words
from admin.audience import say_told
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    read,
    read_known,
    render,
    say,
    why_refused,
    write_once,
)
from admin.given_names import name_in
from admin.held_files import held as held_file
from admin.meanwhile import EditForm, unless_changed
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.photos_sent import sent_photo
from admin.tongue import marked as _
from admin.works_forms import MovedForm, PhotoForm, ReachedForm, ReportsForm
from admin.works_view import ANSWERERS, BUILDERS, WORKS_FORMS, find_works, held, kept, reading, show_works
from budgeting.refusal import Refusal
from services import projects
from services.clock import day_in
from services.house import House
from services.projects.photos import LARGEST
from services.roles import EVERYONE
from services.uploads import Upload, discard_upload

blueprint = Blueprint("works", __name__)
PAGE = Page("works", _("Works"), Group.DECISIONS, 45, EVERYONE, blueprint, refusals=words.WORKS_REFUSALS)

Keys = tuple[House, int, int]
"""The house, the commune, the project."""
Act = Callable[[Session, Keys, Any, int], object]


@blueprint.get("/")
def index() -> str:
    """List the projects that have works."""
    commune, paging = current_commune(), asked_paging()
    today = day_in(current_house().clock(), commune.time_zone)
    rows, total = read(lambda db: projects.works_page(db, commune.id, today, limit=paging.size, offset=paging.offset))
    return render(
        "works/index.html",
        rows=rows,
        paging=paging.of(total),
        standings=project_words.PROJECT_STANDINGS,
        badges=project_words.BADGES,
        name_in=name_in,
    )


@blueprint.get("/<int:number>")
def show(number: int) -> str:
    """Show the works of one project with what can be reported of them."""
    return show_works(find_works(number))


@blueprint.post("/<int:number>/contractor")
@needs(*BUILDERS)
def contractor(number: int) -> str | Response:
    """Publish which company builds."""
    return _keep(
        number,
        "contractor",
        lambda db, keys, form, staff: projects.set_contractor(
            db, *keys, form.company.data or "", form.amount.data, staff_id=staff
        ),
        _("The company is published. Followers are told."),
    )


@blueprint.post("/<int:number>/milestone")
@needs(*BUILDERS)
def milestone(number: int) -> str | Response:
    """Promise one step."""
    return _keep(
        number,
        "milestone",
        lambda db, keys, form, staff: projects.plan_milestone(
            db, *keys, form.title.data or "", form.due_on.data, staff_id=staff
        ),
        _("The step is planned. It stands on the public page."),
    )


@blueprint.post("/<int:number>/delay")
@needs(*BUILDERS)
def delay(number: int) -> str | Response:
    """Say why the works are late."""
    return _keep(
        number,
        "delay",
        lambda db, keys, form, staff: projects.report_delay(
            db, *keys, form.code.data or "", form.reason.data or "", form.due_on.data, staff_id=staff
        ),
        _("The delay is published. Followers are told."),
    )


@blueprint.post("/<int:number>/scope")
@needs(*BUILDERS)
def scope(number: int) -> str | Response:
    """Say what is built otherwise than was voted."""
    return _keep(
        number,
        "scope",
        lambda db, keys, form, staff: projects.change_scope(
            db, *keys, form.change.data or "", form.reason.data or "", staff_id=staff
        ),
        _("The change is published. Followers are told."),
    )


@blueprint.post("/<int:number>/milestones/<int:milestone_id>/<any(reached, moved):step>")
@needs(*BUILDERS)
def step(number: int, milestone_id: int, step: str) -> str | Response:
    """Sign a step off, or promise it for another day."""
    page = find_works(number)
    form: Any = ReachedForm() if step == "reached" else MovedForm()
    if not form.validate_on_submit():
        for errors in form.errors.values():
            say(str(errors[0]), kind="wrong")
        return redirect(url_for(".show", number=number))
    house, commune, staff = current_house(), current_commune().id, current_staff().id

    def work(db: Session) -> None:
        keys = (db, house, commune, held(milestone_id))
        if step == "reached":
            projects.reach_milestone(*keys, form.done_on.data, form.proof.data or "", staff_id=staff)
        else:
            projects.move_milestone(*keys, form.due_on.data, form.reason.data or "", staff_id=staff)

    carry_out(work, _("The step is kept. Followers are told."))
    return redirect(url_for(".show", number=page.row.view.number))


@blueprint.post("/<int:number>/photo")
@needs(*BUILDERS)
def photo(number: int) -> str | Response:
    """Publish a photo."""
    page, form = find_works(number), PhotoForm(prefix="photo")
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    if not form.validate_on_submit():
        return show_works(page, photo=form)
    try:
        picture = projects.keep_project_picture(house, _content(form.file.data))
        given = (form.moment.data or "", form.alt.data or "")
        with held_file(picture) as holding:
            write_once(lambda db: projects.add_photo(db, house, commune, page.row.id, *given, picture, staff_id=staff))
            holding.is_kept = True
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return show_works(page, photo=form)
    say(_("The photo is published."))
    return redirect(url_for(".show", number=number))


@blueprint.post("/<int:number>/reports")
@needs(*ANSWERERS)
def reports(number: int) -> str | Response:
    """Answer or close what people report."""
    page, form = find_works(number), ReportsForm(prefix="reports")
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    chosen = [int(one) for one in request.form.getlist("report") if one.isdecimal() and len(one) < 10]
    given, told = (form.outcome.data or "", form.answer.data or ""), [0]
    if form.validate_on_submit() and carry_out(
        lambda db: told.append(
            projects.decide_reports(db, house, commune, page.row.id, chosen, *given, staff_id=staff)
        ),
        _("It is kept."),
    ):
        say_told(told[-1])
        return redirect(url_for(".show", number=number))
    return show_works(page, reports=form)


@blueprint.get("/<int:number>/reports/<int:report_id>/photo")
def report_photo(number: int, report_id: int) -> Response:  # noqa: ARG001 - the address says the project
    """Send the photo that came with a report, to staff of its commune only."""
    house, commune = current_house(), current_commune().id
    return sent_photo(read_known(lambda db: projects.open_report_photo(db, house, commune, held(report_id))))


@blueprint.get("/<int:number>/photos/<int:photo_id>")
def picture(number: int, photo_id: int) -> Response:
    """Send a photo of the works."""
    house, commune = current_house(), current_commune().id
    return sent_photo(
        read_known(lambda db: projects.open_project_photo(db, house, commune, held(number), held(photo_id)))
    )


@blueprint.post("/<int:number>/photos/<int:photo_id>/remove")
@needs(*BUILDERS)
def remove(number: int, photo_id: int) -> Response:
    """Take a photo off the page; its file goes with it."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    gone: list[str] = []
    if carry_out(
        lambda db: gone.append(projects.remove_photo(db, house, commune, held(photo_id), staff_id=staff)),
        _("The photo is taken away."),
    ):
        discard_upload(house, Upload(gone[-1], "", 0))
    return redirect(url_for(".show", number=number))


def _keep(number: int, name: str, act: Act, done: str) -> str | Response:
    page, form, house, staff = find_works(number), WORKS_FORMS[name](prefix=name), current_house(), current_staff().id
    keys = (house, current_commune().id, page.row.id)
    look = reading(number)

    def write(db: Session) -> object:
        return act(db, keys, form, staff)

    work = unless_changed(form, lambda db: kept(look(db), name), write) if isinstance(form, EditForm) else write
    if form.validate_on_submit() and carry_out(work, done):
        return redirect(url_for(".show", number=number))
    return show_works(page, **{name: form})


def _content(sent: object) -> bytes:
    """Return what was sent; one byte more than allowed is read, to know that it is too large."""
    return sent.stream.read(LARGEST + 1) if isinstance(sent, FileStorage) else b""
