"""What the page of one public session shows: what is written down, and each form that may be filled in beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from admin import broadcast_words, follow_up_words
from admin.desk import current_commune, current_house, found, has_role, read, read_known, render
from admin.follow_up_view import reader, today
from admin.forms import Form
from admin.meanwhile import EditForm, unless_changed
from admin.session_forms import FORMS, ItemForm, kept
from admin.session_words import BADGES
from bot import session_words as words
from services.broadcasts.purpose import Standing
from services.broadcasts.reading import standing_now
from services.broadcasts.reasons import BroadcastNo
from services.clock import day_in
from services.public_sessions import agenda
from services.public_sessions.finding import find_session
from services.public_sessions.reading import SessionPage, session_page
from services.public_sessions.recommendations import Recommendations, recommendations_of
from services.roles import RoleName

MOST = 2**31 - 1
_INVITATION = "session_invitation"
EDITORS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)
NAMES = {
    "kinds": words.KINDS,
    "states": words.STATES,
    "presences": words.PRESENCES,
    "sexes": words.SEXES,
    "press_kinds": words.PRESS_KINDS,
    "badges": BADGES,
}


def find_page(session_id: int) -> SessionPage:
    """Return the commune's session of that id; "not found" where there is none."""
    return read_known(reading(session_id))


def reading(session_id: int) -> Callable[[Session], SessionPage]:
    """Return what reads that session."""
    house, commune = current_house(), current_commune().id
    return lambda db: session_page(db, house, commune, min(session_id, MOST))


def show_session(page: SessionPage, **sent: Form) -> str:
    """Show one session; a form that was `sent`, by its name, stands open with what is wrong in it."""
    commune, invite = current_commune(), _invite(page)
    forms = {
        name: sent.get(name) or kind(formdata=None, prefix=name, data=kept(page, name, commune.time_zone))
        for name, kind in FORMS.items()
    }
    _offer_associations(forms["associations"], page)
    return render(
        "sessions/show.html",
        page=page,
        row=page.row,
        forms=forms,
        opened=set(sent),
        recommended=_recommended(page),
        has_come=day_in(page.row.starts_at, commune.time_zone) <= today(),
        names=follow_up_words.STATES,
        unsaid=follow_up_words.UNSAID_STATE,
        follow_up_badges=follow_up_words.BADGES,
        invite=invite,
        too_late=broadcast_words.REFUSALS[BroadcastNo.TOO_LATE] if invite and _is_too_late(page) else None,
        may_write=has_role(*EDITORS),
        **NAMES,
    )


def look_first(form: Form, page: SessionPage, name: str) -> Callable[[Session], None]:
    """Return what refuses a form by its name that would write over what another wrote of the session meanwhile."""
    look, time_zone = reading(page.row.id), current_commune().time_zone

    def standing(db: Session) -> object:
        return kept(look(db), name, time_zone)

    return unless_changed(form, standing, lambda _db: None) if isinstance(form, EditForm) else lambda _db: None


def form_of(page: SessionPage, name: str) -> Form:
    """Return a form by its name as it is sent."""
    form = FORMS[name](prefix=name)
    if name == "associations":
        _offer_associations(form, page)
    return form


def item_to_change(page: SessionPage, item_id: int) -> tuple[ItemForm, Callable[..., None]]:
    """Return the form of an item of the agenda, and what writes it anew; "not found" where there is none."""
    form, look = ItemForm(data=found(_item_in(page, item_id))), reading(page.row.id)
    return form, unless_changed(form, lambda db: _item_in(look(db), item_id), agenda.change_item)


def _item_in(page: SessionPage, item_id: int) -> dict[str, Any] | None:
    """Return an item of the agenda as its form holds it; None where there is none of that id."""
    own = next((one for one in page.agenda if one.id == item_id), None)
    return (
        None
        if own is None
        else {"title": own.title, "at": own.at, "speaker": own.speaker, "document": str(own.document_id or "")}
    )


def _offer_associations(form: Form, page: SessionPage) -> None:
    """Let the associations of the commune be ticked."""
    form["took_part"].choices = [SelectChoice(one.id, one.name) for one in page.associations]


def _recommended(page: SessionPage) -> Recommendations:
    commune, who, day = current_commune().id, reader(), today()
    return read(lambda db: recommendations_of(db, find_session(db, commune, page.row.id), today=day, reader=who))


def _invite(page: SessionPage) -> str | None:
    """Return where an invitation to this session is written, None where none can be."""
    if page.row.state != "announced" or page.row.is_past:
        return None
    return url_for("panel.broadcasts.index", about=f"{_INVITATION}:{page.row.id}")


def _is_too_late(page: SessionPage) -> bool:
    """Would an invitation to this session leave only once it has begun, for people vote until then?"""
    house, commune, number = current_house(), current_commune().id, page.row.id
    return read(lambda db: standing_now(db, house, commune, _INVITATION, number)) is Standing.TOO_LATE
