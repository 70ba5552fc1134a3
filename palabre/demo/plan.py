"""The demonstration's action plan: two commitments, one with dates that do not fit, judged by what it counts itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from budgeting.quantities import read_quantity
from models import Commune
from services.action_plan.activities import add_activity
from services.action_plan.commitments import add_commitment
from services.action_plan.drafts import ActivityDraft, CommitmentDraft, IndicatorDraft, PlanDraft
from services.action_plan.measuring import add_indicator, write_reading
from services.action_plan.writing import add_plan, publish_plan
from services.clock import day_in
from services.follow_ups.moving import Move, move
from services.house import House


def write_plan(session: Session, house: House, commune: Commune, data: dict[str, Any], staff: int) -> None:
    """Write the plan down as staff would and publish it; its months are counted from today's."""
    today, who = day_in(house.clock(), commune.time_zone), {"staff_id": staff}
    first, last = month_after(today, data["first"]), month_after(today, data["last"] + 1) - timedelta(days=1)
    plan = add_plan(session, house, commune.id, PlanDraft(data["titles"], first, last, data["partner"]), **who)
    for found in data["commitment"]:
        said = (found["titles"], found["problems"], found["solutions"], tuple(found["principles"]))
        draft = CommitmentDraft(found["number"], *said, found["services"], found.get("partners", ""))
        commitment = add_commitment(session, house, commune.id, plan, draft, **who)
        for one in found["activities"]:
            starts, ends = (f"{month_after(today, one[name]):%m/%Y}" for name in ("starts", "ends"))
            activity = ActivityDraft(one["text"], one["names"], starts, ends, one["owner"])
            row = add_activity(session, house, commune.id, commitment, activity, **who)
            move(session, house, commune.id, row.number, Move(one["state"], "Démonstration"), **who)
        for one in found["indicators"]:
            _write_indicator(session, house, commune.id, commitment, one, today, staff)
    publish_plan(session, house, commune.id, plan, **who)


def month_after(today: date, months: int) -> date:
    """Return the first day of the month so many months after today's, or before."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _write_indicator(
    session: Session, house: House, commune_id: int, commitment: int, one: dict[str, Any], today: date, staff: int
) -> None:
    words = (one["judges"], one.get("key", ""), one.get("names", {}), one.get("unit", ""))
    draft = IndicatorDraft(*words, target=read_quantity(one["target"]))
    number = add_indicator(session, house, commune_id, commitment, draft, staff_id=staff)
    if (value := read_quantity(one.get("reading", ""))) is not None:
        write_reading(session, house, commune_id, commitment, number, today, value, one["source"], staff_id=staff)
