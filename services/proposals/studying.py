"""Which department studies whether an idea can be built, and by when: written down, told to the authors, and public.

The department is public (`TRACK P-26-0007` says it); who of the staff has it in hand is for staff alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.phrases import Day, Phrase, Value, _
from bot.sms.clean import one_line
from bot.wording import Clipped
from budgeting.refusal import Refusal
from models import Commune, Proposal, Staff, Study
from services.audit import record
from services.clock import day_in
from services.house import House
from services.proposals.authors import tell_authors
from services.proposals.queue import ListedProposal, proposals_page
from services.proposals.reading import UNDECIDED, get_proposal
from services.proposals.reasons import ProposalReason

LONGEST_DEPARTMENT = 80
TOLD = 40
"""Characters of a department in an SMS."""
MOST_DEPARTMENTS = 12
MINE, LATE, UNASSIGNED = "study_mine", "study_late", "study_none"
BY = "study_by:"
"""Begins the name of a list of one department's proposals."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who studies a proposal: a department, a member of staff where one is named, the last day where one is set."""

    department: str
    staff_id: int | None = None
    due_on: date | None = None


def assign_study(
    session: Session, house: House, commune_id: int, proposal_id: int, given: Assignment, *, staff_id: int | None
) -> Study:
    """Give an undecided proposal to a department; its authors are told once for each department that gets it."""
    proposal = get_proposal(session, commune_id, proposal_id)
    department = one_line(given.department, LONGEST_DEPARTMENT)
    if no := _why_not(session, house, proposal, department, given):
        raise no
    study = session.get(Study, proposal.id)
    is_new = study is None or study.department != department
    if study is None:
        study = Study(proposal_id=proposal.id)
        session.add(study)
    study.department, study.staff_id, study.due_on, study.made_at = (
        department, given.staff_id, given.due_on, house.clock(),
    )  # fmt: skip
    session.flush()
    _record(session, house, proposal, study, staff_id)
    if is_new:
        tell_authors(session, house, proposal, studied_words(proposal, study))
    return study


def study_page(
    session: Session,
    commune_id: int,
    *,
    staff_id: int,
    today: date,
    state: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> tuple[list[ListedProposal], int]:
    """Return proposals as `proposals_page` does, or those still to study: mine, late, of nobody, of a department."""
    of_all = select(Study.proposal_id)
    which = {
        MINE: lambda: Proposal.id.in_(of_all.where(Study.staff_id == staff_id)),
        LATE: lambda: Proposal.id.in_(of_all.where(Study.due_on < today)),
        UNASSIGNED: lambda: Proposal.id.not_in(of_all),
    }
    only: list[ColumnElement[bool]] = []
    if state in which:
        only = [which[state](), Proposal.state.in_(UNDECIDED)]
    elif state and state.startswith(BY):
        of_department = of_all.where(Study.department == state.removeprefix(BY))
        only = [Proposal.id.in_(of_department), Proposal.state.in_(UNDECIDED)]
    return proposals_page(session, commune_id, state=state, limit=limit, offset=offset, only=only)


def departments_of(session: Session, commune_id: int) -> list[str]:
    """Return the departments that a commune's proposals were given to, those named most first."""
    query = select(Study.department).join(Proposal, Proposal.id == Study.proposal_id)
    counted = query.where(Proposal.commune_id == commune_id).group_by(Study.department)
    return list(session.scalars(counted.order_by(func.count().desc(), Study.department).limit(MOST_DEPARTMENTS)))


def studied_words(proposal: Proposal, study: Study) -> Phrase:
    """Return who studies an idea, and until when where a day is set."""
    values: dict[str, Value] = {"reference": proposal.reference, "step": Clipped(study.department, TOLD)}
    if study.due_on:
        return _(
            "Your proposal %(reference)s is being studied by: %(step)s, until %(due_on)s.",
            due_on=Day(study.due_on),
            **values,
        )
    return _("Your proposal %(reference)s is being studied by: %(step)s.", **values)


def _why_not(session: Session, house: House, proposal: Proposal, department: str, given: Assignment) -> Refusal | None:
    if proposal.state not in UNDECIDED:
        return Refusal(ProposalReason.DECIDED, reference=proposal.reference)
    if not department:
        return Refusal(ProposalReason.DEPARTMENT_NEEDED)
    person = session.get(Staff, given.staff_id) if given.staff_id else None
    if given.staff_id and (person is None or person.commune_id != proposal.commune_id or not person.active):
        return Refusal(ProposalReason.NO_SUCH_STAFF)
    zone = session.get_one(Commune, proposal.commune_id).time_zone
    if given.due_on and given.due_on < day_in(house.clock(), zone):
        return Refusal(ProposalReason.STUDY_DAY_PAST)
    return None


def _record(session: Session, house: House, proposal: Proposal, study: Study, staff_id: int | None) -> None:
    due = {"due_on": study.due_on.isoformat()} if study.due_on else {}
    record(
        session,
        house,
        act="proposal_study_assigned",
        subject="proposal",
        subject_id=proposal.id,
        details={"reference": proposal.reference, "department": study.department, **due},
        staff_id=staff_id,
        commune_id=proposal.commune_id,
    )
