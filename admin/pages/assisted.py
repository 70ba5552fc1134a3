"""Vote with help: a member of staff types a person's code and choices, both look, and the person takes the receipt."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from admin.desk import current_commune, current_house, current_staff, read_known, render, why_refused, write
from admin.given_names import name_in
from admin.hand_forms import TypedForm, unkept
from admin.hand_words import HOW_TO_TYPE, REFUSALS
from admin.page import Group, Page, needs
from admin.tongue import marked as _
from admin.votes_listed import list_votes
from budgeting.refusal import Refusal
from services.by_hand.helping import (
    cast_with_help,
    open_helped,
    poll_with_help,
    seal_helped,
    show_with_help,
    vote_with_help,
    votes_with_help,
)  # fmt: skip
from services.by_hand.typing import Typed
from services.roles import WRITERS
from services.voting.paper import Poll

blueprint = Blueprint("assisted", __name__)
PAGE = Page("assisted", _("Vote with help"), Group.DAILY, 60, WRITERS, blueprint, refusals=REFUSALS)
GIVEN = "helped"
"""Where the browser keeps, sealed and in no address, what the person before it is given."""


@blueprint.get("/")
def index() -> str | Response:
    """List the votes that take ballots with help now; the only one is shown at once."""
    house = current_house()
    return list_votes(lambda db, commune: votes_with_help(db, house, commune), "assisted/index.html")


@blueprint.get("/<int:cycle_id>")
def show(cycle_id: int) -> Response:
    """Show the empty form."""
    session.pop(GIVEN, None)
    house, commune = current_house(), current_commune().id
    poll = read_known(lambda db: vote_with_help(db, house, commune, cycle_id))
    return _form(poll, TypedForm(formdata=None))


@blueprint.post("/<int:cycle_id>/look")
@needs(*WRITERS)
def look(cycle_id: int) -> Response:
    """Show in words what would be recorded; nothing is yet."""
    poll, form = _poll(cycle_id), TypedForm()
    if not form.validate_on_submit():
        return _form(poll, form)
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    typed = Typed(form.code.data or "", form.choices.data or "")
    # A refusal is returned and not raised: a wrong code has to be counted.
    shown = write(lambda db: show_with_help(db, house, commune, cycle_id, typed, staff_id=staff))
    if isinstance(shown, Refusal):
        return _form(poll, form, why_refused(shown))
    return unkept(render("assisted/look.html", poll=poll, shown=shown, name_in=name_in))


@blueprint.post("/<int:cycle_id>/cast")
@needs(*WRITERS)
def cast(cycle_id: int) -> Response:
    """Record it; the receipt is a page of its own, which can be refreshed."""
    poll, house, commune, staff = _poll(cycle_id), current_house(), current_commune().id, current_staff().id
    token = request.form.get("ballot", "")
    try:
        helped = write(lambda db: cast_with_help(db, house, commune, cycle_id, token, staff_id=staff))
    except Refusal as no:
        return _form(poll, TypedForm(formdata=None), why_refused(no))
    session[GIVEN] = seal_helped(house, poll, helped, staff)
    return redirect(url_for(".receipt", cycle_id=cycle_id))


@blueprint.get("/<int:cycle_id>/receipt")
@needs(*WRITERS)
def receipt(cycle_id: int) -> Response:
    """Show the receipt of who was just helped, which holds no choice, until the next person's turn."""
    poll, house = _poll(cycle_id), current_house()
    helped = open_helped(house, poll, session.get(GIVEN, ""), current_staff().id)
    if helped is None:
        return redirect(url_for(".show", cycle_id=cycle_id))
    is_open = poll.why_not_at(house.clock()) is None
    return unkept(render("assisted/receipt.html", poll=poll, helped=helped, is_open=is_open))


def _form(poll: Poll, form: TypedForm, wrong: str = "") -> Response:
    how = HOW_TO_TYPE[poll.ballot.format.value]
    return unkept(render("assisted/show.html", poll=poll, form=form, wrong=wrong, how=how))


def _poll(cycle_id: int) -> Poll:
    """Return the vote, closed by now or not: of its last minute there is a receipt to give, and a no to say."""
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: poll_with_help(db, house, commune, cycle_id))
