"""The count: turnout only while ballots are closed, then the result, explained, published by two people."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from admin import cycle_words as words
from admin.cycle_forms import DrawForm
from admin.cycle_steps import is_alone, take_step
from admin.desk import (
    current_commune,
    current_house,
    current_staff,
    has_role,
    read,
    read_known,
    render,
    why_refused,
    write_once,
)  # fmt: skip
from admin.desk import say as tell
from admin.given_names import name_in
from admin.page import Group, Page, needs
from admin.request_words import STATE_NAMES
from admin.tongue import _ as say
from admin.tongue import marked as _
from bot.phrases import Phrase
from bot.ports import ResultLine
from bot.reasons import reason_phrase
from bot.records import plain, record
from budgeting.refusal import Refusal
from locales.page_words import NOTHING
from services.counting import CountPage, count_beside, count_page, publish, write_draw
from services.cycles.draft import find_cycle
from services.cycles.key import destroy_key
from services.cycles.reading import cycles_of
from services.proof import bundles_of
from services.roles import DECIDERS, EVERYONE

blueprint = Blueprint("count", __name__)
PAGE = Page("count", _("Count"), Group.DECISIONS, 30, EVERYONE, blueprint, refusals=words.COUNT_REFUSALS)


@blueprint.get("/")
def index() -> str:
    """List the cycles that have a vote to count."""
    house, commune = current_house(), current_commune().id
    rows = [row for row in read(lambda db: cycles_of(db, house, commune)) if not row.is_draft]
    return render("count/index.html", rows=rows, states=words.STANDINGS, badges=words.BADGES)


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
        ties=words.LEVEL,
        share=_share,
        draw=DrawForm(formdata=None),
        name_in=name_in,
        request_states=STATE_NAMES,
        now=current_house().clock(),
        me=current_staff().id,
        may_decide=has_role(*DECIDERS),
        bundles=read(lambda db: bundles_of(db, current_commune().id, cycle_id)),
        place=current_commune().key,
    )


@blueprint.post("/<int:cycle_id>/run")
@needs(*DECIDERS)
def run(cycle_id: int) -> Response:
    """Count the ballots; who votes in another cycle or writes meanwhile is not kept waiting."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    read_known(lambda db: find_cycle(db, commune, cycle_id))
    try:
        count_beside(house, commune, cycle_id, staff_id=staff)
    except Refusal as no:
        flash(why_refused(no), "wrong")
    else:
        tell(_("The ballots are counted."))
    return redirect(url_for(".show", cycle_id=cycle_id))


@blueprint.post("/<int:cycle_id>/draw")
@needs(*DECIDERS)
def draw(cycle_id: int) -> Response:
    """Write down what the public draw gave."""
    return take_step(cycle_id, write_draw, _("It is written down."), DrawForm().drawn.data or "", alone=is_alone())


@blueprint.post("/<int:cycle_id>/publish")
@needs(*DECIDERS)
def publish_result(cycle_id: int) -> Response:
    """Say yes to the publication."""
    house, commune, digest = current_house(), current_commune().id, request.form.get("digest", "")
    staff, alone = current_staff().id, is_alone()
    read_known(lambda db: find_cycle(db, commune, cycle_id))
    try:
        is_out = write_once(lambda db: publish(db, house, commune, cycle_id, digest, staff_id=staff, alone=alone))
    except Refusal as no:
        flash(why_refused(no), "wrong")
    else:
        tell(_("The result is published.") if is_out else _("Your yes is written down."))
    return redirect(url_for(".show", cycle_id=cycle_id))


@blueprint.post("/<int:cycle_id>/destroy")
@needs(*DECIDERS)
def destroy(cycle_id: int) -> Response:
    """Say yes to the end of the key."""
    return take_step(cycle_id, destroy_key, _("Your yes is written down."), alone=is_alone())


def why(line: ResultLine) -> Phrase:
    """Return the sentence citizens get for a project."""
    return reason_phrase(record(plain(line)))


def _share(part: int, whole: int) -> str:
    """Return how many of all voters, with their share in a hundred; a dash where nobody voted."""
    if not whole:
        return NOTHING
    return say(_("%(part)s of %(whole)s (%(percent)s%%)"), part=part, whole=whole, percent=round(100 * part / whole))


def _page(cycle_id: int) -> CountPage:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: count_page(db, house, commune, cycle_id))
