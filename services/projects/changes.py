"""What changes of funded works beside how far they are: who builds them, when they are ready, what is built.

The price that was voted and the votes never change: nothing here writes them.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Project
from models.project import EventKind, ProjectState
from services.house import House
from services.projects.delays import DelayReason
from services.projects.events import Happened, project_with_works, words_of, write_event
from services.projects.reasons import ProjectReason
from services.projects.words import contractor_words, delay_words, scope_words

GREATEST = 2**62


def set_contractor(
    session: Session,
    house: House,
    commune_id: int,
    project_id: int,
    company: str,
    amount: int | None,
    *,
    staff_id: int | None,
) -> Project:
    """Publish which company builds, for how much in minor units; told again only when one of them changes."""
    project, name = project_with_works(session, commune_id, project_id), words_of(company)
    if not name:
        raise Refusal(ProjectReason.CONTRACTOR_NEEDED)
    if amount is None or not 0 < amount < GREATEST:
        raise Refusal(ProjectReason.CONTRACT_WRONG)
    if (project.contractor, project.contract) == (name, amount):
        return project
    project.contractor, project.contract = name, amount
    details = {"company": name, "amount": amount}
    words = contractor_words(project)
    happened = Happened(EventKind.CONTRACTOR, "project_contractor_set", details, words=words)
    write_event(session, house, project, happened, staff_id=staff_id)
    return project


def report_delay(
    session: Session,
    house: House,
    commune_id: int,
    project_id: int,
    code: str,
    reason: str,
    due_on: date,
    *,
    staff_id: int | None,
) -> Project:
    """Promise the works by a later day, for a reason of the list and one in words."""
    project, why = project_with_works(session, commune_id, project_id), words_of(reason, 500)
    if project.state not in (ProjectState.FUNDED, ProjectState.UNDER_WAY):
        raise Refusal(ProjectReason.NOT_BEING_BUILT, number=project.number)
    if code not in set(DelayReason) or not why:
        raise Refusal(ProjectReason.DELAY_REASON_NEEDED)
    if project.due_on is not None and due_on <= project.due_on:
        raise Refusal(ProjectReason.NOT_LATER)
    before = project.due_on.isoformat() if project.due_on else None
    project.due_on = due_on
    details = {"code": code, "due_on": due_on.isoformat(), "before": before}
    words = delay_words(project, DelayReason(code))
    happened = Happened(EventKind.DELAY, "project_delayed", details, why, words)
    write_event(session, house, project, happened, staff_id=staff_id)
    return project


def change_scope(
    session: Session,
    house: House,
    commune_id: int,
    project_id: int,
    change: str,
    reason: str,
    *,
    staff_id: int | None,
) -> Project:
    """Say what is built otherwise than was voted, and why; what was voted stands beside it for ever."""
    project = project_with_works(session, commune_id, project_id)
    said, why = words_of(change, 500), words_of(reason, 500)
    if not (said and why):
        raise Refusal(ProjectReason.SCOPE_REASON_NEEDED)
    words = scope_words(project, said, why)
    happened = Happened(EventKind.SCOPE, "project_scope_changed", {"change": said}, why, words)
    write_event(session, house, project, happened, staff_id=staff_id)
    return project
