"""An activity of the open-government action plan; its start and its end are kept as the plan writes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _
from models import ActionPlan, FollowUp, FollowUpEvent, PlanActivity, PlanCommitment
from models.follow_up import FollowUpEventKind, Visibility
from services.follow_ups.origin import Origin, Source, Sources
from services.follow_ups.table_words import Column
from services.follow_ups.written_days import LONGEST, ends_first, read_written
from services.house import House


def sources(session: Session, commune_id: int, ids: Collection[int]) -> Sources:
    """Return commitments by their titles; those of a plan that is no more published have no page for everybody."""
    query = select(PlanCommitment, ActionPlan.published_at).join(ActionPlan, ActionPlan.id == PlanCommitment.plan_id)
    mine = (ActionPlan.commune_id == commune_id, PlanCommitment.id.in_(ids))
    return {
        row.id: Source(
            {language: f"{row.number}. {title}" for language, title in row.titles.items() if title},
            f"action-plan/commitments/{row.id}" if published_at else None,
            f"plan-commitments/{row.id}",
        )
        for row, published_at in session.execute(query.where(*mine))
    }


def hears(session: Session, house: House, row: FollowUp, event: FollowUpEvent, staff_id: int | None) -> Collection[int]:  # noqa: ARG001 - as others
    """Keep the days of a new activity as they were written, and a day that staff promise later as its end."""
    if row.origin_id is None:
        return ()
    if event.kind is FollowUpEventKind.MADE:
        written = row.as_written
        ends = written.get(Column.DUE, "") or (_iso(row.due_on) or "")
        session.add(
            PlanActivity(
                follow_up_id=row.id,
                commitment_id=row.origin_id,
                starts=written.get(Column.START, "")[:LONGEST] or None,
                ends=ends[:LONGEST] or None,
            )
        )
    elif event.kind is FollowUpEventKind.DUE:
        session.get_one(PlanActivity, row.id).ends = event.details.get("ends", _iso(row.due_on))
    session.flush()
    return ()


def due_day(written: Mapping[str, str], due_on: date | None) -> date | None:
    """Return the day that was read, none where it stands before the start: nobody knows which of the two is wrong."""
    starts, ends = read_written(written.get(Column.START, "")), read_written(written.get(Column.DUE, ""))
    return None if ends_first(starts, ends) else due_on


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


ORIGIN = Origin(
    "plan_activity",
    40,
    _("Activity of the action plan"),
    Visibility.PUBLIC,
    sources,
    hears,
    due_day=due_day,
)
