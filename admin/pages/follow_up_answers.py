"""What the answer to a question promises: written down beside it, told to who asked."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from admin import follow_up_words as words
from admin.desk import carry_out, current_commune, current_house, current_staff, read_known, render
from admin.follow_up_forms import PromiseForm, chosen
from admin.page import Group, Page, needs
from admin.tongue import marked as _
from services import requests as questions
from services.follow_ups.answering import PromisedAnswer, promise_in_answer
from services.roles import WRITERS

MOST = 2**31 - 1
blueprint = Blueprint("follow_up_answers", __name__)
PAGE = Page(
    "follow_up_answers",
    _("What an answer promises"),
    Group.HIDDEN,
    0,
    WRITERS,
    blueprint,
    entry="index",
    refusals=words.FOLLOW_UP_REFUSALS,
)


@blueprint.get("/")
def index() -> Response:
    """Lead to the promises: one of an answer begins on the page of its question."""
    return redirect(url_for("panel.follow_ups.index"))


@blueprint.route("/<int:request_id>", methods=["GET", "POST"])
@needs(*WRITERS)
def new(request_id: int) -> str | Response:
    """Write down what the answer to a question promises."""
    form, house, commune, staff = PromiseForm(), current_house(), current_commune().id, current_staff().id
    details = read_known(lambda db: questions.read_request(db, house, commune, min(request_id, MOST)))
    if form.validate_on_submit():
        given = PromisedAnswer(
            form.text.data or "", form.owner.data or "", chosen(form.person), form.due_on.data, form.visibility.data
        )
        if carry_out(
            lambda db: promise_in_answer(db, house, commune, details.row.id, given, staff_id=staff),
            _("The promise is written down. Who asked is told, and hears when it moves, if a message can reach them."),
        ):
            return redirect(url_for("panel.requests.show", request_id=request_id))
    return render("follow_up_answers/new.html", form=form, row=details.row, answer=details.answer)
