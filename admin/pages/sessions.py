"""Public sessions: announced, prepared, held and looked back at; citizens ask for the next one by SMS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin.desk import carry_out, current_commune, current_house, current_staff, has_role, read, render
from admin.follow_up_forms import chosen
from admin.follow_up_words import FOLLOW_UP_REFUSALS
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.session_forms import NewSessionForm
from admin.session_view import (
    EDITORS,
    MOST,
    NAMES,
    find_page,
    form_of,
    item_to_change,
    look_first,
    show_session,
)
from admin.session_words import REFUSALS
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.follow_ups.reasons import FollowUpNo
from services.house import House
from services.public_sessions import agenda, announcing, preparing, press, running, taking_part
from services.public_sessions.finding import lock_session
from services.public_sessions.reading import list_sessions
from services.public_sessions.recommendations import ORIGIN, open_with_what_is_left
from services.roles import EVERYONE

blueprint = Blueprint("sessions", __name__)
PAGE = Page(
    "sessions", _("Public sessions"), Group.PUBLISHING, 20, EVERYONE, blueprint,
    refusals={**FOLLOW_UP_REFUSALS, **REFUSALS},
)  # fmt: skip

KEPT = _("It is kept.")
Keys = tuple[Session, House, int, int]
"""A transaction, the house, the commune, the id of the session."""


@blueprint.get("/")
def index() -> str:
    """List the sessions, the latest first."""
    return _list(NewSessionForm(formdata=None))


@blueprint.post("/")
@needs(*EDITORS)
def add() -> str | Response:
    """Announce a session, or write one down that was held."""
    form, house, commune, staff = NewSessionForm(), current_house(), current_commune().id, current_staff().id
    made: list[int] = []
    if form.validate_on_submit() and carry_out(
        lambda db: made.append(
            announcing.add_session(db, house, commune, form.new(was_held=form.was_held.data), staff_id=staff)
        ),
        _("The session is in the list."),
    ):
        return redirect(url_for(".show", session_id=made[-1]))
    return _list(form)


@blueprint.get("/<int:session_id>")
def show(session_id: int) -> str:
    """Show one session with all that can be written down of it."""
    return show_session(find_page(session_id))


@blueprint.post("/<int:session_id>/change")
@needs(*EDITORS)
def change(session_id: int) -> str | Response:
    """Set right what was announced."""
    done = _("It is changed. Whoever said that they come is told of another day or place.")
    return _keep(
        session_id, "change", lambda keys, form, who: announcing.change_session(*keys, form.new(), staff_id=who), done
    )


@blueprint.post("/<int:session_id>/remove")
@needs(*EDITORS)
def remove(session_id: int) -> Response:
    """Take a session off the list that was put there by mistake."""
    done = _take(session_id, announcing.remove_session, _("The session is removed."))
    return redirect(url_for(".index")) if done else _back(session_id)


@blueprint.post("/<int:session_id>/open")
@needs(*EDITORS)
def begin(session_id: int) -> Response:
    """Say that it has begun."""
    _take(session_id, running.open_session, _("The session is open, with what earlier ones left."))
    return _back(session_id)


@blueprint.post("/<int:session_id>/close")
@needs(*EDITORS)
def close(session_id: int) -> Response:
    """Say that it was held."""
    _take(session_id, running.close_session, _("The session is closed."))
    return _back(session_id)


@blueprint.post("/<int:session_id>/cancel")
@needs(*EDITORS)
def cancel(session_id: int) -> str | Response:
    """Cancel it for a reason."""
    done = _("The session is cancelled. Whoever said that they come is told.")
    return _keep(
        session_id,
        "cancel",
        lambda keys, form, who: running.cancel_session(*keys, form.reason.data or "", staff_id=who),
        done,
    )


@blueprint.post("/<int:session_id>/bureau")
@needs(*EDITORS)
def bureau(session_id: int) -> str | Response:
    """Write down who leads it."""
    return _keep(
        session_id, "bureau", lambda keys, form, who: preparing.set_bureau(*keys, form.given(), staff_id=who), KEPT
    )


@blueprint.post("/<int:session_id>/texts")
@needs(*EDITORS)
def texts(session_id: int) -> str | Response:
    """Write down its opening and how it works."""
    return _keep(
        session_id,
        "texts",
        lambda keys, form, who: preparing.set_texts(
            *keys, form.opening.data or "", form.method.data or "", staff_id=who
        ),
        KEPT,
    )


@blueprint.post("/<int:session_id>/planned")
@needs(*EDITORS)
def planned(session_id: int) -> str | Response:
    """Write down how many people are awaited."""
    return _keep(
        session_id, "planned", lambda keys, form, who: preparing.set_planned(*keys, form.given(), staff_id=who), KEPT
    )


@blueprint.post("/<int:session_id>/item")
@needs(*EDITORS)
def item(session_id: int) -> str | Response:
    """Add an item to the agenda."""
    return _keep(session_id, "item", lambda keys, form, who: agenda.add_item(*keys, form.new(), staff_id=who), KEPT)


@blueprint.route("/<int:session_id>/items/<int:item_id>", methods=["GET", "POST"])
@needs(*EDITORS)
def change_item(session_id: int, item_id: int) -> str | Response:
    """Write an item of the agenda anew."""
    page = find_page(session_id)
    form, change = item_to_change(page, item_id)
    if form.validate_on_submit() and _take(session_id, change, KEPT, item_id, form.new()):
        return _back(session_id)
    return render("sessions/item.html", page=page, row=page.row, form=form)


@blueprint.post("/<int:session_id>/items/<int:item_id>/<any(up, down):way>")
@needs(*EDITORS)
def move_item(session_id: int, item_id: int, way: str) -> Response:
    """Let an item change places with its neighbour."""
    _take(session_id, agenda.move_item, _("The agenda is in another order."), min(item_id, MOST), up=way == "up")
    return _back(session_id)


@blueprint.post("/<int:session_id>/items/<int:item_id>/remove")
@needs(*EDITORS)
def remove_item(session_id: int, item_id: int) -> Response:
    """Take an item off the agenda."""
    _take(session_id, agenda.remove_item, _("The item is off the agenda."), min(item_id, MOST))
    return _back(session_id)


@blueprint.post("/<int:session_id>/associations")
@needs(*EDITORS)
def associations(session_id: int) -> str | Response:
    """Tick which associations took part."""
    return _keep(
        session_id,
        "associations",
        lambda keys, form, who: taking_part.tick_associations(*keys, form.took_part.data or (), staff_id=who),
        KEPT,
    )


@blueprint.post("/<int:session_id>/bring")
@needs(*EDITORS)
def bring(session_id: int) -> str | Response:
    """Write an association down that nobody knew yet."""
    return _keep(
        session_id,
        "bring",
        lambda keys, form, who: taking_part.bring_association(
            *keys, form.name.data or "", form.contact.data or "", staff_id=who
        ),
        _("The association is in the list, and took part."),
    )


@blueprint.post("/<int:session_id>/article")
@needs(*EDITORS)
def article(session_id: int) -> str | Response:
    """Write down what the press told."""
    return _keep(
        session_id, "article", lambda keys, form, who: press.add_article(*keys, form.new(), staff_id=who), KEPT
    )


@blueprint.post("/<int:session_id>/articles/<int:article_id>/remove")
@needs(*EDITORS)
def remove_article(session_id: int, article_id: int) -> Response:
    """Take away what was written down by mistake."""
    _take(session_id, press.remove_article, _("It is taken away."), min(article_id, MOST))
    return _back(session_id)


@blueprint.post("/<int:session_id>/recommend")
@needs(*EDITORS)
def recommend(session_id: int) -> str | Response:
    """Write down what the session recommends."""
    return _keep(session_id, "recommend", _recommend, _("The recommendation is written down under its number."))


@blueprint.post("/<int:session_id>/carry")
@needs(*EDITORS)
def carry(session_id: int) -> Response:
    """Carry over what earlier sessions left, before this one is open."""

    def work(db: Session, house: House, commune: int, of: int, *, staff_id: int) -> object:
        row = lock_session(db, commune, of)
        if not open_with_what_is_left(db, house, row, staff_id=staff_id):
            raise Refusal(FollowUpNo.NOTHING_OPEN)
        return None

    _take(session_id, work, _("What is still awaited is carried over."))
    return _back(session_id)


def _recommend(keys: Keys, form: Any, staff: int) -> object:
    db, house, commune, of = keys
    given = NewFollowUp(
        ORIGIN,
        form.text.data or "",
        form.owner.data or "",
        chosen(form.person),
        form.due_on.data,
        of,
        visibility=form.visibility.data,
    )
    return add_follow_up(db, house, commune, given, staff_id=staff)


def _keep(session_id: int, name: str, act: Callable[[Keys, Any, int], object], done: str) -> str | Response:
    page = find_page(session_id)
    form = form_of(page, name)
    look = look_first(form, page, name)

    def work(db: Session, house: House, commune: int, of: int, *, staff_id: int) -> object:
        look(db)
        return act((db, house, commune, of), form, staff_id)

    if form.validate_on_submit() and _take(page.row.id, work, done):
        return _back(page.row.id)
    return show_session(page, **{name: form})


def _take(session_id: int, act: Callable[..., object], done: str, *more: Any, **named: Any) -> bool:
    """Do something with a session of this commune, and say that it is done or why it is not."""
    house, commune, staff, of = current_house(), current_commune().id, current_staff().id, min(session_id, MOST)
    return carry_out(lambda db: act(db, house, commune, of, *more, **named, staff_id=staff), done)


def _back(session_id: int) -> Response:
    return redirect(url_for(".show", session_id=session_id))


def _list(form: NewSessionForm) -> str:
    house, commune, paging = current_house(), current_commune().id, asked_paging()
    rows, total = read(lambda db: list_sessions(db, house, commune, limit=paging.size, offset=paging.offset))
    may_write = has_role(*EDITORS)
    return render("sessions/index.html", rows=rows, paging=paging.of(total), form=form, may_write=may_write, **NAMES)
