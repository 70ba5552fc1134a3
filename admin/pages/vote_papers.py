"""The vote on paper and on the radio: the list with its symbols for who does not read, and the words to read out."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    paper_languages,
    read,
    render,
    why_refused,
)
from admin.given_names import name_in
from admin.labels import name_topic
from admin.page import Group, Page, needs
from admin.paper_words import REFUSALS
from admin.papers_sent import sent_paper
from admin.tongue import _ as tell
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.lines import deaf_lines
from services.printing.papers import Paper
from services.printing.project_marks import SYMBOLS
from services.printing.vote_papers import (
    ballot_sheet,
    press_ballot_sheet,
    press_radio_script,
    radio_script,
    votes_on_paper,
)
from services.projects.reasons import ProjectReason
from services.projects.symbols import choose_symbols
from services.public import lines_of
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("vote_papers", __name__)
PAGE = Page(
    "vote_papers",
    _("The vote on paper and radio"),
    Group.PUBLISHING,
    16,
    EVERYONE,
    blueprint,
    refusals={**REFUSALS, ProjectReason.NO_SYMBOL.value: _("Choose a symbol of the list.")},
)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER, RoleName.COMMUNICATION_OFFICER)
STAR = _("A star: none of these")


@blueprint.get("/")
def index() -> str:
    """Show the votes whose list is fixed: their symbols, and what can be printed."""
    house, commune = current_house(), current_commune().id
    return render(
        "vote_papers/index.html",
        votes=read(lambda db: votes_on_paper(db, commune)),
        symbols=[(symbol, say_symbol(symbol)) for symbol in SYMBOLS],
        has_lines=bool(read(lambda db: lines_of(db, commune))),
        deaf=read(lambda db: deaf_lines(db, house, commune)),
        tongues=paper_languages(),
        may_write=has_role(*WRITERS),
        name_in=name_in,
    )


@blueprint.post("/<int:cycle_id>/symbols")
@needs(*WRITERS)
def choose(cycle_id: int) -> Answer:
    """Keep the symbol of each project."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    chosen = {int(name): value for name, value in request.form.items() if name.isascii() and name.isdecimal()}
    carry_out(
        lambda db: choose_symbols(db, house, commune, cycle_id, chosen, staff_id=staff), _("The symbols are kept.")
    )
    return redirect(url_for(".index"))


@blueprint.get("/<int:cycle_id>/ballot/<language>.pdf")
def ballot(cycle_id: int, language: str) -> Answer:
    """Send the list with its symbols."""
    house, commune = current_house(), current_commune().id
    return _sent(lambda: press_ballot_sheet(read(lambda db: ballot_sheet(db, house, commune, cycle_id, language))))


@blueprint.get("/<int:cycle_id>/radio/<language>.pdf")
def radio(cycle_id: int, language: str) -> Answer:
    """Send what is read out."""
    house, commune = current_house(), current_commune().id
    return _sent(lambda: press_radio_script(read(lambda db: radio_script(db, house, commune, cycle_id, language))))


def say_symbol(symbol: str) -> str:
    """Return what a symbol stands for, in the language of this request."""
    return tell(STAR) if symbol == SYMBOLS[-1] else name_topic(symbol)


def _sent(press: Callable[[], Paper]) -> Answer:
    try:
        paper = press()
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return redirect(url_for(".index"))
    return sent_paper(paper)
