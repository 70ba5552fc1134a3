"""What the pages of contracts share: who reads, one contract with its forms, and letting a service act on it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from flask import redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin import contract_words as words
from admin.contract_forms import MakingForm, ReasonForm, ResultForm, ReviewKindForm, TargetForm, name_of
from admin.desk import (
    carry_out,
    current_commune,
    current_house,
    current_staff,
    has_role,
    read,
    read_known,
    render,
    why_refused,
)
from admin.follow_up_view import reader, today
from admin.tongue import interface_languages
from admin.tongue import name_of as name_of_language
from services.contracts.drafts import TargetDraft
from services.contracts.finding import find_contract, may_write
from services.contracts.history import history_of, waiting_of
from services.contracts.making_of import parts_of, possible_parts
from services.contracts.reading import ContractPage, TargetRow, contract_page
from services.contracts.results import latest_results
from services.contracts.signing import Standing, standing_of
from services.printing.contract_words import LEVELS, MAKINGS, REVIEWS, SIDES, STATES
from services.roles import DECIDERS, RoleName

MOST = 2**31 - 1


def find_page(contract_id: int) -> ContractPage:
    """Return the commune's contract that who is signed in may read; "not found" for others."""
    return read_known(reading(contract_id))


def reading(contract_id: int) -> Callable[[Session], ContractPage]:
    """Return what reads that contract."""
    commune, who = current_commune().id, reader()
    return lambda db: contract_page(db, commune, min(contract_id, MOST), who)


def act(work: Callable[..., Any], *about: Any, done: str, **named: Any) -> bool:
    """Let a service act for this commune and this person; say what was done, or why not."""
    house, commune, staff = current_house(), current_commune().id, current_staff().id
    return carry_out(lambda db: work(db, house, commune, *about, **named, staff_id=staff), done)


def to_contract(contract_id: int) -> Response:
    """Return the way to a contract's page."""
    return redirect(url_for("panel.contracts.show", contract_id=contract_id))


def may_be_written(contract_id: int) -> bool:
    """May who is signed in write on it?"""
    commune, who, staff = current_commune().id, reader(), current_staff().id
    return read(lambda db: may_write(db, find_contract(db, commune, contract_id, who), staff))


def standings(contract_id: int) -> list[Standing]:
    """Return what of a contract waits for signatures, as who is signed in may go on with it."""
    commune, who, staff = current_commune().id, reader(), current_staff().id

    def work(db: Any) -> list[Standing]:
        row = find_contract(db, commune, contract_id, who)
        return [standing_of(db, row, matter, matter_id, staff) for matter, matter_id in waiting_of(db, row)]

    return read(work)


def show_contract(page: ContractPage, **sent: Any) -> str:
    """Show one contract; a form that was `sent`, by its name, stands open with what is wrong in it."""
    state, number, who = page.row.state, page.row.id, reader()
    history = read(lambda db: history_of(db, number, who))
    last = read(lambda db: kept_result(db, [one.id for one in page.targets]))
    forms = {
        "target": sent.get("target") or TargetForm(formdata=None),
        "amend": sent.get("amend") or ReasonForm(formdata=None, prefix="amend"),
        "aside": sent.get("aside") or ReasonForm(formdata=None, prefix="aside"),
        "review": sent.get("review") or ReviewKindForm(formdata=None),
    }
    return render(
        "contracts/show.html",
        page=page,
        row=page.row,
        name=name_of,
        history=history,
        standings=standings(number),
        forms=forms,
        opened=set(sent),
        results={one.id: sent.get(f"result-{one.id}") or _result(one, last[one.id]) for one in page.targets},
        may_write=may_be_written(number),
        is_running=state in ("agreed", "reviewed"),
        is_decider=has_role(*DECIDERS),
        is_administrator=has_role(RoleName.ADMINISTRATOR),
        languages=[(tag, name_of_language(tag)) for tag in interface_languages()],
        **spoken(),
    )


def spoken() -> dict[str, Any]:
    """Return the words every page of contracts needs."""
    return {
        "levels": LEVELS,
        "states": STATES,
        "badges": words.BADGES,
        "sides": SIDES,
        "matters": words.MATTERS,
        "refusing": words.REFUSING,
        "reviews": REVIEWS,
        "makings": MAKINGS,
        "directions": words.DIRECTIONS,
        "quantity": words.say_quantity,
        "share": words.say_share,
        "why_refused": why_refused,
    }


def making_form(contract_id: int, target: TargetRow, *, is_sent: bool = False) -> MakingForm:
    """Return the form that says what makes a target's figure, with what may be chosen, as it stands or as sent."""
    kept = read(lambda db: kept_making(db, target))
    form = MakingForm(data=kept) if is_sent else MakingForm(formdata=None, data=kept)
    return form.offer(offered_parts(contract_id))


def offered_parts(contract_id: int) -> list[tuple[int, str]]:
    """Return the targets right below that may make a figure, by id and name."""
    commune, who = current_commune().id, reader()

    def work(db: Any) -> list[tuple[int, str]]:
        below = possible_parts(db, find_contract(db, commune, contract_id, who), who)
        takers = {one.contract_id: find_contract(db, commune, one.contract_id, who).taker for one in below}
        return [(one.id, f"{takers[one.contract_id]} · {one.text}") for one in below]

    return read(work)


def kept_contract(page: ContractPage) -> dict[str, Any]:
    """Return a contract as its form holds it."""
    row = page.row
    return {
        **{name: getattr(row, name) for name in ("level", "giver", "taker", "starts_on", "ends_on")},
        **{name: str(getattr(row, name) or "") for name in ("giver_id", "taker_id", "parent_id")},
        "plan": page.plan,
        "plan_document_id": str(page.plan_document[0]) if page.plan_document else "",
    }


def kept_making(db: Session, target: TargetRow) -> dict[str, Any]:
    """Return what makes a target's figure as its form holds it."""
    return {"making": target.making, "parts": sorted(parts_of(db, target.id))}


def kept_result(db: Session, target_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return what was reached of each target, as its form holds what was written last; blank where nothing was."""
    last = latest_results(db, target_ids)
    return {
        key: {name: getattr(last.get(key), name, None) for name in ("value", "read_on", "comment")}
        for key in target_ids
    }


def kept_target(draft: TargetDraft) -> dict[str, Any]:
    """Return a target as its form holds it."""
    return {
        "text": draft.text,
        "weight": draft.weight,
        "planned": draft.planned,
        "unit": draft.unit,
        "direction": "less" if draft.less_is_better else "more",
        "due_on": draft.due_on,
    }


def draft_of(target: TargetRow) -> TargetDraft:
    """Return a target as it was filled in."""
    return TargetDraft(
        target.text, target.weight, target.unit or "", target.planned, target.less_is_better, target.own_due_on
    )


def _result(target: TargetRow, last: dict[str, Any]) -> ResultForm:
    return ResultForm(formdata=None, prefix=f"result-{target.id}", data={"read_on": today()}, standing=last)
