"""Promises: what is late, what is mine, where each stands, and what proves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin import follow_up_words as words
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    read,
    read_known,
    render,
    say,
    why_refused,
    write_once,
)
from admin.follow_up_forms import CarryForm, NewForm, RemovalForm, chosen
from admin.follow_up_view import (
    FORMS,
    MOST,
    find_promise,
    form_of,
    kept,
    reader,
    reading,
    show_promise,
    today,
    with_upload,
)
from admin.held_files import held
from admin.meanwhile import unless_changed
from admin.narrowing import narrowed_list
from admin.page import Group, Page, needs
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.follow_ups import evidence as proofs
from services.follow_ups import moving
from services.follow_ups.carrying import NextOccasion, carry_over
from services.follow_ups.importing import waiting_tables
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.origins import find_origins
from services.follow_ups.reading import BY, FROM, follow_ups_page, owners_of
from services.house import House
from services.roles import EVERYONE, WRITERS
from services.uploads import Upload, discard_upload

blueprint = Blueprint("follow_ups", __name__)
PAGE = Page(
    "follow_ups", _("Promises to follow"), Group.DAILY, 30, EVERYONE, blueprint, refusals=words.FOLLOW_UP_REFUSALS
)

Keys = tuple[Session, House, int, int]
"""A transaction, the house, the commune, the number of the promise."""


@blueprint.get("/")
def index() -> str:
    """List the promises: what is late first."""
    commune, who, day = current_commune().id, reader(), today()
    owners = {f"{BY}{name}": name for name in read(lambda db: owners_of(db, commune, who))}
    kinds = {f"{FROM}{key}": words.name_origin(key) for key in find_origins()}

    def fetch(db: Session, commune_id: int, **wish: Any) -> Any:
        return follow_ups_page(db, commune_id, reader=who, today=day, **wish)

    return render(
        "follow_ups/index.html",
        **narrowed_list(fetch, {**words.LISTS, **words.STATES, **kinds, **owners}),
        kinds=kinds,
        owners=owners,
        lists={**words.LISTS, **words.STATES},
        names=words.STATES,
        unsaid=words.UNSAID_STATE,
        badges=words.BADGES,
        tables=read(lambda db: waiting_tables(db, commune)),
        carry=CarryForm(formdata=None),
        may_write=has_role(*WRITERS),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new() -> str | Response:
    """Write a promise down."""
    form, house, commune, staff = NewForm(), current_house(), current_commune().id, current_staff().id
    if form.validate_on_submit():
        given = NewFollowUp(
            form.origin.data,
            form.text.data or "",
            form.owner.data or "",
            chosen(form.person),
            form.due_on.data,
            occasion=form.occasion.data or "",
            visibility=form.visibility.data,
        )
        made: list[int] = []
        if carry_out(
            lambda db: made.append(add_follow_up(db, house, commune, given, staff_id=staff).number),
            _("The promise is written down under this number."),
        ):
            return redirect(url_for(".show", number=made[-1]))
    return render("follow_ups/new.html", form=form)


@blueprint.post("/carry")
@needs(*WRITERS)
def carry() -> Response:
    """Carry what is left over to another occasion."""
    form, house, commune, staff = CarryForm(), current_house(), current_commune().id, current_staff().id
    if form.validate_on_submit():
        to = NextOccasion(form.origin.data, form.occasion.data or "")
        carry_out(
            lambda db: carry_over(db, house, commune, to, staff_id=staff), _("What is still awaited is carried over.")
        )
    else:
        say(_("Say on which occasion."), kind="wrong")
    return redirect(url_for(".index"))


@blueprint.get("/<int:number>")
def show(number: int) -> str:
    """Show one promise with what can be said of it."""
    return show_promise(find_promise(number))


@blueprint.post("/<int:number>/move")
@needs(*WRITERS)
def move(number: int) -> str | Response:
    """Say where it stands."""
    return _keep(
        number,
        "move",
        lambda keys, form, staff: moving.move(
            *keys, moving.Move(form.state.data, form.note.data or "", form.done_on.data), staff_id=staff
        ),
        _("It is kept. Whoever follows it is told."),
    )


@blueprint.post("/<int:number>/due")
@needs(*WRITERS)
def due(number: int) -> str | Response:
    """Promise it by another day."""
    return _keep(
        number,
        "due",
        lambda keys, form, staff: moving.promise_by(*keys, form.due_on.data, form.reason.data or "", staff_id=staff),
        _("The day is kept. Whoever follows it is told."),
    )


@blueprint.post("/<int:number>/owner")
@needs(*WRITERS)
def owner(number: int) -> str | Response:
    """Entrust it to somebody."""
    return _keep(
        number,
        "owner",
        lambda keys, form, staff: moving.entrust(*keys, form.owner.data or "", chosen(form.person), staff_id=staff),
        _("It is written down who answers for it."),
    )


@blueprint.post("/<int:number>/visibility")
@needs(*WRITERS)
def visibility(number: int) -> str | Response:
    """Say who reads it."""
    return _keep(
        number,
        "visibility",
        lambda keys, form, staff: moving.show_to(
            *keys,
            form.visibility.data or "",
            notes=_ticked(form, "notes"),
            proofs=_ticked(form, "proofs"),
            staff_id=staff,
        ),
        _("It is written down who reads it."),
        ends=True,  # who hides it from all but those it names may be none of them
    )


@blueprint.post("/<int:number>/evidence")
@needs(*WRITERS)
def evidence(number: int) -> str | Response:
    """Add what proves it."""
    page, form, house = find_promise(number), FORMS["evidence"](prefix="evidence"), current_house()
    commune, staff = current_commune().id, current_staff().id
    if not form.validate_on_submit():
        return show_promise(page, evidence=form)
    try:
        given = with_upload(form)
        with held(given.upload) as holding:
            write_once(lambda db: proofs.add_evidence(db, house, commune, page.row.number, given, staff_id=staff))
            holding.is_kept = True
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return show_promise(page, evidence=form)
    say(_("The proof is added."))
    return redirect(url_for(".show", number=number))


@blueprint.get("/<int:number>/evidence/<int:evidence_id>/file")
def file(number: int, evidence_id: int) -> Response:
    """Send the file of a proof: a photo to be looked at, all else to be kept."""
    house, page = current_house(), find_promise(number)
    found = read_known(lambda db: proofs.open_evidence(db, house, page.id, min(evidence_id, MOST)))
    response = send_file(found.path, found.media_type, as_attachment=not found.is_photo, download_name=found.file_name)
    response.cache_control.private = True
    return response


@blueprint.post("/<int:number>/evidence/<int:evidence_id>/remove")
@needs(*WRITERS)
def remove(number: int, evidence_id: int) -> Response:
    """Take a proof away that was put in by mistake; its file goes with it."""
    page, form, house = find_promise(number), RemovalForm(), current_house()
    commune, staff = current_commune().id, current_staff().id
    gone: list[str | None] = []
    why, which = form.reason.data or "", min(evidence_id, MOST)
    if form.validate_on_submit() and carry_out(
        lambda db: gone.append(proofs.remove_evidence(db, house, commune, page.row.number, which, why, staff_id=staff)),
        _("The proof is taken away."),
    ):
        if stored_as := gone[-1]:
            discard_upload(house, Upload(stored_as, "", 0))
    elif not gone and form.errors:
        say(_("Write why."), kind="wrong")
    return redirect(url_for(".show", number=number))


def _keep(
    number: int, name: str, act: Callable[[Keys, Any, int], object], done: str, *, ends: bool = False
) -> str | Response:
    page, house, staff = find_promise(number), current_house(), current_staff().id
    form, look = form_of(page, name), reading(number)
    commune, of = current_commune().id, page.row.number

    def write(db: Session) -> object:
        return act((db, house, commune, of), form, staff)

    work = unless_changed(form, lambda db: kept(look(db), name), write)

    if form.validate_on_submit() and carry_out(work, done):
        return redirect(url_for(".index") if ends else url_for(".show", number=of))
    return show_promise(page, **{name: form})


def _ticked(form: Any, name: str) -> list[int]:
    return list(form[name].data or ()) if name in form else []
