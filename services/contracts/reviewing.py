"""Mid-term and final reviews: of each target what was reached and what there is to say; both sides sign.

What would tell of fewer than five people is not filled in: whoever writes a review chooses to tell it, and of a review
that waits or is of mid-term its two sides and administrators alone read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import one_line
from budgeting.achievement import FULL, percent_reached
from budgeting.refusal import Refusal
from models import Contract, ContractReview, ContractTarget
from models.contract import ContractState, Making, ReviewKind
from services.contracts.agreeing import today_of
from services.contracts.amending import refuse_while_open
from services.contracts.figures import figures_of
from services.contracts.finding import ANYBODY, get_contract, note, reads_all, refuse_unless_running, targets_of
from services.contracts.followed import keep
from services.contracts.found import Found, found_of
from services.contracts.reasons import ContractNo
from services.contracts.results import LONGEST_COMMENT, refuse_wrong, write_result
from services.follow_ups.finding import reader_of
from services.house import House


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """A review as it was filled in: `rows` are what was reached and the comment by target; None where no data is."""

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
    rows = [_row(one, figures[one.id].value, "", is_of_few=figures[one.id].is_kept_back) for one in found]
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
    """Write what was found into a review; who signed what it said before signs again."""
    row = get_contract(session, commune_id, contract_id, staff_id)
    made = get_review(session, row, review_id)
    targets = targets_of(session, row.id)
    figures, before = figures_of(session, targets, ANYBODY), found_of(made, reads_all=True)
    sees_all = reads_all(row, reader_of(session, staff_id))
    rows = []
    for target in targets:
        value, comment = draft.rows.get(target.id, (None, ""))
        was = before.get(target.id, Found(None, ""))
        if was.is_of_few and not sees_all and value is None:  # they were shown an empty field
            value, comment = was.value, comment or was.comment
        refuse_wrong(session, house, row, value, draft.read_on)
        rows.append(_row(target, value, comment, is_of_few=was.is_of_few or figures[target.id].is_kept_back))
    made.rows, made.read_on = rows, draft.read_on
    made.comment = one_line(draft.comment, LONGEST_COMMENT) or None
    note(session, house, "contract_review_written", row, staff_id, review=str(made.kind))


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
        "comment": made.comment,
        "rows": list(made.rows),
        "planned": [[target.id, target.planned] for target in targets_of(session, row.id)],
    }


def refuse_unready(session: Session, row: Contract, matter_id: int) -> None:
    """Refuse to let a review be signed that is none any more."""
    refuse_unless_running(row)
    get_review(session, row, matter_id)


def conclude(session: Session, house: House, row: Contract, matter_id: int, staff_id: int) -> None:
    """Let what both have signed be what was reached; the final review closes the contract and keeps what was kept."""
    made = get_review(session, row, matter_id)
    made.is_agreed, made.settled_at = True, house.clock()
    is_final = made.kind == ReviewKind.FINAL
    row.state = ContractState.CLOSED if is_final else ContractState.REVIEWED
    found = {each["target"]: each for each in made.rows}
    for target in targets_of(session, row.id):
        value, comment = found[target.id]["value"], found[target.id]["comment"]
        if is_final or target.making == Making.NONE:  # what is made of others is made anew until the end
            write_result(session, house, target, value, made.read_on, comment, staff_id=staff_id, review_id=made.id)
        percent = percent_reached(target.planned, value, less_is_better=target.less_is_better)
        if is_final and percent is not None and percent >= FULL:
            keep(session, house, row, target, made.read_on, staff_id=staff_id)


def _row(target: ContractTarget, value: int | None, comment: str, *, is_of_few: bool) -> dict[str, Any]:
    said = one_line(comment, LONGEST_COMMENT)
    return {"target": target.id, "value": value, "comment": said, "is_of_few": is_of_few}
