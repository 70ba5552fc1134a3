"""Requests: what citizens ask, by promised date; answered, extended, refused, closed, entered at the desk."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from admin import request_words as words
from admin.desk import carry_out, current_commune, current_house, current_staff, has_role, read, read_known, render
from admin.forms import Form
from admin.labels import TOPIC_NAMES, name_channel, name_topic
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.request_forms import AnswerForm, CloseForm, DeskForm, ExtendForm, RefuseForm
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from admin.tongue import name_of
from services import requests as questions
from services.requests import DeskVisit, Queue, RequestDetails
from services.roles import EVERYONE, RoleName
from services.zones import flat_zones

blueprint = Blueprint("requests", __name__)
PAGE = Page("requests", _("Requests"), Group.DAILY, 10, EVERYONE, blueprint, refusals=words.REFUSALS)
SETTLERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER, RoleName.BUDGET_OFFICER)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)
NONE = SelectChoice("", "–")


@blueprint.get("/")
def index() -> str:
    """List the questions: what waits first, by promised date."""
    house, commune, paging, queue = current_house(), current_commune().id, asked_paging(), _asked_queue()
    rows, total = read(
        lambda db: questions.list_requests(db, house, commune, queue, limit=paging.size, offset=paging.offset)
    )
    return render(
        "requests/index.html",
        rows=rows,
        paging=paging.of(total),
        queue=queue,
        queues=words.QUEUE_NAMES,
        states=words.STATE_NAMES,
        channel=name_channel,
        may_enter=has_role(*WRITERS),
    )


@blueprint.get("/<int:request_id>")
def show(request_id: int) -> str:
    """Show one question with its history and what can be done."""
    return _show(_details(request_id), {})


@blueprint.post("/<int:request_id>/answer")
@needs(*SETTLERS)
def answer(request_id: int) -> str | Response:
    """Answer the question, or correct its answer."""
    form, house, commune, staff = AnswerForm(prefix="answer"), current_house(), current_commune().id, current_staff().id
    return _decide(
        request_id,
        form,
        lambda db: questions.answer(
            db, house, commune_id=commune, request_id=request_id, text=form.text.data or "", staff_id=staff
        ),
        _("The answer is kept."),
    )


@blueprint.post("/<int:request_id>/extend")
@needs(*SETTLERS)
def extend(request_id: int) -> str | Response:
    """Promise a later date."""
    form, house, commune, staff = ExtendForm(prefix="extend"), current_house(), current_commune().id, current_staff().id
    return _decide(
        request_id,
        form,
        lambda db: questions.extend(
            db,
            house,
            commune_id=commune,
            request_id=request_id,
            promised_on=form.promised_on.data,
            reason=form.reason.data or "",
            staff_id=staff,
        ),
        _("The new date is promised."),
    )


@blueprint.post("/<int:request_id>/refuse")
@needs(*SETTLERS)
def refuse(request_id: int) -> str | Response:
    """Refuse the question with a kind and a reason."""
    form, house, commune, staff = RefuseForm(prefix="refuse"), current_house(), current_commune().id, current_staff().id
    return _decide(
        request_id,
        form,
        lambda db: questions.refuse(
            db,
            house,
            commune_id=commune,
            request_id=request_id,
            code=form.code.data or "",
            reason=form.reason.data or "",
            staff_id=staff,
        ),
        _("The question is refused."),
    )


@blueprint.post("/<int:request_id>/close")
@needs(*SETTLERS)
def close(request_id: int) -> str | Response:
    """Close the question."""
    form, house, commune, staff = CloseForm(prefix="close"), current_house(), current_commune().id, current_staff().id
    return _decide(
        request_id,
        form,
        lambda db: questions.close(
            db, house, commune_id=commune, request_id=request_id, reason=form.reason.data or "", staff_id=staff
        ),
        _("The question is closed."),
    )


@blueprint.route("/desk", methods=["GET", "POST"])
@needs(*WRITERS)
def desk() -> str | Response:
    """Enter what a visitor asks."""
    form, house, commune, staff = _desk_form(), current_house(), current_commune().id, current_staff().id
    if form.validate_on_submit():
        visit = _visit(form)
        filed: list[int] = []
        if carry_out(
            lambda db: filed.append(
                questions.enter_at_desk(db, house, commune_id=commune, visit=visit, staff_id=staff).id
            ),
            _("The question is kept. Give its number to the visitor: it can be followed by SMS."),
        ):
            return redirect(url_for(".show", request_id=filed[-1]))
    return render("requests/desk.html", form=form, days=current_commune().promised_days)


def _decide(request_id: int, form: Form, work: Callable[[Session], object], done: str) -> str | Response:
    details = _details(request_id)
    if not _may_settle(details):
        abort(403)
    if form.validate_on_submit() and carry_out(work, done):
        return redirect(url_for(".show", request_id=request_id))
    return _show(_details(request_id), {str(form._prefix).rstrip("-"): form})


def _show(details: RequestDetails, asked: dict[str, Form]) -> str:
    blank: dict[str, type[Form]] = {
        "answer": AnswerForm,
        "extend": ExtendForm,
        "refuse": RefuseForm,
        "close": CloseForm,
    }
    return render(
        "requests/show.html",
        details=details,
        row=details.row,
        forms={name: asked.get(name) or kind(formdata=None, prefix=name) for name, kind in blank.items()},
        opened=set(asked),
        may_settle=_may_settle(details),
        states=words.STATE_NAMES,
        codes=words.CODE_NAMES,
        deliveries=words.DELIVERIES,
        channel=name_channel,
        topic=name_topic,
    )


def _details(request_id: int) -> RequestDetails:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: questions.read_request(db, house, commune, request_id))


def _may_settle(details: RequestDetails) -> bool:
    return questions.may_settle(current_staff().roles, is_budget=details.row.is_budget)


def _asked_queue() -> Queue:
    wish = request.args.get("queue", "")
    return Queue(wish) if wish in set(Queue) else Queue.OPEN


def _desk_form() -> DeskForm:
    commune, form = current_commune(), DeskForm()
    form.topic.choices = [NONE, *(SelectChoice(topic.value, say_in(name)) for topic, name in TOPIC_NAMES.items())]
    zones = read(lambda db: flat_zones(db, commune.id))
    form.zone.choices = [NONE, *(SelectChoice(str(zone_id), name) for zone_id, name in zones)]
    form.language.choices = [SelectChoice(tag, name_of(tag)) for tag in dict.fromkeys([*commune.languages, "en"])]
    return form


def _visit(form: DeskForm) -> DeskVisit:
    return DeskVisit(
        text=form.text.data or "",
        language=form.language.data or "",
        topic=form.topic.data or None,
        zone_id=int(form.zone.data) if form.zone.data else None,
        is_budget=bool(form.is_budget.data),
    )
