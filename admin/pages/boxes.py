"""Ballot boxes: opened with what was found in them, entered sheet by sheet, closed by a second person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from admin.cycle_steps import is_alone
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    read_known,
    render,
    say,
    why_refused,
    write,
    write_once,
)  # fmt: skip
from admin.given_names import name_in
from admin.hand_forms import BoxForm, FoundForm, SheetForm, VoidSheetForm, unkept
from admin.hand_words import GIVEN, HOW_TO_TYPE, REFUSALS, SUGGESTED, VOIDS
from admin.meanwhile import unless_changed
from admin.page import Group, Page, needs
from admin.tongue import _ as said
from admin.tongue import marked as _
from admin.votes_listed import list_votes
from budgeting.refusal import Refusal
from budgeting.ways_in import WayIn
from services.by_hand.announced import PAPER, votes_by
from services.by_hand.boxes import close_ballot_box, open_ballot_box, recount_ballot_box
from services.by_hand.reading import BoxesPage, BoxView, box_of, boxes_page, closing_of_box
from services.by_hand.sheets import enter_sheet, new_sheet_id, show_sheet, take_back_void, void_sheet
from services.by_hand.typing import Hand, Typed
from services.clock import day_in
from services.cycles.consent import Consent
from services.roles import DECIDERS, EVERYONE, WRITERS

blueprint = Blueprint("boxes", __name__)
PAGE = Page("boxes", _("Ballot boxes"), Group.DECISIONS, 23, EVERYONE, blueprint, refusals=REFUSALS)


@blueprint.get("/")
def index() -> str | Response:
    """List the votes that take paper; the only one is shown at once."""
    house = current_house()
    return list_votes(lambda db, commune: votes_by(PAPER, db, house, commune), "boxes/index.html")


@blueprint.get("/<int:cycle_id>")
def show(cycle_id: int) -> str:
    """Show the boxes of one vote."""
    return _show(_page(cycle_id), BoxForm(formdata=None))


@blueprint.post("/<int:cycle_id>/open")
@needs(*WRITERS)
def open_one(cycle_id: int) -> str | Response:
    """Open a box."""
    page, form = _page(cycle_id), BoxForm()
    if not form.validate_on_submit():
        return _show(page, form)
    _take(cycle_id, open_ballot_box, _("The box is open."), form.place.data or "", form.found.data)
    return redirect(url_for(".show", cycle_id=cycle_id))


@blueprint.get("/<int:cycle_id>/<int:number>")
def box(cycle_id: int, number: int) -> Response:
    """Show one box, and the empty form for the next sheet."""
    return _box(cycle_id, number, SheetForm(formdata=None))


@blueprint.post("/<int:cycle_id>/<int:number>/look")
@needs(*WRITERS)
def look(cycle_id: int, number: int) -> Response:
    """Show in words what would be recorded of a sheet; nothing is yet."""
    form, house, commune = SheetForm(), current_house(), current_commune().id
    if not form.validate_on_submit():
        return _box(cycle_id, number, form)
    typed, hand = Typed(form.code.data or "", form.choices.data or ""), _hand(number, corrects=form.corrects.data)
    # A refusal is returned and not raised: a wrong code has to be counted.
    shown = write(lambda db: show_sheet(db, house, commune, cycle_id, typed, hand))
    if isinstance(shown, Refusal):
        return _box(cycle_id, number, form, shown)
    page = _page(cycle_id)
    values = {"page": page, "box": _find(page, number), "shown": shown, "corrects": hand.corrects}
    return unkept(render("boxes/look.html", **values, name_in=name_in))


@blueprint.post("/<int:cycle_id>/<int:number>/enter")
@needs(*WRITERS)
def enter(cycle_id: int, number: int) -> Response:
    """Enter a sheet as it was shown."""
    house, commune, hand = current_house(), current_commune().id, _hand(number)
    token = request.form.get("ballot", "")
    try:
        entered = write(lambda db: enter_sheet(db, house, commune, cycle_id, token, hand))
    except Refusal as no:
        entered = no
    if isinstance(entered, Refusal):  # returned where it has to be counted
        return _box(cycle_id, number, SheetForm(formdata=None), entered)
    if entered.is_again:
        say(_("This was recorded already: sent again, it changes nothing."))
    elif entered.void:
        say(_("Void: %(reason)s."), kind="wrong", reason=said(VOIDS[entered.void.value]))
    else:
        say(_("The sheet is put right.") if entered.is_corrected else _("The sheet is entered."))
    return redirect(url_for(".box", cycle_id=cycle_id, number=number))


@blueprint.post("/<int:cycle_id>/<int:number>/void")
@needs(*WRITERS)
def void(cycle_id: int, number: int) -> Response:
    """Enter a sheet that is no ballot."""
    form = VoidSheetForm(prefix="void")
    what = (number, form.sheet.data or "", form.reason.data or "", form.words.data or "")
    return _on_box(cycle_id, number, void_sheet, _("The void sheet is entered."), *what)


@blueprint.post("/<int:cycle_id>/<int:number>/take-back")
@needs(*WRITERS)
def take_back(cycle_id: int, number: int) -> Response:
    """Take back a void sheet that was entered by mistake."""
    reason = request.form.get("reason", "")
    return _on_box(cycle_id, number, take_back_void, _("The void sheet is taken back."), number, reason)


@blueprint.post("/<int:cycle_id>/<int:number>/found")
@needs(*WRITERS)
def found(cycle_id: int, number: int) -> Response:
    """Put right how many sheets were found."""
    form = FoundForm(prefix="found")
    count = form.found.data if form.found.data is not None else -1
    house, commune = current_house(), current_commune().id
    recount = unless_changed(
        form, lambda db: box_of(boxes_page(db, house, commune, cycle_id), number), recount_ballot_box
    )
    if _take(cycle_id, recount, _("The number is put right."), number, count):
        return redirect(url_for(".box", cycle_id=cycle_id, number=number))
    return _box(cycle_id, number, SheetForm(formdata=None), found=form)


@blueprint.post("/<int:cycle_id>/<int:number>/close")
@needs(*WRITERS)
def close(cycle_id: int, number: int) -> Response:
    """Close a box, or say yes to it first where who typed in it asks for a second."""
    house, commune, staff, alone = current_house(), current_commune().id, current_staff().id, is_alone()
    _page(cycle_id)
    try:
        closed = write_once(
            lambda db: close_ballot_box(db, house, commune, cycle_id, number, staff_id=staff, alone=alone)
        )
        say(_("The box is closed.") if closed else _("Your yes is written down."))
    except Refusal as no:
        flash(why_refused(no), "wrong")
    return redirect(url_for(".box", cycle_id=cycle_id, number=number))


def _on_box(cycle_id: int, number: int, step: Callable[..., object], done: str, *values: Any) -> Response:
    _take(cycle_id, step, done, *values)
    return redirect(url_for(".box", cycle_id=cycle_id, number=number))


def _take(cycle_id: int, step: Callable[..., object], done: str, *values: Any) -> bool:
    _page(cycle_id)
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    return carry_out(lambda db: step(db, house, commune, cycle_id, *values, staff_id=staff), done)


def _hand(number: int, *, corrects: bool = False) -> Hand:
    return Hand(current_staff().id, WayIn.PAPER, number, corrects)


def _show(page: BoxesPage, form: BoxForm) -> str:
    return render("boxes/show.html", page=page, form=form, voids=VOIDS, on=_day_of, may_write=has_role(*WRITERS))


def _box(
    cycle_id: int, number: int, form: SheetForm, no: Refusal | None = None, found: FoundForm | None = None
) -> Response:
    page, house = _page(cycle_id), current_house()
    view = _find(page, number)
    void_form = VoidSheetForm(formdata=None, prefix="void", sheet=new_sheet_id())
    if no is not None and (suggested := SUGGESTED.get(str(no.reason))):
        void_form.reason.data = suggested.value
    return unkept(
        render(
            "boxes/box.html",
            page=page,
            box=view,
            form=form,
            void=void_form,
            found=found or FoundForm(formdata=None, prefix="found", data={"found": view.found}),
            wrong=why_refused(no) if no else "",
            how=HOW_TO_TYPE[page.poll.ballot.format.value],
            voids=VOIDS,
            on=_day_of,
            given=GIVEN,
            is_mine=(me := current_staff().id) in view.filled_by,
            me=me,
            now=house.clock(),
            may_decide=has_role(*DECIDERS),
            closing=None if view.lacks or view.closed_at else _closing(cycle_id, number),
            may_write=has_role(*WRITERS) and page.takes_more and view.closed_at is None,
        )
    )


def _day_of(hour: datetime | None) -> date | None:
    """Return the commune's own day of what is kept to the hour: a minute nobody wrote is not shown."""
    return day_in(hour, current_commune().time_zone) if hour else None


def _closing(cycle_id: int, number: int) -> Consent:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: closing_of_box(db, house, commune, cycle_id, number))


def _find(page: BoxesPage, number: int) -> BoxView:
    return read_known(lambda _db: box_of(page, number))


def _page(cycle_id: int) -> BoxesPage:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: boxes_page(db, house, commune, cycle_id))
