"""Lessons on how the budget is made: read them, copy one, write it anew, publish it or take it back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    read,
    render,
    say,
    why_refused,
    write_once,
)
from admin.lesson_forms import ANSWERS, NewLessonForm, TextForm, lesson_form, typed_from
from admin.page import Group, Page, needs
from admin.tongue import marked as _
from admin.tongue import name_of, spoken_languages
from budgeting.refusal import Refusal
from locales.page_words import direction_of
from services import lessons
from services.lessons import LessonNo, LessonPage, LessonState
from services.lessons.texts import MOST_PARTS, QUESTIONS
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("lessons", __name__)
PAGE = Page(
    "lessons",
    _("Lessons"),
    Group.PUBLISHING,
    35,
    EVERYONE,
    blueprint,
    refusals={
        LessonNo.UNKNOWN.value: _("There is no such lesson."),
        LessonNo.UNKNOWN_LANGUAGE.value: _("Choose a language of the list."),
        LessonNo.THERE_ALREADY.value: _("The commune has its own text of this lesson already."),
        LessonNo.WITHOUT_TITLE.value: _("Give the lesson a title."),
        LessonNo.TITLE_TOO_LONG.value: _("The title may have %(most)s characters."),
        LessonNo.WITHOUT_PARTS.value: _("Write at least one part."),
        LessonNo.TOO_MANY_PARTS.value: _("A lesson has %(most)s parts at most."),
        LessonNo.PART_TOO_LONG.value: _("Part %(number)s does not fit its SMS. Shorten it and save, then publish."),
        LessonNo.NOT_THREE_QUESTIONS.value: _("A lesson ends with three questions; this one has %(count)s."),
        LessonNo.TOO_FEW_ANSWERS.value: _("Question %(number)s needs at least two answers."),
        LessonNo.WITHOUT_RIGHT_ANSWER.value: _("Say which answer to question %(number)s is right."),
        LessonNo.WITHOUT_ITS_PART.value: _("Say which part tells the answer to question %(number)s."),
        LessonNo.QUESTION_TOO_LONG.value: _("Question %(number)s does not fit its SMS with its answers. Shorten it."),
        LessonNo.NOT_PUBLISHED.value: _("The commune's text is not published."),
        LessonNo.LAST_ONE.value: _("It is the last lesson citizens are offered: one stays."),
    },
)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER, RoleName.BUDGET_OFFICER)
STATE_NAMES = {
    LessonState.BUILT_IN: _("Built-in text"),
    LessonState.DRAFT: _("Own text, not published yet"),
    LessonState.PUBLISHED: _("Own text, published"),
    LessonState.CHANGED: _("Own text, with changes not published"),
    LessonState.MISSING: _("Not in this language"),
}
BADGES = {LessonState.PUBLISHED: "good", LessonState.CHANGED: "wait", LessonState.DRAFT: "wait"}
OWN = (LessonState.DRAFT, LessonState.PUBLISHED, LessonState.CHANGED)
CONFIDENCE = {
    "A": _("read in the text itself"),
    "B": _("from a solid account"),
    "C": _("not confirmed: the lesson says “usually”"),
}
PLACE = "/<key>/<language>"
Use = Callable[..., object]


@blueprint.get("/")
def index() -> str:
    """List the lessons with their state in each language."""
    return _list(_new_form())


@blueprint.post("/")
@needs(*WRITERS)
def start() -> str | Response:
    """Begin a lesson of the commune's own."""
    form, house, commune, staff = _new_form(), current_house(), current_commune().id, current_staff().id
    if not form.validate_on_submit():
        return _list(form)
    title, language = form.title.data or "", form.language.data or ""
    try:
        key = write_once(lambda db: lessons.start_lesson(db, house, commune, title, language, staff_id=staff))
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return _list(form)
    say(_("The draft is kept. Write its parts and its questions."))
    return redirect(url_for(".show", key=key, language=language))


@blueprint.post("/<key>/hide")
@needs(*WRITERS)
def hide(key: str) -> Response:
    """Offer citizens a built-in lesson no more."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(
        lambda db: lessons.hide_lesson(db, house, commune, key, staff_id=staff),
        _("Citizens no longer see this lesson."),
    )
    return redirect(url_for(".index"))


@blueprint.post("/<key>/offer")
@needs(*WRITERS)
def offer(key: str) -> Response:
    """Offer citizens a hidden lesson again."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(lambda db: lessons.show_lesson(db, house, commune, key, staff_id=staff), _("Citizens see this lesson."))
    return redirect(url_for(".index"))


@blueprint.get(PLACE)
def show(key: str, language: str) -> str:
    """Show a lesson in a language, to write in where the commune has its own text."""
    page = _page(key, language)
    return _shown(page, lesson_form()(formdata=None, data=typed_from(page.text)))


@blueprint.post(PLACE)
@needs(*WRITERS)
def save(key: str, language: str) -> str | Response:
    """Keep a draft and say what it costs."""
    if wrong := _keep(key, language):
        return wrong
    say(_("The draft is kept. Citizens get it once it is published."))
    return redirect(url_for(".show", key=key, language=language))


@blueprint.post(f"{PLACE}/copy")
@needs(*WRITERS)
def copy(key: str, language: str) -> Response:
    """Copy the text there is, to change it."""
    return _carry(lessons.copy_lesson, key, language, _("The text is copied. Change it, then publish it."))


@blueprint.post(f"{PLACE}/publish")
@needs(*WRITERS)
def publish(key: str, language: str) -> str | Response:
    """Keep what is typed and give it to citizens; where it does not fit, the draft is kept and says what does not."""
    return _keep(key, language) or _carry(lessons.publish_lesson, key, language, _("The lesson is published."))


@blueprint.post(f"{PLACE}/withdraw")
@needs(*WRITERS)
def withdraw(key: str, language: str) -> Response:
    """Take the commune's text back."""
    return _carry(lessons.withdraw_lesson, key, language, _("The commune's text is taken back; the draft stays here."))


@blueprint.post(f"{PLACE}/discard")
@needs(*WRITERS)
def discard(key: str, language: str) -> Response:
    """Throw the commune's text away."""
    _page(key, language)
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    carry_out(
        lambda db: lessons.discard_draft(db, house, commune, key, language, staff_id=staff),
        _("The commune's text is thrown away."),
    )
    return redirect(url_for(".index"))


def _keep(key: str, language: str) -> str | None:
    """Keep what is typed as the draft; return the page that says what is wrong with it, None once it is kept."""
    page, form = _page(key, language), lesson_form()()
    if not form.validate_on_submit():
        return _shown(page, form, is_saved=False)
    house, commune, staff, sent = current_house(), current_commune().id, current_staff().id, form.sent()
    try:
        write_once(lambda db: lessons.save_draft(db, house, commune, key, language, sent, staff_id=staff))
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return _shown(page, form, is_saved=False)
    return None


def _carry(use: Use, key: str, language: str, done: str) -> Response:
    _page(key, language)
    house, commune, staff = current_house(), current_commune().id, current_staff().id

    def work(session: Session) -> object:
        return use(session, house, commune, key, language, staff_id=staff)

    carry_out(work, done)
    return redirect(url_for(".show", key=key, language=language))


def _page(key: str, language: str) -> LessonPage:
    commune = current_commune().id
    try:
        return read(lambda db: lessons.lesson_page(db, commune, key, language))
    except Refusal:
        abort(404)


def _new_form() -> NewLessonForm:
    form = NewLessonForm()
    form.language.choices = [SelectChoice(tag, name_of(tag)) for tag in current_commune().languages]
    return form


def _list(form: NewLessonForm) -> str:
    commune = current_commune()
    rows = read(lambda db: lessons.list_lessons(db, commune.id, spoken_languages()))
    return render(
        "lessons/index.html",
        rows=rows,
        languages=commune.languages,
        states=STATE_NAMES,
        badges=BADGES,
        form=form,
        may_write=has_role(*WRITERS),
    )


def _shown(page: LessonPage, form: TextForm, *, is_saved: bool = True) -> str:
    return render(
        "lessons/show.html",
        page=page,
        form=form,
        is_saved=is_saved,
        is_own=page.state in OWN,
        part_places=range(MOST_PARTS),
        question_places=range(QUESTIONS),
        answer_places=range(ANSWERS),
        states=STATE_NAMES,
        badges=BADGES,
        confidence=CONFIDENCE,
        text_direction=direction_of(page.language),
        may_write=has_role(*WRITERS),
    )
