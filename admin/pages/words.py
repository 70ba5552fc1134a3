"""Words nobody understood: what citizens wrote, how often, never who; and what the bot is taught from them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    read,
    read_known,
    render,
    say,
    why_refused,
    write_once,
)
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.taught_form import TaughtWordForm, taught_word_form
from admin.tongue import marked as _
from admin.word_meanings import name_meaning
from budgeting.refusal import Refusal
from services.roles import EVERYONE, RoleName
from services.taught_words.guess import guess_word
from services.taught_words.reasons import TaughtNo
from services.taught_words.trial import Trial, Typed, try_word
from services.taught_words.writing import keep_word, list_taught, take_back
from services.unheard import UnheardReason, UnheardRow, get_unheard, list_unheard, settle_unheard

blueprint = Blueprint("words", __name__)
PAGE = Page(
    "words",
    _("Words not understood"),
    Group.DAILY,
    60,
    EVERYONE,
    blueprint,
    refusals={
        UnheardReason.UNKNOWN.value: _("These words are no longer in the list."),
        TaughtNo.UNKNOWN.value: _("This word is no longer taught."),
        TaughtNo.NO_MEANING.value: _("Choose a language of the commune and what the word means."),
        TaughtNo.TOO_SHORT.value: _("A word of fewer than %(count)s letters means too many things."),
        TaughtNo.TOO_LONG.value: _("Shorten it: %(count)s words at most."),
        TaughtNo.NOT_SAID.value: _("Keep words that stand one after the other in what was written."),
        TaughtNo.GUARDED.value: _(
            "“%(words)s” is a word of votes, numbers, refusals, stopping or dangers: these are never taught. Leave it "
            "out."
        ),
        TaughtNo.TOO_COMMON.value: _("People say this with anything. Keep a word that carries the meaning."),
        TaughtNo.NAMES_SOMETHING.value: _("It stands in the name of a project or a place: %(words)s."),
        TaughtNo.TAUGHT_ALREADY.value: _("This word is taught already. Take it back first."),
        TaughtNo.CHANGES_KNOWN.value: _("The bot knows this, and would understand it otherwise: “%(words)s”."),
        TaughtNo.CHANGES_NOTHING.value: _(
            "With this word the bot would answer the same. Choose other words of the message, or put it away."
        ),
        TaughtNo.TOO_MANY.value: _("%(count)s words are taught. Take back some that are not needed."),
    },
)
SETTLERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER, RoleName.MODERATOR)
MOST = 2**31 - 1
ROW = f"/<int(max={MOST}):unheard_id>"


@blueprint.get("/")
def index() -> str:
    """List what was not understood, the most frequent first, and what the bot was taught."""
    commune, paging = current_commune().id, asked_paging()
    rows, total = read(lambda session: list_unheard(session, commune, paging.size, paging.offset))
    taught = read(lambda session: list_taught(session, commune))
    values = {"rows": rows, "paging": paging.of(total), "taught": taught, "name_meaning": name_meaning}
    return render("words/index.html", may_settle=has_role(*SETTLERS), **values)


@blueprint.get(ROW)
@needs(*SETTLERS)
def show(unheard_id: int) -> str:
    """Show a row with the word that it most likely teaches, tried already where a meaning is likely."""
    commune, row = current_commune(), _row(unheard_id)
    guess = guess_word(row, commune.languages)
    trial = None
    if guess.means.intent or guess.means.topic:
        try:
            trial = _try(row, guess)
        except Refusal:
            trial = None  # nobody has asked for this one yet
    return _shown(row, taught_word_form(list(commune.languages), guess), trial, is_guess=trial is not None)


@blueprint.post(ROW)
@needs(*SETTLERS)
def teach(unheard_id: int) -> str | Response:
    """Try a word; keep it where what was tried is what is kept."""
    row, form = _row(unheard_id), taught_word_form(list(current_commune().languages))
    if not form.validate_on_submit():
        return _shown(row, form, None)
    is_kept = request.form.get("do") == "keep" and form.tried.data == form.sign()
    try:
        return _keep(row, form.typed()) if is_kept else _shown(row, form, _try(row, form.typed()))
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return _shown(row, form, None)


@blueprint.post(f"{ROW}/settle")
@needs(*SETTLERS)
def settle(unheard_id: int) -> Response:
    """Put a row away."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    done = _("The words are put away.")
    carry_out(lambda session: settle_unheard(session, house, commune, unheard_id, staff_id=staff), done)
    return redirect(url_for(".index"))


@blueprint.post(f"/taught/<int(max={MOST}):taught_id>/back")
@needs(*SETTLERS)
def back(taught_id: int) -> Response:
    """Hear a taught word no more."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    done = _("The word is taken back. What it explained is in the list again.")
    carry_out(lambda session: take_back(session, house, commune, taught_id, staff_id=staff), done)
    return redirect(url_for(".index"))


def _keep(row: UnheardRow, typed: Typed) -> Response:
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    write_once(lambda session: keep_word(session, house, commune, row.id, typed, staff_id=staff))
    say(_("The bot understands “%(words)s” from now on."), words=typed.phrase)
    return redirect(url_for(".index"))


def _try(row: UnheardRow, typed: Typed) -> Trial:
    house, commune = current_house(), current_commune().id
    return read(lambda session: try_word(session, house, commune, row.id, typed))


def _row(unheard_id: int) -> UnheardRow:
    commune = current_commune().id
    return read_known(lambda session: get_unheard(session, commune, unheard_id))


def _shown(row: UnheardRow, form: TaughtWordForm, trial: Trial | None, *, is_guess: bool = False) -> str:
    tried = form.sign() if trial else ""
    return render("words/show.html", row=row, form=form, trial=trial, tried=tried, is_guess=is_guess)
