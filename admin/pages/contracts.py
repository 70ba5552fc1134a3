"""Performance contracts: from the government down to a person, what each aims at and what was reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin import contract_words as words
from admin.contract_forms import ContractForm, MakingForm, ReasonForm, ResultForm, TargetForm, name_of
from admin.contract_view import (
    act,
    draft_of,
    find_page,
    kept_contract,
    kept_making,
    kept_result,
    kept_target,
    making_form,
    may_be_written,
    reading,
    show_contract,
    spoken,
    to_contract,
)
from admin.desk import (
    current_commune,
    current_house,
    current_staff,
    found,
    has_role,
    read,
    read_known,
    render,
)
from admin.follow_up_view import reader
from admin.meanwhile import unless_changed
from admin.narrowing import narrowed_list
from admin.page import Group, Page, needs
from admin.paper_words import REFUSALS as PRINTING
from admin.report_files import sent_report
from admin.tongue import interface_languages
from admin.tongue import marked as _
from printing.written_report import ReportFile
from services.contracts import drafting, ending
from services.contracts.history import to_sign
from services.contracts.making_of import make_of
from services.contracts.reading import ContractPage, TargetRow, contracts_page
from services.contracts.results import ResultDraft, add_result
from services.printing.contract_report import contract_report
from services.printing.contract_words import STATES
from services.roles import DECIDERS, EVERYONE, WRITERS

blueprint = Blueprint("contracts", __name__)
PAGE = Page(
    "contracts",
    _("Performance contracts"),
    Group.BUDGET,
    30,
    EVERYONE,
    blueprint,
    refusals={**words.REFUSALS, **PRINTING},
)


@blueprint.get("/")
def index() -> str:
    """List the contracts that who is signed in may read, the highest level first."""
    commune, who, staff = current_commune().id, reader(), current_staff().id

    def fetch(db: Any, commune_id: int, **wish: Any) -> Any:
        return contracts_page(db, commune_id, reader=who, **wish)

    return render(
        "contracts/index.html",
        **narrowed_list(fetch, words.LISTS),
        waits=len(read(lambda db: to_sign(db, commune, staff))),
        may_write=has_role(*WRITERS),
        **{name: value for name, value in spoken().items() if name != "states"},
        names=STATES,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new() -> str | Response:
    """Write a contract down."""
    form, made = ContractForm(), []

    def work(db: Any, *about: Any, **who: Any) -> None:
        made.append(drafting.add_contract(db, *about, **who))

    if form.validate_on_submit() and act(work, form.draft(), done=_("The contract is written down. Add its targets.")):
        return to_contract(made[-1])
    return render("contracts/form.html", form=form, page=None)


@blueprint.get("/<int:contract_id>")
def show(contract_id: int) -> str:
    """Show a contract: its parties, its chain, its targets, what was reached, what both sides signed."""
    return show_contract(find_page(contract_id))


@blueprint.route("/<int:contract_id>/edit", methods=["GET", "POST"])
@needs(*WRITERS)
def edit(contract_id: int) -> str | Response:
    """Write a draft anew."""
    page, look = find_page(contract_id), reading(contract_id)
    form = ContractForm(data=kept_contract(page))
    change = unless_changed(form, lambda db: kept_contract(look(db)), drafting.change_contract)
    if form.validate_on_submit() and act(change, page.row.id, form.draft(), done=_("The contract is changed.")):
        return to_contract(page.row.id)
    return render("contracts/form.html", form=form, page=page)


@blueprint.post("/<int:contract_id>/targets")
@needs(*WRITERS)
def add_target(contract_id: int) -> str | Response:
    """Add a target to a draft."""
    page, form = find_page(contract_id), TargetForm()
    if form.validate_on_submit() and act(
        drafting.add_target, page.row.id, form.draft(), done=_("The target is added.")
    ):
        return to_contract(page.row.id)
    return show_contract(page, target=form)


@blueprint.route("/<int:contract_id>/targets/<int:target_id>", methods=["GET", "POST"])
@needs(*WRITERS)
def target(contract_id: int, target_id: int) -> str | Response:
    """Write a target of a draft anew, or say what makes its figure."""
    page, one = _target(contract_id, target_id)
    form = TargetForm(data=_kept(one))
    look = _reading_target(contract_id, target_id)
    change = unless_changed(form, lambda db: _kept(look(db)), drafting.change_target)
    if form.validate_on_submit() and act(change, page.row.id, one.id, form.draft(), done=_("The target is changed.")):
        return to_contract(page.row.id)
    return _show_target(page, one, form, making_form(page.row.id, one))


@blueprint.post("/<int:contract_id>/targets/<int:target_id>/making")
@needs(*WRITERS)
def making(contract_id: int, target_id: int) -> str | Response:
    """Say which targets below make a figure, and how."""
    page, one = _target(contract_id, target_id)
    form = making_form(page.row.id, one, is_sent=True)
    about = (page.row.id, one.id, form.making.data, form.parts.data or [])
    look = _reading_target(contract_id, target_id)
    make = unless_changed(form, lambda db: (now := look(db)) and kept_making(db, now), make_of)
    if form.validate_on_submit() and act(make, *about, done=_("It is written down what makes the figure.")):
        return to_contract(page.row.id)
    return _show_target(page, one, TargetForm(formdata=None, data=_kept(one)), form)


@blueprint.post("/<int:contract_id>/targets/<int:target_id>/remove")
@needs(*WRITERS)
def remove_target(contract_id: int, target_id: int) -> Response:
    """Take a target out of a draft."""
    page, one = _target(contract_id, target_id)
    act(drafting.remove_target, page.row.id, one.id, done=_("The target is taken out."))
    return to_contract(page.row.id)


@blueprint.post("/<int:contract_id>/targets/<int:target_id>/result")
@needs(*WRITERS)
def result(contract_id: int, target_id: int) -> str | Response:
    """Write down what was reached."""
    page, one = _target(contract_id, target_id)
    form = ResultForm(prefix=f"result-{one.id}")
    if form.validate_on_submit():
        draft = ResultDraft(form.value.data or 0, form.read_on.data, form.comment.data or "")
        add = unless_changed(form, lambda db: kept_result(db, [one.id])[one.id], add_result)
        if act(add, page.row.id, one.id, draft, done=_("It is written down.")):
            return to_contract(page.row.id)
    return show_contract(page, **{f"result-{one.id}": form})


@blueprint.post("/<int:contract_id>/aside")
@needs(*WRITERS)
def aside(contract_id: int) -> str | Response:
    """Set a contract aside."""
    page, form = find_page(contract_id), ReasonForm(prefix="aside")
    if form.validate_on_submit() and act(
        ending.set_aside, page.row.id, form.reason.data or "", done=_("The contract is set aside.")
    ):
        return to_contract(page.row.id)
    return show_contract(page, aside=form)


@blueprint.post("/<int:contract_id>/publish")
@needs(*DECIDERS)
def publish(contract_id: int) -> Response:
    """Let everybody read a contract."""
    act(ending.publish_contract, find_page(contract_id).row.id, done=_("Everybody can read the contract now."))
    return to_contract(contract_id)


@blueprint.post("/<int:contract_id>/withdraw")
@needs(*DECIDERS)
def withdraw(contract_id: int) -> Response:
    """Let only staff read a contract."""
    act(ending.withdraw_contract, find_page(contract_id).row.id, done=_("Only staff can read the contract now."))
    return to_contract(contract_id)


@blueprint.get("/<int:contract_id>/report.<any(pdf, docx):kind>")
def report(contract_id: int, kind: str) -> Response:
    """Send the yearly report of a contract."""
    house, commune, who = current_house(), current_commune().id, reader()
    wish = request.args.get("language", "")
    language = wish if wish in interface_languages() else interface_languages()[0]
    page = find_page(contract_id)
    made = read_known(lambda db: contract_report(db, house, commune, page.row.id, who, language))
    return sent_report(made, ReportFile(kind), f"contract-{page.row.id}-{language}")


def _reading_target(contract_id: int, target_id: int) -> Callable[[Session], TargetRow | None]:
    look = reading(contract_id)
    return lambda db: _one_of(look(db), target_id)


def _kept(one: TargetRow | None) -> dict[str, Any] | None:
    return None if one is None else kept_target(draft_of(one))


def _one_of(page: ContractPage, target_id: int) -> TargetRow | None:
    return next((one for one in page.targets if one.id == target_id), None)


def _target(contract_id: int, target_id: int) -> tuple[ContractPage, TargetRow]:
    page = find_page(contract_id)
    return page, found(_one_of(page, target_id))


def _show_target(page: ContractPage, one: TargetRow, form: TargetForm, made: MakingForm) -> str:
    return render(
        "contracts/target.html",
        page=page,
        row=page.row,
        name=name_of,
        target=one,
        form=form,
        making=made,
        may_write=may_be_written(page.row.id),
        is_draft=page.row.state == "draft",
        **spoken(),
    )
