"""Polls: whether finished works serve those who live there, what asking costs, and what they answered."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import DateField
from wtforms.validators import InputRequired

from admin import works_words as words
from admin.audience import whole_cost
from admin.desk import carry_out, current_commune, current_house, current_staff, has_role, read_known, render
from admin.forms import Form
from admin.given_names import name_in
from admin.page import Group, Page, needs
from admin.tongue import marked as _
from services import projects
from services.projects import ProjectPage
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("polls", __name__)
PAGE = Page("polls", _("Does it serve?"), Group.HIDDEN, 46, EVERYONE, blueprint, refusals=words.POLL_REFUSALS)
ASKERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)
GREATEST = 2**31


class PollForm(Form):
    """Until when answers are taken."""

    closes_on = DateField(
        _("Answers until"),
        description=_("3 to 60 days from today; the answers are shown once it is over."),
        validators=[InputRequired(_("Choose the day."))],
    )


@blueprint.get("/")
def index() -> Response:
    """Lead to the list of works: each project has its own page here."""
    return redirect(url_for("panel.works.index", lang=request.args.get("lang")))


@blueprint.get("/<int:number>")
def show(number: int) -> str:
    """Show what was asked of a project, and what asking would cost."""
    return _show(_page(number), PollForm(formdata=None))


@blueprint.post("/<int:number>")
@needs(*ASKERS)
def ask(number: int) -> str | Response:
    """Begin to ask."""
    page, form = _page(number), PollForm()
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    day = form.closes_on.data
    if form.validate_on_submit() and carry_out(
        lambda db: projects.open_poll(db, house, commune, page.row.id, day, staff_id=staff),
        _("They are asked, by day, as far as the ceiling of messages lets them be."),
    ):
        return redirect(url_for(".show", number=number))
    return _show(page, form)


@blueprint.post("/<int:number>/<int:poll_id>/close")
@needs(*ASKERS)
def close(number: int, poll_id: int) -> Response:
    """Ask nobody any more and take no more answers."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    one = poll_id if poll_id < GREATEST else 0
    carry_out(
        lambda db: projects.close_poll(db, house, commune, one, staff_id=staff),
        _("It is closed. Nobody is asked more."),
    )
    return redirect(url_for(".show", number=number))


def _show(page: ProjectPage, form: PollForm) -> str:
    house, commune, project = current_house(), current_commune().id, page.row.id
    polls = read_known(lambda db: projects.polls_of_project(db, project, house.clock()))
    is_free = page.row.view.state == "done" and not any(one.is_open for one in polls)
    audience = read_known(lambda db: projects.poll_audience(db, commune, project)) if is_free else None
    return render(
        "polls/show.html",
        page=page,
        row=page.row,
        polls=polls,
        form=form,
        audience=audience,
        cost_of=whole_cost,
        needs_consent=read_known(lambda db: projects.asks_with_consent(db, commune)),
        name_in=name_in,
        may_ask=has_role(*ASKERS),
    )


def _page(number: int) -> ProjectPage:
    commune = current_commune().id
    return read_known(lambda db: projects.project_page(db, commune, number if number < GREATEST else 0))
