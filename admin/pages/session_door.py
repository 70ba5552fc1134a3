"""Counting who comes through the door of a session, on a phone: large buttons, one press a person."""

from __future__ import annotations

from secrets import token_hex

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin.desk import carry_out, current_commune, current_house, current_staff, has_role, read, render
from admin.forms import Form
from admin.page import Group, Page, needs
from admin.session_forms import SeveralForm
from admin.session_view import MOST, NAMES, find_page
from admin.session_words import REFUSALS
from admin.tongue import marked as _
from services.public_sessions.door import Press, counted, last_presses, press, take_back
from services.public_sessions.reading import SessionPage, list_sessions
from services.roles import EVERYONE, WRITERS

blueprint = Blueprint("session_door", __name__)
PAGE = Page("session_door", _("At the door"), Group.HIDDEN, 0, EVERYONE, blueprint, refusals=REFUSALS)
LISTED = 10
BETWEEN = ":"


@blueprint.get("/")
def index() -> str:
    """List the latest sessions, to choose at which door one stands."""
    house, commune = current_house(), current_commune().id
    rows, _total = read(lambda db: list_sessions(db, house, commune, limit=LISTED))
    return render("session_door/index.html", rows=[one for one in rows if one.state != "cancelled"], **NAMES)


@blueprint.get("/<int:session_id>")
def show(session_id: int) -> str:
    """Show how many are there, with a button more and a button fewer for each kind of people."""
    return _show(find_page(session_id), SeveralForm(formdata=None))


@blueprint.post("/<int:session_id>/press")
@needs(*WRITERS)
def count(session_id: int) -> Response:
    """Count one person in or out: what the button says."""
    presence, _between, rest = request.form.get("press", "").partition(BETWEEN)
    sex, _between, step = rest.partition(BETWEEN)
    _count(session_id, Press(presence, sex, {"more": 1, "fewer": -1}.get(step, 0), request.form.get("token", "")))
    return redirect(url_for(".show", session_id=session_id, _anchor=presence))


@blueprint.post("/<int:session_id>/several")
@needs(*WRITERS)
def several(session_id: int) -> str | Response:
    """Count several people in at once."""
    page, form = find_page(session_id), SeveralForm()
    if form.validate_on_submit():
        given = Press(form.presence.data, form.sex.data, form.people.data or 0, request.form.get("token", ""))
        if _count(session_id, given):
            return redirect(url_for(".show", session_id=session_id))
    return _show(page, form, is_open=True)


@blueprint.post("/<int:session_id>/presses/<int:press_id>/back")
@needs(*WRITERS)
def back(session_id: int, press_id: int) -> Response:
    """Take one press back; it stays in the history."""
    house, commune, staff, of = current_house(), current_commune().id, current_staff().id, min(session_id, MOST)
    carry_out(
        lambda db: take_back(db, house, commune, of, min(press_id, MOST), staff_id=staff), _("The press is taken back.")
    )
    return redirect(url_for(".show", session_id=session_id))


def _count(session_id: int, given: Press) -> bool:
    house, commune, staff, of = current_house(), current_commune().id, current_staff().id, min(session_id, MOST)
    return carry_out(lambda db: press(db, house, commune, of, given, staff_id=staff), _("Counted."))


def _show(page: SessionPage, form: Form, *, is_open: bool = False) -> str:
    session_id = page.row.id
    return render(
        "session_door/show.html",
        page=page,
        row=page.row,
        cells=read(lambda db: counted(db, session_id)),
        presses=read(lambda db: last_presses(db, session_id)),
        token=token_hex(8),
        form=form,
        is_open=is_open,
        may_write=has_role(*WRITERS),
        **NAMES,
    )
