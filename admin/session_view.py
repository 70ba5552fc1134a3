"""What the page of one public session shows: what is written down, and each form that may be filled in beside it."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from admin import follow_up_words
from admin.desk import current_commune, current_house, has_role, read, read_known, render
from admin.follow_up_view import reader, today
from admin.forms import Form
from admin.meanwhile import EditForm, unless_changed
from admin.session_forms import FORMS, kept
from admin.session_words import BADGES
from bot import session_words as words
from services.clock import day_in
from services.public_sessions.finding import find_session
from services.public_sessions.reading import SessionPage, session_page
from services.public_sessions.recommendations import Recommendations, recommendations_of
from services.roles import RoleName

MOST = 2**31 - 1
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
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: session_page(db, house, commune, min(session_id, MOST)))


def show_session(page: SessionPage, **sent: Form) -> str:
    """Show one session; a form that was `sent`, by its name, stands open with what is wrong in it."""
    commune = current_commune()
    forms = {
        name: sent.get(name) or kind(formdata=None, prefix=name, data=kept(page, name, commune.time_zone))
        for name, kind in FORMS.items()
    }
    offer_associations(forms["associations"], page)
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
        invite=_invite(page),
        may_write=has_role(*EDITORS),
        **NAMES,
    )


def look_first(form: Form, page: SessionPage, name: str) -> Callable[[Session], None]:
    """Return what refuses a form by its name that would write over what another wrote of the session meanwhile."""
    house, commune = current_house(), current_commune()

    def standing(db: Session) -> object:
        return kept(session_page(db, house, commune.id, page.row.id), name, commune.time_zone)

    return unless_changed(form, standing, lambda _db: None) if isinstance(form, EditForm) else lambda _db: None


def offer_associations(form: Form, page: SessionPage) -> None:
    """Let the associations of the commune be ticked."""
    form["took_part"].choices = [SelectChoice(one.id, one.name) for one in page.associations]


def _recommended(page: SessionPage) -> Recommendations:
    commune, who, day = current_commune().id, reader(), today()
    return read(lambda db: recommendations_of(db, find_session(db, commune, page.row.id), today=day, reader=who))


def _invite(page: SessionPage) -> str | None:
    """Return where an invitation to this session is written, None where none can be."""
    if page.row.state != "announced" or page.row.is_past:
        return None
    return url_for("panel.broadcasts.index", about=f"session_invitation:{page.row.id}")
