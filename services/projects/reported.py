"""What became of a report of works, told to whoever has its reference; the answer to its sender alone."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import ReportView
from budgeting.refusal import Refusal
from models import Commune, Contact, Project, WorksReport
from models.works import ReportState
from services.clock import day_in
from services.projects.reports import ReportOutcome
from services.requests.authors import is_author
from services.requests.reasons import RequestNo


def find_report(session: Session, commune: Commune, reference: str, contact: Contact | None) -> ReportView:
    """Return the commune's report of that reference as a contact may see it; `Refusal` where there is none."""
    query = select(WorksReport).where(WorksReport.commune_id == commune.id, WorksReport.reference == reference)
    row = session.scalar(query)
    if row is None:
        raise Refusal(RequestNo.NO_SUCH_REFERENCE, reference=reference)
    return view_of(session, row, commune, contact)


def view_of(session: Session, row: WorksReport, commune: Commune, contact: Contact | None) -> ReportView:
    """Return a report as a contact may see it."""
    is_own = is_author(session, row, contact.id if contact else None)
    return ReportView(
        reference=row.reference,
        number=session.get_one(Project, row.project_id).number,
        state="repaired" if row.outcome == ReportOutcome.REPAIRED else str(row.state),
        made_on=day_in(row.made_at, commune.time_zone),
        answer=row.answer if is_own and row.state != ReportState.OPEN else None,
    )


def references_of(session: Session, commune_id: int, contact_ids: Collection[int], *, limit: int = 5) -> list[str]:
    """Return the references of what some contacts report, newest first."""
    mine = (WorksReport.commune_id == commune_id, WorksReport.contact_id.in_(contact_ids))
    return list(
        session.scalars(select(WorksReport.reference).where(*mine).order_by(WorksReport.id.desc()).limit(limit))
    )
