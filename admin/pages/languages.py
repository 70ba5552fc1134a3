"""The languages citizens are spoken to in: how far each is, and any text said in the commune's own words."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    found,
    read,
    render,
    say,
    why_refused,
    write_once,
)
from admin.own_words_forms import OwnWordsForm, own_words_form
from admin.page import Group, Page
from admin.paging import asked_paging
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from locales.page_words import direction_of
from locales.words import languages, reviewed_languages
from services.own_words.kept import read_words
from services.own_words.reasons import WordsNo
from services.own_words.texts import SaidText, find_text, list_texts, standing_of
from services.own_words.trial import Trial, try_words
from services.own_words.writing import are_words_held, export_words, keep_words, take_back
from services.roles import RoleName
from services.taught_words.writing import list_taught

blueprint = Blueprint("languages", __name__)
PAGE = Page(
    "languages",
    _("Languages"),
    Group.SETTINGS,
    15,
    frozenset({RoleName.ADMINISTRATOR}),
    blueprint,
    refusals={
        WordsNo.UNKNOWN_LANGUAGE.value: _("Choose a language of the list."),
        WordsNo.UNKNOWN_TEXT.value: _("There is no such text."),
        WordsNo.FIXED.value: _("This text stays word for word: the law, the announced rules or the bot go by it."),
        WordsNo.EMPTY.value: _("Write all of it. Forms wanted: %(count)s."),
        WordsNo.VALUE_MISSING.value: _("This stands for what is filled in and must stay: %(values)s."),
        WordsNo.VALUE_UNKNOWN.value: _("Nothing can be filled in here: %(values)s."),
        WordsNo.STRAY_PERCENT.value: _("A percent sign of your own is written twice: %%%%."),
        WordsNo.DEARER.value: _(
            "These words cost %(count)s SMS at most, the usual ones %(before)s. Shorten them, or tick that they may."
        ),
        WordsNo.VOTE_OPEN.value: _("No text is changed while people vote. Change it once the vote has closed."),
        WordsNo.NONE_OF_ITS_OWN.value: _("The commune has no words of its own for this text."),
    },
)
TEXT = "/<language>/<key>"


@blueprint.get("/")
def index() -> str:
    """List the languages, the commune's own first."""
    own, spoken = _own(), current_commune().languages
    tags = dict.fromkeys((*(tag for tag in spoken if tag in languages()), *reviewed_languages(), *languages()))
    commune = current_commune().id
    taught = len(read(lambda db: list_taught(db, commune)))
    rows = [standing_of(tag, own) for tag in tags]
    return render("languages/index.html", rows=rows, spoken=spoken, taught=taught, held=_are_held())


@blueprint.get("/<language>/")
def texts(language: str) -> str:
    """List the texts of a language, to search in."""
    search, missing, paging = request.args.get("q", "")[:80], request.args.get("missing") == "1", asked_paging()
    rows = list_texts(_known(language), _own(), search, missing=missing)
    shown = rows[paging.offset : paging.offset + paging.size]
    values = {"search": search, "missing": missing, "paging": paging.of(len(rows)), "held": _are_held()}
    return render(
        "languages/texts.html",
        language=language,
        rows=shown,
        total=len(rows),
        text_direction=direction_of(language),
        **values,
    )


@blueprint.get("/<language>/citizen.po")
def export(language: str) -> Response:
    """Hand the texts to a translator, the commune's own words among them."""
    commune = current_commune()
    content = read(lambda db: export_words(db, commune.id, _known(language)))
    name = f"attachment; filename={commune.key}-{language}.po"
    return Response(content, mimetype="text/x-gettext-translation", headers={"Content-Disposition": name})


@blueprint.get(TEXT)
def show(language: str, key: str) -> str:
    """Show a text, what it costs, and the commune's own words to write."""
    text = _text(language, key)
    form = own_words_form(text.wanted)(formdata=None, data=_typed_from(text.own or text.house))
    return _shown(language, text, form, _trial(text, language, text.own or text.house or text.english))


@blueprint.post(TEXT)
def save(language: str, key: str) -> str | AnyResponse:
    """Say the text so from now on, or show first what it would be as an SMS."""
    text = _text(language, key)
    form = own_words_form(text.wanted)()
    if not form.validate_on_submit():
        return _shown(language, text, form, None)
    forms, accepts = form.forms(), bool(form.accepts_price.data)
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    if request.form.get("do") == "try":
        return _tried(language, text, form, forms)
    try:
        write_once(
            lambda db: keep_words(db, house, commune, language, key, forms, accepts_price=accepts, staff_id=staff)
        )
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return _shown(language, text, form, _trial(text, language, forms))
    say(_("Citizens read these words from now on."))
    return redirect(url_for(".show", language=language, key=key))


@blueprint.post(f"{TEXT}/back")
def back(language: str, key: str) -> AnyResponse:
    """Say the text in the house's words again."""
    _text(language, key)
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    done = _("Citizens read the usual words again.")
    carry_out(lambda db: take_back(db, house, commune, language, key, staff_id=staff), done)
    return redirect(url_for(".show", language=language, key=key))


def _tried(language: str, text: SaidText, form: OwnWordsForm, forms: list[str]) -> str:
    try:
        return _shown(language, text, form, try_words(text, language, forms))
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return _shown(language, text, form, None)


def _trial(text: SaidText, language: str, forms: list[str] | tuple[str, ...]) -> Trial | None:
    try:
        return try_words(text, language, forms)
    except Refusal:
        return None


def _shown(language: str, text: SaidText, form: OwnWordsForm, trial: Trial | None) -> str:
    values = {
        "language": language,
        "text": text,
        "form": form,
        "trial": trial,
        "text_direction": direction_of(language),
        "held": _are_held(),
    }
    return render("languages/show.html", **values)


def _typed_from(forms: tuple[str, ...]) -> dict[str, str]:
    return {f"form_{place}": form for place, form in enumerate(forms)}


def _own() -> dict[tuple[str, str], tuple[str, ...]]:
    commune = current_commune().id
    return read(lambda db: read_words(db, commune))


def _are_held() -> bool:
    house, commune = current_house(), current_commune().id
    return read(lambda db: are_words_held(db, house, commune))


def _known(language: str) -> str:
    return found(language if language in languages() else None)


def _text(language: str, key: str) -> SaidText:
    return found(find_text(_known(language), _own(), key))
