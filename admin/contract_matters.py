"""What waits for both sides' signatures as its pages show it: an amendment with its forms, a review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import abort, redirect, url_for
from sqlalchemy.orm import Session

from admin.contract_forms import MakingForm, TargetForm, name_of
from admin.contract_review_forms import agreeing_form, review_form
from admin.contract_view import MOST, kept_target, may_be_written, offered_parts, spoken, standings
from admin.desk import current_commune, read, render, say
from admin.follow_up_view import reader
from admin.tongue import marked as _
from budgeting.refusal import Refusal
from services.contracts.found import Found
from services.contracts.proposed import (
    ProposedAmendment,
    ProposedReview,
    ProposedTarget,
    proposed_amendment,
    proposed_review,
)
from services.contracts.reading import ContractPage

T = TypeVar("T")


def show_amendment(page: ContractPage, made: ProposedAmendment, **sent: Any) -> str:
    """Show an amendment; a form that was `sent`, by its name, stands open with what is wrong in it."""
    offered = offered_parts(page.row.id)
    forms = {
        one.place: sent.get(f"at-{one.place}")
        or TargetForm(formdata=None, prefix=f"at-{one.place}", data=kept_target(one.draft))
        for one in made.targets
    }
    return render(
        "contract_signing/amendment.html",
        amendment=made,
        forms=forms,
        makes={one.place: sent.get(f"made-{one.place}") or _making(one, offered) for one in made.targets},
        offered=dict(offered),
        new=sent.get("new") or TargetForm(formdata=None, prefix="new"),
        opened=set(sent),
        weight=sum(one.draft.weight or 0 for one in made.targets),
        **matter_of(page, "amendment", made.id),
    )


def show_review(page: ContractPage, made: ProposedReview, **sent: Any) -> str:
    """Show a review; a form that was `sent`, by its side or as `agreed`, shows what is wrong in it."""
    may_write = may_be_written(page.row.id)
    forms = {
        side: sent.get(side) or review_form(page.targets, made, side, is_sent=False) for side in made.sides if may_write
    }
    return render(
        "contract_signing/review.html",
        review=made,
        forms=forms,
        agreeing=sent.get("agreed") or agreeing_form(page.targets, made, is_sent=False),
        nothing=Found(),
        **matter_of(page, "review", made.id),
    )


def matter_of(page: ContractPage, matter: str, matter_id: int) -> dict[str, Any]:
    """Return what every page of a matter that waits for signatures shows."""
    waits = [one for one in standings(page.row.id) if (one.matter, one.matter_id) == (matter, matter_id)]
    return {
        "page": page,
        "row": page.row,
        "name": name_of,
        "standings": waits,
        "may_write": may_be_written(page.row.id),
        **spoken(),
    }


def find_amendment(page: ContractPage, amendment_id: int) -> ProposedAmendment:
    """Return an amendment that waits for signatures; where it waits no more, lead to what came of it."""
    return _waiting(page, reading_amendment(page, amendment_id))


def reading_amendment(page: ContractPage, amendment_id: int) -> Callable[[Session], ProposedAmendment]:
    """Return what reads that amendment."""
    commune, who = current_commune().id, reader()
    return lambda db: proposed_amendment(db, commune, page.row.id, min(amendment_id, MOST), who)


def find_review(page: ContractPage, review_id: int) -> ProposedReview:
    """Return a review that waits for signatures; where it waits no more, lead to what came of it."""
    return _waiting(page, reading_review(page, review_id))


def reading_review(page: ContractPage, review_id: int) -> Callable[[Session], ProposedReview]:
    """Return what reads that review."""
    commune, who = current_commune().id, reader()
    return lambda db: proposed_review(db, commune, page.row.id, min(review_id, MOST), who)


def _waiting(page: ContractPage, reading: Callable[[Session], T]) -> T:
    """Return what waits; where another signed it or took it back meanwhile say so and lead to the contract."""
    try:
        return read(reading)
    except Refusal:
        say(_("This does not wait for signatures any more: it was signed or taken back meanwhile."), kind="note")
        abort(redirect(url_for("panel.contracts.show", contract_id=page.row.id)))


def proposed_at(made: ProposedAmendment, place: int) -> ProposedTarget | None:
    """Return the target at a place of an amendment, None where there is none any more."""
    return next((one for one in made.targets if one.place == place), None)


def kept_proposal(one: ProposedTarget | None) -> dict[str, Any] | None:
    """Return a proposed target as its form holds it."""
    return None if one is None else kept_target(one.draft)


def kept_making_of(one: ProposedTarget | None) -> dict[str, Any] | None:
    """Return what would make a proposed target's figure, as its form holds it."""
    return None if one is None else {"making": one.making, "parts": list(one.parts)}


def _making(one: ProposedTarget, offered: Sequence[tuple[int, str]]) -> MakingForm:
    return MakingForm(formdata=None, prefix=f"made-{one.place}", data=kept_making_of(one)).offer(offered)
