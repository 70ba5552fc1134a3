"""Shows of hands: a signed count sheet, typed twice from the paper; no figure is shown before the count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    paper_languages,
    read_known,
    render,
    say,
    why_refused,
    write,
    write_once,
)  # fmt: skip
from admin.given_names import name_in
from admin.hand_forms import unkept
from admin.hand_words import REFUSALS
from admin.meeting_forms import FIELD, FiguresForm, MeetingForm, VoidMeetingForm, form_for
from admin.meeting_words import MEETINGS, in_words
from admin.page import Group, Page, needs
from admin.papers_sent import sent_paper
from admin.tongue import marked as _
from admin.votes_listed import list_votes
from budgeting.refusal import Refusal
from services.by_hand.announced import HANDS, votes_by
from services.by_hand.meeting_consent import consent_to_meeting, stand_by_meeting, type_meeting_alone
from services.by_hand.meeting_list import MeetingsPage, meeting_of, meetings_page
from services.by_hand.meetings import enter_meeting, type_meeting_again, void_meeting
from services.cycles.consent import Consent
from services.printing.count_sheet import count_sheet, press_count_sheet
from services.roles import DECIDERS, EVERYONE, WRITERS

blueprint = Blueprint("hands", __name__)
ALONE = "alone"
PAGE = Page(
    "hands", _("Shows of hands"), Group.DECISIONS, 24, EVERYONE, blueprint, refusals={**REFUSALS, **MEETINGS}
)  # fmt: skip


@blueprint.get("/")
def index() -> str | Answer:
    """List the votes that take shows of hands; the only one is shown at once."""
    house = current_house()
    return list_votes(lambda db, commune: votes_by(HANDS, db, house, commune), "hands/index.html")


@blueprint.get("/<int:cycle_id>")
def show(cycle_id: int) -> Response:
    """Show the meetings of one vote, and the empty form of a sheet."""
    page = _page(cycle_id)
    return _show(page, _form(MeetingForm, page, formdata=None))


@blueprint.post("/<int:cycle_id>/enter")
@needs(*WRITERS)
def enter(cycle_id: int) -> Answer:
    """Enter a sheet."""
    page = _page(cycle_id)
    form = _form(MeetingForm, page)
    if not (form.validate_on_submit() and isinstance(form, MeetingForm)):
        return _show(page, form)
    meeting = form.meeting(ZoneInfo(current_commune().time_zone))
    what = (current_house(), current_commune().id, cycle_id, meeting, form.figures())
    staff = current_staff().id
    try:
        number = write_once(lambda db: enter_meeting(db, *what, staff_id=staff))
    except Refusal as no:
        return _show(page, form, why_refused(no))
    say(_("The sheet is entered. Now a second person types it from the same paper."))
    return redirect(url_for(".meeting", cycle_id=cycle_id, number=number))


@blueprint.get("/<int:cycle_id>/<int:number>")
def meeting(cycle_id: int, number: int) -> Response:
    """Show one meeting, and the form to type its sheet again while it waits for a second person."""
    return _meeting(_page(cycle_id), number)


@blueprint.post("/<int:cycle_id>/<int:number>/again")
@needs(*WRITERS)
def again(cycle_id: int, number: int) -> Answer:
    """Type a sheet again: a second person confirms it, who entered it puts it right."""
    page = _page(cycle_id)
    form = _form(FiguresForm, page)
    if not form.validate_on_submit():
        return _meeting(page, number, form=form)
    what, staff = (current_house(), current_commune().id, cycle_id, number, form.figures()), current_staff().id
    return _typed(page, number, lambda db: type_meeting_again(db, *what, staff_id=staff), form=form)


@blueprint.post("/<int:cycle_id>/<int:number>/stand-by")
@needs(*DECIDERS)
def stand_by(cycle_id: int, number: int) -> Answer:
    """Stand by a sheet one entered, where nobody else of the commune can type it."""
    _page(cycle_id)
    what, staff = (current_house(), current_commune().id, cycle_id, number), current_staff().id
    carry_out(lambda db: stand_by_meeting(db, *what, staff_id=staff), _("Your yes is written down."))
    return redirect(url_for(".meeting", cycle_id=cycle_id, number=number))


@blueprint.post("/<int:cycle_id>/<int:number>/alone")
@needs(*DECIDERS)
def alone(cycle_id: int, number: int) -> Answer:
    """Type one's own sheet once more, after the public notice."""
    page = _page(cycle_id)
    form = _form(FiguresForm, page, prefix=ALONE)
    if not form.validate_on_submit():
        return _meeting(page, number, once_more=form)
    what, staff = (current_house(), current_commune().id, cycle_id, number, form.figures()), current_staff().id
    return _typed(page, number, lambda db: type_meeting_alone(db, *what, staff_id=staff) or True, once_more=form)


@blueprint.post("/<int:cycle_id>/<int:number>/void")
@needs(*WRITERS)
def void(cycle_id: int, number: int) -> Answer:
    """Make a sheet void."""
    _page(cycle_id)
    form, staff = VoidMeetingForm(prefix="void"), current_staff().id
    what = (current_house(), current_commune().id, cycle_id, number, form.reason.data or "")
    carry_out(lambda db: void_meeting(db, *what, staff_id=staff), _("The sheet is void. It can be entered anew."))
    return redirect(url_for(".meeting", cycle_id=cycle_id, number=number))


@blueprint.get("/<int:cycle_id>/sheet/<language>.pdf")
def paper(cycle_id: int, language: str) -> Answer:
    """Send the empty sheet that a meeting fills in."""
    house, commune = current_house(), current_commune().id
    return sent_paper(press_count_sheet(read_known(lambda db: count_sheet(db, house, commune, cycle_id, language))))


def _typed(page: MeetingsPage, number: int, step: Callable[[Session], bool | Refusal], **typed: FiguresForm) -> Answer:
    # A refusal is returned where it has to be counted: a figure is not to be found by trying.
    try:
        done = write(step)
    except Refusal as no:
        done = no
    if isinstance(done, Refusal):
        return _meeting(page, number, why_refused(in_words(done)), **typed)
    say(_("Both are the same: the sheet is confirmed.") if done else _("The sheet is put right."))
    return redirect(url_for(".meeting", cycle_id=page.poll.cycle_id, number=number))


def _form(kind: type[FiguresForm], page: MeetingsPage, **how: Any) -> FiguresForm:
    return form_for(kind, tuple(project.number for project in page.poll.projects))(**how)


def _show(page: MeetingsPage, form: FiguresForm, wrong: str = "") -> Response:
    may_enter = has_role(*WRITERS) and page.takes_more
    values = {"page": page, "form": form, "wrong": wrong, "may_enter": may_enter, "name_in": name_in}
    return unkept(render("hands/show.html", **values, line=FIELD, tongues=paper_languages()))


def _meeting(
    page: MeetingsPage,
    number: int,
    wrong: str = "",
    *,
    form: FiguresForm | None = None,
    once_more: FiguresForm | None = None,
) -> Response:
    view, me = read_known(lambda _db: meeting_of(page, number)), current_staff().id
    may_write = has_role(*WRITERS) and page.takes_more and view.voided_at is None
    is_mine = view.entered_by_id == me
    may_stand_by = may_write and is_mine and view.is_open and has_role(*DECIDERS)
    values = {"page": page, "meeting": view, "wrong": wrong, "name_in": name_in, "line": FIELD}
    return unkept(
        render(
            "hands/meeting.html",
            **values,
            form=form or _form(FiguresForm, page, formdata=None),
            void=VoidMeetingForm(formdata=None, prefix="void"),
            is_mine=is_mine,
            may_write=may_write,
            consent=_consent(page.poll.cycle_id, number) if may_stand_by else None,
            once_more=once_more or _form(FiguresForm, page, formdata=None, prefix=ALONE),
            me=me,
            now=current_house().clock(),
        )
    )


def _consent(cycle_id: int, number: int) -> Consent:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: consent_to_meeting(db, house, commune, cycle_id, number))


def _page(cycle_id: int) -> MeetingsPage:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: meetings_page(db, house, commune, cycle_id))
