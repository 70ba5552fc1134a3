"""Signing contracts, amending and reviewing them: what waits for me, and each thing that both sides sign."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, send_file, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from admin import contract_words as words
from admin.contract_forms import (
    MakingForm,
    PaperForm,
    ReasonForm,
    ReviewKindForm,
    SignForm,
    TargetForm,
)
from admin.contract_matters import (
    find_amendment,
    find_review,
    kept_making_of,
    kept_proposal,
    proposed_at,
    reading_amendment,
    reading_review,
    show_amendment,
    show_review,
)
from admin.contract_review_forms import (
    agreed_in,
    agreed_values,
    agreeing_form,
    review_draft,
    review_form,
    said_in,
)
from admin.contract_view import act, find_page, offered_parts, show_contract, to_contract
from admin.desk import (
    current_commune,
    current_house,
    current_staff,
    read,
    read_known,
    render,
    say,
    why_refused,
)
from admin.follow_up_view import reader
from admin.held_files import held
from admin.meanwhile import unless_changed
from admin.page import Group, Page, needs
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.contracts import amending, reviewing
from services.contracts.history import to_sign
from services.contracts.papers import open_paper
from services.contracts.signing import Signing, sign
from services.roles import EVERYONE, WRITERS
from services.uploads import MAX_BYTES, Upload, keep_upload

MOST = 2**31 - 1
blueprint = Blueprint("contract_signing", __name__)
PAGE = Page("contract_signing", _("Contracts to sign"), Group.HIDDEN, 0, EVERYONE, blueprint, refusals=words.REFUSALS)


@blueprint.get("/")
def index() -> str:
    """List what waits for the signature of who is signed in."""
    commune, staff = current_commune().id, current_staff().id
    waits = read(lambda db: to_sign(db, commune, staff))
    return render("contract_signing/index.html", waits=waits, matters=words.MATTERS)


@blueprint.get("/<int:contract_id>")
def contract(contract_id: int) -> Response:
    """Lead to the contract: its page holds the forms that are sent here, and who sent one twice is led back above."""
    return to_contract(contract_id)


@blueprint.post("/<int:contract_id>/sign/<matter>/<int:matter_id>")
@needs(*WRITERS)
def sign_it(contract_id: int, matter: str, matter_id: int) -> Response:
    """Sign for one side, by its own account or by its paper."""
    page = find_page(contract_id)
    form: Any = PaperForm() if "signed_on" in request.form else SignForm()
    back = _page_of(page.row.id, matter, min(matter_id, MOST))
    if not form.validate_on_submit():
        say(_("Nothing is signed yet. Choose the file and the day."), kind="wrong")
        return redirect(back)
    try:
        paper = _paper(form)
    except Refusal as refusal:
        flash(why_refused(refusal), "wrong")
        return redirect(back)
    given = Signing(
        matter,
        min(matter_id, MOST),
        form.digest.data or "",
        form.side.data or "",
        paper,
        form.signed_on.data if paper else None,
    )
    with held(paper) as holding:
        holding.is_kept = act(sign, page.row.id, given, done=_("It is signed for this side."))
    return to_contract(page.row.id) if holding.is_kept else redirect(back)


@blueprint.get("/<int:contract_id>/papers/<int:signature_id>/file")
def paper(contract_id: int, signature_id: int) -> Response:
    """Send the paper that a side signed, to be saved."""
    house, commune, who = current_house(), current_commune().id, reader()
    kept = read_known(lambda db: open_paper(db, house, commune, min(contract_id, MOST), signature_id, who))
    response = send_file(kept.path, kept.media_type, as_attachment=True, download_name=kept.file_name)
    response.cache_control.private = True
    return response


@blueprint.post("/<int:contract_id>/amendments")
@needs(*WRITERS)
def amend(contract_id: int) -> str | Response:
    """Begin an amendment."""
    page, form, made = find_page(contract_id), ReasonForm(prefix="amend"), []

    def work(db: Any, *about: Any, **who: Any) -> None:
        made.append(amending.propose_amendment(db, *about, **who))

    if form.validate_on_submit() and act(
        work, page.row.id, form.reason.data or "", done=_("Change the targets, then both sides sign.")
    ):
        return redirect(url_for(".amendment", contract_id=page.row.id, amendment_id=made[-1]))
    return show_contract(page, amend=form)


@blueprint.get("/<int:contract_id>/amendments/<int:amendment_id>")
def amendment(contract_id: int, amendment_id: int) -> str:
    """Show an amendment that waits for signatures."""
    page = find_page(contract_id)
    return show_amendment(page, find_amendment(page, amendment_id))


@blueprint.post("/<int:contract_id>/amendments/<int:amendment_id>/targets")
@needs(*WRITERS)
def add_amended(contract_id: int, amendment_id: int) -> str | Response:
    """Propose one more target."""
    page, form = find_page(contract_id), TargetForm(prefix="new")
    made = find_amendment(page, amendment_id)
    if form.validate_on_submit() and act(
        amending.set_amended, page.row.id, made.id, None, form.draft(), done=_("The amendment is changed.")
    ):
        return redirect(url_for(".amendment", contract_id=page.row.id, amendment_id=made.id))
    return show_amendment(page, made, new=form)


@blueprint.post("/<int:contract_id>/amendments/<int:amendment_id>/targets/<int:place>")
@needs(*WRITERS)
def set_amended(contract_id: int, amendment_id: int, place: int) -> str | Response:
    """Propose a target otherwise."""
    page, form = find_page(contract_id), TargetForm(prefix=f"at-{place}")
    made, look = find_amendment(page, amendment_id), reading_amendment(page, amendment_id)
    change = unless_changed(form, lambda db: kept_proposal(proposed_at(look(db), place)), amending.set_amended)
    if form.validate_on_submit() and act(
        change, page.row.id, made.id, place, form.draft(), done=_("The amendment is changed.")
    ):
        return redirect(url_for(".amendment", contract_id=page.row.id, amendment_id=made.id))
    return show_amendment(page, made, **{f"at-{place}": form})


@blueprint.post("/<int:contract_id>/amendments/<int:amendment_id>/targets/<int:place>/making")
@needs(*WRITERS)
def set_amended_making(contract_id: int, amendment_id: int, place: int) -> str | Response:
    """Propose what makes the figure of a target."""
    page, form = find_page(contract_id), MakingForm(prefix=f"made-{place}").offer(offered_parts(contract_id))
    made, look = find_amendment(page, amendment_id), reading_amendment(page, amendment_id)
    about = (page.row.id, made.id, place, form.making.data, form.parts.data or [])
    change = unless_changed(form, lambda db: kept_making_of(proposed_at(look(db), place)), amending.set_amended_making)
    if form.validate_on_submit() and act(change, *about, done=_("The amendment is changed.")):
        return redirect(url_for(".amendment", contract_id=page.row.id, amendment_id=made.id))
    return show_amendment(page, made, **{f"made-{place}": form})


@blueprint.post("/<int:contract_id>/amendments/<int:amendment_id>/targets/<int(signed=True):target_id>/drop")
@needs(*WRITERS)
def drop_amended(contract_id: int, amendment_id: int, target_id: int) -> Response:
    """Propose that a target stands no more."""
    page = find_page(contract_id)
    act(amending.drop_amended, page.row.id, min(amendment_id, MOST), target_id, done=_("The amendment is changed."))
    return redirect(url_for(".amendment", contract_id=page.row.id, amendment_id=amendment_id))


@blueprint.post("/<int:contract_id>/amendments/<int:amendment_id>/back")
@needs(*WRITERS)
def take_amendment_back(contract_id: int, amendment_id: int) -> Response:
    """Take an amendment back."""
    page = find_page(contract_id)
    act(amending.take_back_amendment, page.row.id, min(amendment_id, MOST), done=_("The amendment is taken back."))
    return to_contract(page.row.id)


@blueprint.post("/<int:contract_id>/reviews")
@needs(*WRITERS)
def open_review(contract_id: int) -> str | Response:
    """Begin a review."""
    page, form, made = find_page(contract_id), ReviewKindForm(), []

    def work(db: Any, *about: Any, **who: Any) -> None:
        made.append(reviewing.open_review(db, *about, **who))

    if form.validate_on_submit() and act(
        work, page.row.id, form.kind.data, done=_("Write what both found, then both sides sign.")
    ):
        return redirect(url_for(".review", contract_id=page.row.id, review_id=made[-1]))
    return show_contract(page, review=form)


@blueprint.get("/<int:contract_id>/reviews/<int:review_id>")
@needs(*WRITERS)
def review(contract_id: int, review_id: int) -> str:
    """Show a review that waits for signatures: what each side found, and what both agree on."""
    page = find_page(contract_id)
    return show_review(page, find_review(page, review_id))


@blueprint.post("/<int:contract_id>/reviews/<int:review_id>/<any(giver, taker):side>")
@needs(*WRITERS)
def write_review(contract_id: int, review_id: int, side: str) -> str | Response:
    """Write what one side found."""
    page = find_page(contract_id)
    made = find_review(page, review_id)
    form, look = review_form(page.targets, made, side, is_sent=True), reading_review(page, review_id)
    keep = unless_changed(form, lambda db: said_in(page.targets, look(db), side), reviewing.write_review)
    if form.validate_on_submit():
        draft = review_draft(form, side, page.targets)
        if act(keep, page.row.id, made.id, draft, done=_("It is kept. Both sides sign it now.")):
            return redirect(url_for(".review", contract_id=page.row.id, review_id=made.id))
    return show_review(page, made, **{side: form})


@blueprint.post("/<int:contract_id>/reviews/<int:review_id>/agreed")
@needs(*WRITERS)
def agree_on(contract_id: int, review_id: int) -> str | Response:
    """Write on which values both agree where they found different ones."""
    page = find_page(contract_id)
    made = find_review(page, review_id)
    form, look = agreeing_form(page.targets, made, is_sent=True), reading_review(page, review_id)
    keep = unless_changed(form, lambda db: agreed_in(page.targets, look(db)), reviewing.agree_on)
    if form.validate_on_submit():
        values = agreed_values(form, page.targets)
        if act(keep, page.row.id, made.id, values, done=_("It is kept. Both sides sign it now.")):
            return redirect(url_for(".review", contract_id=page.row.id, review_id=made.id))
    return show_review(page, made, agreed=form)


@blueprint.post("/<int:contract_id>/reviews/<int:review_id>/back")
@needs(*WRITERS)
def take_review_back(contract_id: int, review_id: int) -> Response:
    """Take a review back."""
    page = find_page(contract_id)
    act(reviewing.take_back_review, page.row.id, min(review_id, MOST), done=_("The review is taken back."))
    return to_contract(page.row.id)


def _page_of(contract_id: int, matter: str, matter_id: int) -> str:
    """Return the page on which a matter is signed."""
    if matter == "amendment":
        return url_for(".amendment", contract_id=contract_id, amendment_id=matter_id)
    if matter == "review":
        return url_for(".review", contract_id=contract_id, review_id=matter_id)
    return url_for("panel.contracts.show", contract_id=contract_id)


def _paper(form: Any) -> Upload | None:
    """Return the signed paper that was sent, kept; None where a side signs by its account."""
    file = form.file.data if isinstance(form, PaperForm) else None
    if not isinstance(file, FileStorage) or not file.filename:
        return None
    return keep_upload(current_house(), file.filename, file.stream.read(MAX_BYTES + 1))
