"""The count: turnout only while ballots are closed, then the result, explained, published by two people."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin import cycle_words as words
from admin.desk import carry_out, current_commune, current_house, current_staff, found, has_role, read, render
from admin.given_names import name_in
from admin.page import Group, Page, needs
from admin.tongue import marked as _
from bot.phrases import Phrase
from bot.ports import ResultLine
from bot.reasons import reason_phrase
from bot.records import plain, record
from budgeting.refusal import Refusal
from services.counting import CountPage, count_cycle, count_page, publish
from services.cycles.key import destroy_key
from services.cycles.reading import cycles_of
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("count", __name__)
PAGE = Page("count", _("Count"), Group.DECISIONS, 30, EVERYONE, blueprint, refusals=words.COUNT_REFUSALS)
DECIDERS = (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER)


@blueprint.get("/")
def index() -> str:
    """List the cycles that have a vote to count."""
    house, commune = current_house(), current_commune().id
    rows = [row for row in read(lambda db: cycles_of(db, house, commune)) if not row.is_draft]
    return render("count/index.html", rows=rows, states=words.STATES, badges=words.BADGES)


@blueprint.get("/<int:cycle_id>")
def show(cycle_id: int) -> str:
    """Show one cycle's count."""
    page = _page(cycle_id)
    return render(
        "count/show.html",
        page=page,
        row=page.row,
        run=page.run,
        fault=words.say_fault,
        why=why,
        name_in=name_in,
        now=current_house().clock(),
        me=current_staff().id,
        may_decide=has_role(*DECIDERS),
    )


@blueprint.post("/<int:cycle_id>/run")
@needs(*DECIDERS)
def run(cycle_id: int) -> Response:
    """Count the ballots."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    return _then(
        cycle_id, lambda db: count_cycle(db, house, commune, cycle_id, staff_id=staff), _("The ballots are counted.")
    )


@blueprint.post("/<int:cycle_id>/publish")
@needs(*DECIDERS)
def publish_result(cycle_id: int) -> Response:
    """Say yes to the publication."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    digest, alone = request.form.get("digest", ""), request.form.get("alone") == "yes"
    return _then(
        cycle_id,
        lambda db: publish(db, house, commune, cycle_id, digest, staff_id=staff, alone=alone),
        _("Your yes is written down."),
    )


@blueprint.post("/<int:cycle_id>/destroy")
@needs(*DECIDERS)
def destroy(cycle_id: int) -> Response:
    """Say yes to the end of the key."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    alone = request.form.get("alone") == "yes"
    return _then(
        cycle_id,
        lambda db: destroy_key(db, house, commune, cycle_id, staff_id=staff, alone=alone),
        _("Your yes is written down."),
    )


def why(line: ResultLine) -> Phrase:
    """Return the sentence citizens get for a project."""
    return reason_phrase(record(plain(line)))


def _then(cycle_id: int, work: Callable[[Session], object], done: str) -> Response:
    _page(cycle_id)
    carry_out(work, done)
    return redirect(url_for(".show", cycle_id=cycle_id))


def _page(cycle_id: int) -> CountPage:
    house, commune = current_house(), current_commune().id

    def work(db: Session) -> CountPage | None:
        try:
            return count_page(db, house, commune, cycle_id)
        except Refusal:
            return None

    return found(read(work))
