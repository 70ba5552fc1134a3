"""Proposals: citizens' ideas, to accept with a cost, refuse with a reason, or merge."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from admin import project_words as words
from admin.backers_forms import backers_form
from admin.desk import carry_out, current_commune, current_house, current_staff, has_role, read, read_known, render
from admin.forms import Form
from admin.given_names import name_in
from admin.labels import name_channel
from admin.meanwhile import unless_changed
from admin.page import Group, Page, needs
from admin.photos_sent import sent_photo, sent_voice
from admin.project_forms import (
    AcceptForm,
    AppealForm,
    HeardForm,
    MergeForm,
    ProposalDeskForm,
    RefuseForm,
    accept_form,
    language_choices,
    short_hint,
)
from admin.study_form import departments, studied_list, study_form, today
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from admin.tongue import name_of
from admin.words import name_roles
from services import proposals
from services.periods import VOICES
from services.projects import short_name_from
from services.proposals import Acceptance, Idea, ProposalPage
from services.proposals.photos import open_photo
from services.proposals.queue import refusal_of
from services.proposals.studying import assign_study
from services.proposals.voices import open_voice, write_down
from services.roles import EVERYONE, RoleName
from services.zones import flat_zones

blueprint = Blueprint("proposals", __name__)
PAGE = Page("proposals", _("Proposals"), Group.DECISIONS, 10, EVERYONE, blueprint, refusals=words.PROPOSAL_REFUSALS)
EXAMINERS = proposals.EXAMINERS
PRICERS = (*EXAMINERS, RoleName.BUDGET_OFFICER)


@blueprint.get("/")
def index() -> str:
    """List the proposals: those that wait first."""
    return render(
        "proposals/index.html",
        **studied_list(),
        today=today(),
        badges=words.BADGES,
        may_enter=has_role(*PRICERS),
        enterers=name_roles(PRICERS),
    )


@blueprint.get("/<reference>")
def show(reference: str) -> str:
    """Show one proposal with what there is to decide."""
    return _show(_page(reference), {})


@blueprint.get("/<reference>/photo")
def photo(reference: str) -> Response:
    """Send the photo that came with a proposal, to staff of its commune only."""
    house, commune = current_house(), current_commune().id
    return sent_photo(read_known(lambda db: open_photo(db, house, commune, reference)))


@blueprint.get("/<reference>/voice/<int:voice_id>")
@needs(*PRICERS)
def voice(reference: str, voice_id: int) -> Response:
    """Send a voice message of a proposal, to staff of its commune who write down what is said."""
    house, commune = current_house(), current_commune().id
    return sent_voice(read_known(lambda db: open_voice(db, house, commune, reference, voice_id)))


@blueprint.post("/<reference>/words")
@needs(*PRICERS)
def words_heard(reference: str) -> str | Response:
    """Write down what a voice message says."""
    form, house, commune, staff = HeardForm(prefix="heard"), current_house(), current_commune().id, current_staff().id
    idea = Idea(form.title.data or "", form.description.data or "")
    write = unless_changed(form, lambda db: _heard(proposals.proposal_page(db, commune, reference)), write_down)
    return _decide(
        reference,
        form,
        lambda db, proposal_id: write(db, house, commune, proposal_id, idea, staff_id=staff),
        _("What was said is written down. The authors are told the title."),
    )


@blueprint.post("/<reference>/accept")
@needs(*PRICERS)
def accept(reference: str) -> str | Response:
    """Make the proposal a project."""
    form, house, commune, staff = _accept_form(), current_house(), current_commune().id, current_staff().id
    given = Acceptance(form.cost.data, form.names("title"), form.names("short"), form.description.data or "")
    return _decide(
        reference,
        form,
        lambda db, proposal_id: proposals.accept(db, house, commune, proposal_id, given, staff_id=staff),
        _("The proposal is a project now."),
    )


@blueprint.post("/<reference>/refuse")
@needs(*EXAMINERS)
def refuse(reference: str) -> str | Response:
    """Refuse the proposal."""
    form, house, commune, staff = RefuseForm(prefix="refuse"), current_house(), current_commune().id, current_staff().id
    code, reason = refusal_of(form.code.data), form.reason.data or ""
    return _decide(
        reference,
        form,
        lambda db, proposal_id: proposals.refuse(db, house, commune, proposal_id, code, reason, staff_id=staff),
        _("The proposal is refused."),
    )


@blueprint.post("/<reference>/merge")
@needs(*EXAMINERS)
def merge(reference: str) -> str | Response:
    """Merge the proposal into another."""
    form, house, commune, staff = MergeForm(prefix="merge"), current_house(), current_commune().id, current_staff().id

    def work(db: Session, proposal_id: int) -> object:
        target = proposals.find_proposal(db, commune, form.into.data or "")
        return proposals.merge(db, house, commune, proposal_id, target.id, staff_id=staff)

    return _decide(reference, form, work, _("The proposal is merged."))


@blueprint.post("/<reference>/appeal")
@needs(*PRICERS)
def appeal(reference: str) -> str | Response:
    """Write down the appeal of somebody who came to the desk."""
    form, house, commune, staff = AppealForm(prefix="appeal"), current_house(), current_commune().id, current_staff().id
    words = form.why.data or ""
    return _decide(
        reference,
        form,
        lambda db, _id: proposals.appeal_at_desk(db, house, commune, reference, words, staff_id=staff),
        _("The appeal is kept. The proposal waits to be decided again."),
    )


@blueprint.post("/<reference>/study")
@needs(*PRICERS)
def study(reference: str) -> str | Response:
    """Give the proposal to a department to study."""
    form, house, commune, staff = study_form(), current_house(), current_commune().id, current_staff().id
    return _decide(
        reference,
        form,
        lambda db, proposal_id: assign_study(db, house, commune, proposal_id, form.given(), staff_id=staff),
        _("It is written down who studies this proposal."),
    )


@blueprint.post("/<reference>/backers")
@needs(*PRICERS)
def backers(reference: str) -> str | Response:
    """Write down which associations and how many people present propose it too."""
    form, house, commune, staff = backers_form(), current_house(), current_commune().id, current_staff().id
    return _decide(
        reference,
        form,
        lambda db, proposal_id: proposals.note_backers(db, house, commune, proposal_id, form.given(), staff_id=staff),
        _("Who proposes it too is written down."),
    )


@blueprint.post("/<reference>/code")
@needs(*PRICERS)
def code(reference: str) -> str | Response:
    """Make the code by which somebody who is there becomes an author from their own phone."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    return _decide(
        reference,
        Form(prefix="code"),
        lambda db, proposal_id: proposals.give_code(db, house, commune, proposal_id, staff_id=staff),
        _("The code is below. Give it only to who proposes this."),
    )


@blueprint.route("/desk", methods=["GET", "POST"])
@needs(*PRICERS)
def desk() -> str | Response:
    """Enter what somebody proposes at the desk."""
    form, house, commune, staff = _desk_form(), current_house(), current_commune().id, current_staff().id
    if form.validate_on_submit():
        idea = Idea(form.title.data or "", form.description.data or "", int(form.zone.data) if form.zone.data else None)
        made: list[str] = []
        if carry_out(
            lambda db: made.append(
                proposals.submit_at_desk(
                    db, house, commune, idea, language=form.language.data, staff_id=staff
                ).reference
            ),
            _("The proposal is kept. Give its number to the visitor: it can be followed by SMS."),
        ):
            return redirect(url_for(".show", reference=made[-1]))
    return render("proposals/desk.html", form=form)


def _decide(reference: str, form: Form, work: Callable[[Session, int], object], done: str) -> str | Response:
    page = _page(reference)
    if form.validate_on_submit() and carry_out(lambda db: work(db, page.row.id), done):
        return redirect(url_for(".show", reference=reference))
    return _show(_page(reference), {str(form._prefix).rstrip("-"): form})


def _show(page: ProposalPage, asked: dict[str, Form]) -> str:
    languages, house, commune = current_commune().languages, current_house(), current_commune().id
    until = read(lambda db: proposals.desk_until(db, house, commune, page.row.view.reference))
    return render(
        "proposals/show.html",
        appeal=asked.get("appeal") or AppealForm(formdata=None, prefix="appeal"),
        appeal_until=until,
        page=page,
        row=page.row,
        accept=asked.get("accept") or _accept_form(page),
        refuse=asked.get("refuse") or RefuseForm(formdata=None, prefix="refuse"),
        merge=asked.get("merge") or MergeForm(formdata=None, prefix="merge"),
        study=asked.get("study") or study_form(page.row),
        departments=departments(),
        today=today(),
        backers=asked.get("backers") or backers_form(page.row.backers),
        opened=set(asked),
        languages=[(tag, name_of(tag), short_hint(tag)) for tag in languages],
        states=words.PROPOSAL_STATES,
        codes=words.REFUSAL_CODES,
        badges=words.BADGES,
        photos=words.PHOTOS,
        voices=words.VOICES,
        kept_days=VOICES.days,
        heard=asked.get("heard") or _heard_form(page),
        channel=name_channel,
        name_in=name_in,
        may_examine=has_role(*EXAMINERS),
        may_price=has_role(*PRICERS),
    )


def _heard_form(page: ProposalPage) -> HeardForm:
    return HeardForm(formdata=None, prefix="heard", data=_heard(page))


def _heard(page: ProposalPage) -> dict[str, str | None]:
    return {"title": page.row.view.title, "description": page.row.description}


def _accept_form(page: ProposalPage | None = None) -> AcceptForm:
    languages = current_commune().languages
    kind = accept_form(languages)
    if page is None:
        return kind(prefix="accept")
    place = languages.index(page.row.language) if page.row.language in languages else 0
    title = page.row.view.title
    named = {f"title_{place}": title, f"short_{place}": short_name_from(title, languages[place])}
    return kind(formdata=None, prefix="accept", data={**named, "description": page.row.description})


def _page(reference: str) -> ProposalPage:
    commune = current_commune().id
    return read_known(lambda db: proposals.proposal_page(db, commune, reference))


def _desk_form() -> ProposalDeskForm:
    commune, form = current_commune(), ProposalDeskForm()
    zones = read(lambda db: flat_zones(db, commune.id))
    form.zone.choices = [
        SelectChoice("", say_in("The whole commune")),
        *(SelectChoice(str(zone_id), name) for zone_id, name in zones),
    ]
    form.language.choices = language_choices(commune.languages)
    return form
