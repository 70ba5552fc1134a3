"""To print: the citizen budget of each published year, the poster for the wall; published with one click."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from admin.audience import whole_cost
from admin.desk import (
    current_commune,
    current_house,
    current_staff,
    has_role,
    paper_languages,
    read,
    render,
    say,
    why_refused,
    write_once,
)
from admin.held_files import held
from admin.page import Group, Page, needs
from admin.paper_words import REFUSALS
from admin.papers_sent import sent_paper
from admin.tongue import interface_languages
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.clock import day_in
from services.documents import DocumentView, audience_of
from services.lines import deaf_lines
from services.printing.papers import (
    Paper,
    citizen_budget,
    poster,
    press_citizen_budget,
    press_poster,
    publish_paper,
)
from services.printing.poster import PAPERS
from services.printing.renewing import find_outdated, renew_paper
from services.public import heard_lines, open_book_in_force
from services.roles import EVERYONE, RoleName
from services.uploads import Upload, keep_upload

blueprint = Blueprint("papers", __name__)
PAGE = Page(
    "papers",
    _("To print"),
    Group.PUBLISHING,
    15,
    EVERYONE,
    blueprint,
    refusals=REFUSALS,
)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)
YEAR = "<int(fixed_digits=4):year>"


@blueprint.get("/")
def index() -> str:
    """Show what can be printed."""
    house, commune = current_house(), current_commune().id
    today = day_in(house.clock(), current_commune().time_zone)
    book = read(lambda db: open_book_in_force(db, commune, today, house.memory))
    return render(
        "papers/index.html",
        years=book.years if book else (),
        has_number=bool(read(lambda db: heard_lines(db, house, commune))),
        deaf=read(lambda db: deaf_lines(db, house, commune)),
        tongues=paper_languages(),
        papers=PAPERS,
        audience=read(lambda db: audience_of(db, house, commune)),
        cost_of=whole_cost,
        may_write=has_role(*WRITERS),
    )


@blueprint.get(f"/citizen-budget/{YEAR}/<language>.pdf")
def budget(year: int, language: str) -> Answer:
    """Send the citizen budget to be looked at and printed."""
    try:
        return sent_paper(_pressed_budget(year, language))
    except Refusal as refusal:
        return _back(refusal)


@blueprint.get("/poster/<any(a4,a3):size>/<language>.pdf")
def wall(size: str, language: str) -> Answer:
    """Send the poster to be printed."""
    house, commune = current_house(), current_commune().id
    try:
        return sent_paper(press_poster(read(lambda db: poster(db, house, commune, language, size))))
    except Refusal as refusal:
        return _back(refusal)


@blueprint.post(f"/citizen-budget/{YEAR}")
@needs(*WRITERS)
def publish(year: int) -> Answer:
    """Publish the citizen budget as a document of the commune."""
    language = request.form.get("language", "")
    if language not in interface_languages():
        abort(404)
    try:
        document = _publish(_pressed_budget(year, language), tell=bool(request.form.get("tell")))
    except Refusal as refusal:
        return _back(refusal)
    say(_("The citizen budget is published. It counts as a document produced."))
    return redirect(url_for("panel.documents.show", document_id=document.id))


@blueprint.post("/renew/<int:document_id>")
@needs(*WRITERS)
def renew(document_id: int) -> Answer:
    """Publish a citizen budget anew in place of one that was made before topics were corrected."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    try:
        paper = _pressed_budget(*read(lambda db: find_outdated(db, commune, document_id)))
        made = _kept(
            paper,
            lambda db, upload: renew_paper(
                db, house, commune_id=commune, document_id=document_id, paper=paper, upload=upload, staff_id=staff
            ),
        )
    except Refusal as refusal:
        return _back(refusal)
    say(_("The citizen budget is made anew; the old one is withdrawn."))
    return redirect(url_for("panel.documents.show", document_id=made.id))


def _pressed_budget(year: int, language: str) -> Paper:
    house, commune = current_house(), current_commune().id
    return press_citizen_budget(read(lambda db: citizen_budget(db, house, commune, year, language)))


def _publish(paper: Paper, *, tell: bool) -> DocumentView:
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    return _kept(
        paper,
        lambda db, upload: publish_paper(
            db, house, commune_id=commune, paper=paper, upload=upload, staff_id=staff, tell=tell
        ),
    )


def _kept(paper: Paper, publish_it: Callable[[Session, Upload], DocumentView]) -> DocumentView:
    """Keep the bytes of a paper and publish it; they are let go again where it is refused."""
    house = current_house()
    upload = keep_upload(house, paper.file_name, paper.content)
    with held(upload) as holding:
        made = write_once(lambda db: publish_it(db, upload))
        holding.is_kept = True
    return made


def _back(refusal: Refusal) -> Answer:
    flash(why_refused(refusal), "wrong")
    return redirect(url_for(".index"))
