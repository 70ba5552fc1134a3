"""Mid-term and final reviews: of each target what each side found, and what both agree on; both sides sign.

What is made of people's results is read by the two sides and administrators alone in a review that waits or is of
mid-term. A final one is filled in with it once their contracts are closed, unless it would tell of fewer than five:
whoever writes it then chooses to tell it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.achievement import FULL, percent_reached
from budgeting.refusal import Refusal
from models import Contract, ContractReview
from models.contract import ContractSide, ContractState, Making, ReviewKind
from services.contracts.agreeing import today_of
from services.contracts.amending import refuse_while_open
from services.contracts.figures import figures_of, figures_to_sign
from services.contracts.finding import (
    ANYBODY,
    account_of,
    get_contract,
    note,
    reads_all,
    refuse_unless_running,
    targets_of,
)
from services.contracts.followed import keep_part, keep_whole
from services.contracts.found import Found, Said, found_of
from services.contracts.reasons import ContractNo
from services.contracts.results import LONGEST_COMMENT, refuse_wrong, write_result
from services.follow_ups.finding import reader_of
from services.house import House


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """What one side found: `rows` are what was reached and its words by target; None where no data is."""

    side: str
    read_on: date
    rows: Mapping[int, tuple[int | None, str]]
    comment: str = ""


def open_review(session: Session, house: House, commune_id: int, contract_id: int, kind: str, *, staff_id: int) -> int:
    """Begin a review with the figures as anybody of the staff may know them and return its id."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    refuse_unless_running(row)
    refuse_while_open(session, row)
    if kind not in set(ReviewKind):
        raise Refusal(ContractNo.NO_SUCH_REVIEW)
    if kind == ReviewKind.MIDTERM and row.state == ContractState.REVIEWED:
        raise Refusal(ContractNo.REVIEWED_ALREADY)
    found = targets_of(session, row.id)
    figures = figures_of(session, found, ANYBODY)
    filled = figures_to_sign(session, found) if kind == ReviewKind.FINAL else figures
    rows = [Found(filled[one.id].value, is_of_people=figures[one.id].is_kept_back).kept(one.id) for one in found]
    made = ContractReview(
        contract_id=row.id,
        kind=ReviewKind(kind),
        read_on=today_of(session, house, row),
        rows=rows,
        is_agreed=False,
        made_by=staff_id,
        made_at=house.clock(),
    )
    session.add(made)
    session.flush()
    note(session, house, "contract_review_opened", row, staff_id, review=kind)
    return made.id


def write_review(
    session: Session, house: House, commune_id: int, contract_id: int, review_id: int, draft: ReviewDraft, *,
    staff_id: int,
) -> None:  # fmt: skip
    """Write what one side found, beside what the other did; who signed what it said before signs again."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    made = get_review(session, row, review_id)
    if draft.side not in sides_of(session, row, staff_id):
        raise Refusal(ContractNo.NOT_YOUR_WORDS)
    targets = targets_of(session, row.id)
    figures, before = figures_of(session, targets, ANYBODY), found_of(made, reads_all=True)
    sees_all = reads_all(row, reader_of(session, staff_id))
    rows = []
    for target in targets:
        was = before.get(target.id, Found())
        said = _said(draft, target.id, was, sees_all=sees_all)
        refuse_wrong(session, house, row, said.value, draft.read_on)
        is_of_people = was.is_of_people or figures[target.id].is_kept_back
        rows.append(_with(was, draft.side, said, is_of_people=is_of_people).kept(target.id))
    made.rows, made.read_on = rows, draft.read_on
    setattr(made, f"{draft.side}_comment", one_line(draft.comment, LONGEST_COMMENT) or None)
    note(session, house, "contract_review_written", row, staff_id, review=str(made.kind), side=draft.side)


def agree_on(
    session: Session, house: House, commune_id: int, contract_id: int, review_id: int, values: Mapping[int, int], *,
    staff_id: int,
) -> None:  # fmt: skip
    """Write on which values both agree where they found different ones, by target; both sign it, and theirs stay."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    made = get_review(session, row, review_id)
    seen = found_of(made, reads_all=reads_all(row, reader_of(session, staff_id)))
    wanted = {target: value for target, value in values.items() if target in seen and seen[target].differs}
    if not wanted:
        raise Refusal(ContractNo.NOTHING_CHANGED)
    for value in wanted.values():
        refuse_wrong(session, house, row, value, made.read_on)
    everything = found_of(made, reads_all=True)
    made.rows = [
        replace(found, agreed=wanted.get(target, found.agreed)).kept(target) for target, found in everything.items()
    ]
    note(session, house, "contract_review_written", row, staff_id, review=str(made.kind))


def comments_of(review: ContractReview) -> dict[str, str]:
    """Return what each side says of the whole, by side, where it says something."""
    words = {str(side): getattr(review, f"{side}_comment") for side in ContractSide}
    return {side: text for side, text in words.items() if text}


def sides_of(session: Session, row: Contract, staff_id: int) -> list[str]:
    """Return the sides for which somebody writes: their own; of one without an account who is not the other side."""
    found = []
    for side, other in ((ContractSide.GIVER, ContractSide.TAKER), (ContractSide.TAKER, ContractSide.GIVER)):
        own = account_of(session, row, side)
        if own == staff_id or (own is None and account_of(session, row, other) != staff_id):
            found.append(str(side))
    return found


def take_back_review(
    session: Session, house: House, commune_id: int, contract_id: int, review_id: int, *, staff_id: int
) -> None:
    """Take a review back that not both have signed."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    made = get_review(session, row, review_id)
    made.settled_at = house.clock()
    note(session, house, "contract_review_taken_back", row, staff_id, review=str(made.kind))


def waiting_review(session: Session, contract_id: int) -> ContractReview | None:
    """Return the review that waits for signatures."""
    mine = (ContractReview.contract_id == contract_id, ContractReview.settled_at.is_(None))
    return session.scalar(select(ContractReview).where(*mine))


def get_review(session: Session, row: Contract, review_id: int) -> ContractReview:
    """Return a review of a contract that waits for signatures."""
    made = waiting_review(session, row.id)
    if made is None or made.id != review_id:
        raise Refusal(ContractNo.NO_SUCH_REVIEW)
    return made


def content_of(session: Session, row: Contract, matter_id: int) -> dict[str, Any]:
    """Return exactly what both sides sign, as JSON types."""
    made = get_review(session, row, matter_id)
    return {
        "contract": row.id,
        "review": [made.id, str(made.kind), made.read_on.isoformat()],
        "comments": [made.giver_comment, made.taker_comment],
        "rows": list(made.rows),
        "planned": [[target.id, target.planned] for target in targets_of(session, row.id)],
    }


def refuse_unready(session: Session, row: Contract, matter_id: int) -> None:
    """Refuse to let a review be signed that is none any more, or in which the sides agree on no value of a target."""
    refuse_unless_running(row)
    made = get_review(session, row, matter_id)
    if any(found.is_open for found in found_of(made, reads_all=True).values()):
        raise Refusal(ContractNo.SIDES_DIFFER)


def conclude(session: Session, house: House, row: Contract, matter_id: int, staff_id: int) -> None:
    """Let what both have signed be what was reached; the final review closes the contract and keeps what was kept."""
    made = get_review(session, row, matter_id)
    made.is_agreed, made.settled_at = True, house.clock()
    is_final = made.kind == ReviewKind.FINAL
    row.state = ContractState.CLOSED if is_final else ContractState.REVIEWED
    found = found_of(made, reads_all=True)
    for target in targets_of(session, row.id):
        value, comment = found[target.id].value, found[target.id].comment(row)
        if is_final or target.making == Making.NONE:  # what is made of others is made anew until the end
            write_result(session, house, target, value, made.read_on, comment, staff_id=staff_id, review_id=made.id)
        percent = percent_reached(target.planned, value, less_is_better=target.less_is_better)
        if is_final and percent:
            keep = keep_whole if percent >= FULL else keep_part
            keep(session, house, row, target, made.read_on, staff_id=staff_id)


def _said(draft: ReviewDraft, target_id: int, was: Found, *, sees_all: bool) -> Said:
    """Return what a side says of a target; who was shown an empty field takes nothing away."""
    value, comment = draft.rows.get(target_id, (None, ""))
    before = was.said.get(draft.side) or Said(was.read)
    if was.is_of_people and not sees_all and value is None:
        value, comment = before.value, comment or before.comment
    return Said(value, one_line(comment, LONGEST_COMMENT))


def _with(was: Found, side: str, said: Said, *, is_of_people: bool) -> Found:
    """Return what was found with what a side says now; on another value both agree anew."""
    before = was.said.get(side)
    agreed = was.agreed if before is not None and before.value == said.value else None
    is_giver = side == ContractSide.GIVER
    giver, taker = (said, was.taker) if is_giver else (was.giver, said)
    return Found(was.read, giver, taker, agreed, is_of_people)
