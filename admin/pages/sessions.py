"""Public sessions: when and where the commune meets in public; citizens ask for the next one by SMS."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response
from wtforms import DateTimeLocalField, StringField
from wtforms.validators import InputRequired, Length

from admin.desk import carry_out, current_commune, current_house, current_staff, has_role, read, render
from admin.forms import Form, strip
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.tongue import marked as _
from services import sessions
from services.roles import EVERYONE, RoleName
from services.sessions import SessionNo

blueprint = Blueprint("sessions", __name__)
PAGE = Page(
    "sessions",
    _("Public sessions"),
    Group.PUBLISHING,
    20,
    EVERYONE,
    blueprint,
    refusals={
        SessionNo.UNKNOWN.value: _("This session is no longer in the list."),
        SessionNo.WITHOUT_TITLE.value: _("Say what the session is about."),
        SessionNo.WITHOUT_PLACE.value: _("Say where it is."),
        SessionNo.TOO_LONG.value: _("The text may have %(most)s characters."),
        SessionNo.IN_THE_PAST.value: _("Choose a day and an hour that are still to come."),
        SessionNo.TOO_FAR.value: _("A session can be announced two years ahead at most."),
    },
)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)


class SessionForm(Form):
    """A session to announce."""

    title = StringField(
        _("Subject"),
        description=_("Short: it is sent by SMS."),
        filters=[strip],
        validators=[InputRequired(_("Say what the session is about.")), Length(max=200)],
    )
    place = StringField(_("Place"), filters=[strip], validators=[InputRequired(_("Say where it is.")), Length(max=200)])
    starts_at = DateTimeLocalField(
        _("Day and hour"),
        description=_("On the commune's clock."),
        format="%Y-%m-%dT%H:%M",
        validators=[InputRequired(_("Choose a day and an hour that are still to come."))],
    )


@blueprint.get("/")
def index() -> str:
    """List the sessions, the latest first."""
    return _list(SessionForm(formdata=None))


@blueprint.post("/")
@needs(*WRITERS)
def add() -> str | Response:
    """Announce a session."""
    form, house, commune, staff = SessionForm(), current_house(), current_commune().id, current_staff().id
    if form.validate_on_submit() and carry_out(
        lambda db: sessions.add_session(
            db,
            house,
            commune_id=commune,
            title=form.title.data or "",
            place=form.place.data or "",
            starts_at=form.starts_at.data,
            staff_id=staff,
        ),
        _("The session is announced."),
    ):
        return redirect(url_for(".index"))
    return _list(form)


@blueprint.post("/<int:session_id>/remove")
@needs(*WRITERS)
def remove(session_id: int) -> Response:
    """Take a session off the list."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(
        lambda db: sessions.remove_session(db, house, commune_id=commune, session_id=session_id, staff_id=staff),
        _("The session is removed."),
    )
    return redirect(url_for(".index"))


def _list(form: SessionForm) -> str:
    house, commune, paging = current_house(), current_commune().id, asked_paging()
    rows, total = read(lambda db: sessions.list_sessions(db, house, commune, limit=paging.size, offset=paging.offset))
    return render("sessions/index.html", rows=rows, paging=paging.of(total), form=form, may_write=has_role(*WRITERS))
