"""Requests: what citizens ask, by due date; completed, answered, extended, refused, closed, published, entered."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from admin import law_words
from admin import request_words as words
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    paper_languages,
    read,
    read_known,
    render,
    why_refused,
    write,
)
from admin.follow_up_view import promises_of
from admin.follow_up_words import STATES as PROMISE_STATES
from admin.forms import Form
from admin.labels import name_channel, name_topic
from admin.page import Group, Page, needs
from admin.paging import asked_paging
from admin.papers_sent import sent_paper
from admin.request_decisions import DECISIONS, blank_forms, fitted, topic_choices
from admin.request_forms import DeskForm
from admin.tongue import marked as _
from admin.tongue import name_of, spoken_languages
from admin.words import name_roles
from bot.law_words import DOUBTS, FIELDS, body_named
from budgeting.law.asking import RequestKind
from budgeting.law.profiles import find_profiles
from budgeting.law.sources import say as say_source
from budgeting.refusal import Refusal
from services import requests as questions
from services.house import House
from services.printing.papers import facts_and_decision, press_receipt
from services.printing.papers import receipt as read_receipt
from services.requests import DeskVisit, Dossier, Queue, RequestDetails
from services.roles import EVERYONE, RoleName
from services.zones import flat_zones

blueprint = Blueprint("requests", __name__)
PAGE = Page(
    "requests", _("Requests"), Group.DAILY, 10, EVERYONE, blueprint, refusals={**law_words.REFUSALS, **words.REFUSALS}
)
SETTLERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER, RoleName.BUDGET_OFFICER)
WRITERS = (RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER)
QUESTION_KEPT = _("The question is kept. Give its number to the visitor: it can be followed by SMS.")
FORM_KEPT = _(
    "The form is prepared and not registered yet: no day of the law runs. Fill in below what the law asks for and "
    "register it, then print the receipt."
)
SORTING = {"tag", "join"}
"""What is not settling: who could say that a question is about the budget could give it to themselves."""
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
    return _show(_details(request_id), _dossier(request_id), {})


@blueprint.post(f"/<int:request_id>/<any({','.join(DECISIONS)}):verb>")
@needs(*SETTLERS)
def decide(request_id: int, verb: str) -> str | Response:
    """Do one of the things that can be done with a request."""
    details, dossier = _details(request_id), _dossier(request_id)
    if not (has_role(*WRITERS) if verb in SORTING else _may_settle(details)):
        abort(403)
    decision = DECISIONS[verb]
    form = fitted(decision.form(prefix=verb), dossier)
    house, commune, staff = current_house(), current_commune().id, current_staff().id

    is_right = form.validate_on_submit()
    values = decision.values(form) if is_right else {}

    def work(db: Session) -> object:
        return decision.act(db, house, commune_id=commune, request_id=request_id, staff_id=staff, **values)

    if is_right and carry_out(work, decision.done):
        return redirect(url_for(".show", request_id=request_id))
    return _show(_details(request_id), _dossier(request_id), {verb: form})


@blueprint.post("/<int:request_id>/form")
@needs(*WRITERS)
def form(request_id: int) -> str:
    """Show who made a formal request; that it was read stands in the trail."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    details = _details(request_id)
    fields = write(lambda db: questions.read_form(db, house, commune_id=commune, request_id=request_id, staff_id=staff))
    return render("requests/form.html", row=details.row, fields=fields, names=FIELDS)


@blueprint.get("/<int:request_id>/receipt")
def receipt(request_id: int) -> str:
    """Show the receipt of a request, to be printed."""
    details, dossier = _details(request_id), _dossier(request_id)
    tongues = paper_languages()
    house, commune, language = current_house(), current_commune().id, spoken_languages()[0]
    facts, decision = read(lambda db: facts_and_decision(db, house, commune, request_id, language))
    values = {"row": details.row, "dossier": dossier, "tongues": tongues, "facts": facts, **_law_names(dossier)}
    values["decision"] = decision
    return render("requests/receipt.html", **values)


@blueprint.get("/<int:request_id>/receipt/<language>.pdf")
def receipt_pdf(request_id: int, language: str) -> Response:
    """Send the receipt of a request as a sheet to be printed and signed."""
    house, commune = current_house(), current_commune().id
    _details(request_id)
    try:
        paper = press_receipt(read(lambda db: read_receipt(db, house, commune, request_id, language)))
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return redirect(url_for(".receipt", request_id=request_id))
    return sent_paper(paper)


@blueprint.route("/desk", methods=["GET", "POST"])
@needs(*WRITERS)
def desk() -> str | Response:
    """Enter what a visitor asks."""
    form, house, commune, staff = _desk_form(), current_house(), current_commune().id, current_staff().id
    if form.validate_on_submit():
        filed: list[int] = []
        if carry_out(
            lambda db: filed.append(_enter(db, house, commune, form, staff)),
            FORM_KEPT if form.kind.data == RequestKind.FORMAL else QUESTION_KEPT,
        ):
            return redirect(url_for(".show", request_id=filed[-1]))
    return render("requests/desk.html", form=form, promised=current_commune().promised)


def _show(details: RequestDetails, dossier: Dossier, asked: dict[str, Form]) -> str:
    return render(
        "requests/show.html",
        details=details,
        dossier=dossier,
        row=details.row,
        promises=promises_of(details.row.id),
        promise_states=PROMISE_STATES,
        forms={**blank_forms(dossier, details.row), **asked},
        opened=set(asked),
        may_settle=_may_settle(details),
        may_read_form=has_role(*WRITERS),
        may_sort=has_role(*WRITERS),
        settlers=name_roles(questions.settlers_of(is_budget=details.row.is_budget)),
        sorters=name_roles(WRITERS),
        states=words.STATE_NAMES,
        event_reasons=words.EVENT_REASONS,
        answered_from=words.ANSWERED_FROM,
        deliveries=words.DELIVERIES,
        channel=name_channel,
        topic=name_topic,
        **_law_names(dossier),
    )


def _law_names(dossier: Dossier) -> dict[str, object]:
    """Return the words of the law that a page of one request needs."""
    profile = next((one for one in find_profiles().values() if one.key == dossier.law), None)
    return {
        "law_name": say_source(profile.law.names, spoken_languages()[0]) if profile and profile.law else "",
        "kinds": law_words.KINDS,
        "tracks": law_words.TRACKS,
        "askers": law_words.ASKERS,
        "bases": law_words.BASES,
        "rung_states": law_words.RUNG_STATES,
        "grounds": {**law_words.GROUNDS, **law_words.EXTENSION_GROUNDS},
        "body_named": body_named,
        "doubts": DOUBTS,
        "verdicts": law_words.VERDICTS,
    }


def _details(request_id: int) -> RequestDetails:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: questions.read_request(db, house, commune, request_id))


def _dossier(request_id: int) -> Dossier:
    house, commune = current_house(), current_commune().id
    return read_known(lambda db: questions.read_dossier(db, house, commune, request_id))


def _may_settle(details: RequestDetails) -> bool:
    return questions.may_settle(current_staff().roles, is_budget=details.row.is_budget)


def _asked_queue() -> Queue:
    wish = request.args.get("queue", "")
    return Queue(wish) if wish in set(Queue) else Queue.OPEN


def _desk_form() -> DeskForm:
    commune, form = current_commune(), DeskForm()
    form.topic.choices = topic_choices()
    zones = read(lambda db: flat_zones(db, commune.id))
    form.zone.choices = [NONE, *(SelectChoice(str(zone_id), name) for zone_id, name in zones)]
    if not read(lambda db: questions.knows_formal(db, commune.id)):
        form.kind.choices = [choice for choice in form.kind.choices if choice.value != RequestKind.FORMAL]
    form.language.choices = [SelectChoice(tag, name_of(tag)) for tag in commune.languages]
    return form


def _enter(db: Session, house: House, commune: int, form: DeskForm, staff: int) -> int:
    """File what was said: a question at once, a formal request as a form that waits for its fields."""
    visit = _visit(form)
    if form.kind.data == RequestKind.FORMAL:
        return questions.prepare_at_desk(db, house, commune_id=commune, visit=visit, staff_id=staff).id
    return questions.enter_at_desk(db, house, commune_id=commune, visit=visit, staff_id=staff).id


def _visit(form: DeskForm) -> DeskVisit:
    return DeskVisit(
        text=form.text.data or "",
        language=form.language.data or "",
        topic=form.topic.data or None,
        zone_id=int(form.zone.data) if form.zone.data else None,
        is_budget=bool(form.is_budget.data),
        way=form.way.data or "",
    )
