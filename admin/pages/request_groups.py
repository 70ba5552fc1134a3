"""Repeated questions: suggested groups to confirm, one public answer for each, every asker told."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin import request_words as words
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
from admin.labels import name_topic
from admin.page import Group, Page, needs
from admin.request_forms import AnswerForm, GroupForm, PublishForm
from admin.tongue import marked as _
from admin.words import name_roles
from budgeting.refusal import Refusal
from services import requests as questions
from services.roles import EVERYONE, RoleName

blueprint = Blueprint("request_groups", __name__)
PAGE = Page("request_groups", _("Repeated questions"), Group.DAILY, 12, EVERYONE, blueprint, refusals=words.REFUSALS)
SETTLERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)
MOST = 200


@blueprint.get("/")
def index() -> str:
    """Show the groups there are, and those that might be."""
    commune = current_commune().id
    groups = read(lambda db: questions.list_groups(db, commune))
    suggestions = read(lambda db: questions.suggest_groups(db, commune))
    return render(
        "request_groups/index.html",
        groups=groups,
        suggestions=suggestions,
        topic=name_topic,
        states=words.STATE_NAMES,
        may_settle=has_role(*SETTLERS),
        settlers=name_roles(SETTLERS),
    )


@blueprint.post("/")
@needs(*SETTLERS)
def make() -> Response:
    """Confirm that the ticked questions ask the same."""
    form, house, commune, staff = GroupForm(), current_house(), current_commune().id, current_staff().id
    ticked = [int(one) for one in request.form.getlist("request")[:MOST] if one.isdecimal() and len(one) < 16]

    def work(db: Session) -> object:
        question = form.question.data or ""
        return questions.make_group(
            db, house, commune_id=commune, request_ids=ticked, question=question, staff_id=staff
        )

    carry_out(work, _("The questions are one group. Answer it once below."))
    return redirect(url_for(".index"))


@blueprint.post("/<int:group_id>/read")
@needs(*SETTLERS)
def read_over(group_id: int) -> str | Response:
    """Show the texts that everybody will read, what may say who somebody is blotted out; nothing is kept yet."""
    text, commune = AnswerForm().text.data or "", current_commune().id
    try:
        seen = read(lambda db: questions.read_over(db, commune_id=commune, group_id=group_id, text=text))
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return redirect(url_for(".index"))
    form = PublishForm(formdata=None, data=seen.words._asdict())
    return render("request_groups/read.html", form=form, group_id=group_id, seen=seen)


@blueprint.post("/<int:group_id>/answer")
@needs(*SETTLERS)
def answer(group_id: int) -> str | Response:
    """Answer every question of a group with the public texts read over; say how many that were, how many are told."""
    form, house, commune, staff = PublishForm(), current_house(), current_commune().id, current_staff().id
    if not form.validate_on_submit():
        return render("request_groups/read.html", form=form, group_id=group_id, seen=None)
    question, text = form.text.data or "", form.answer.data or ""
    who = {"commune_id": commune, "group_id": group_id, "staff_id": staff}
    try:
        done = write_once(lambda db: questions.answer_group(db, house, question=question, text=text, **who))
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return render("request_groups/read.html", form=form, group_id=group_id, seen=None)
    else:
        say(_("Questions answered: %(answered)s. Told by message: %(told)s. The next person is answered at once."),
            answered=done.answered, told=done.told)  # fmt: skip
    return redirect(url_for(".index"))
