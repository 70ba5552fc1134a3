"""The activities of a commitment: promises with a start and an end, as the plan writes them.

An end that stands before its start is kept and pointed out; the promise has no day then, until somebody says which.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.phrases import Phrase
from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import ActionPlan, Commune, FollowUp, PlanActivity, PlanCommitment
from models.follow_up import FollowUpEventKind, Visibility
from services.action_plan.drafts import ActivityDraft
from services.action_plan.owning import get_commitment, names_of
from services.action_plan.reasons import PlanNo
from services.clock import day_in
from services.follow_ups.events import Step, write_event
from services.follow_ups.finding import OVER, get_follow_up
from services.follow_ups.importing import TableTerms, stage_table
from services.follow_ups.making import LONGEST_OCCASION, NewFollowUp, add_follow_up, text_of
from services.follow_ups.table import TableRow
from services.follow_ups.table_words import Column
from services.follow_ups.words import due_words
from services.follow_ups.written_days import ends_first, read_written
from services.house import House

ORIGIN = "plan_activity"
MOST = 60
"""Activities of one commitment: a list that somebody reads on a phone."""


def add_activity(
    session: Session, house: House, commune_id: int, commitment_id: int, draft: ActivityDraft, *, staff_id: int | None
) -> FollowUp:
    """Promise an activity, to be read by whoever reads the plan."""
    plan, commitment = get_commitment(session, commune_id, commitment_id)
    if (session.scalar(select(func.count()).where(PlanActivity.commitment_id == commitment.id)) or 0) >= MOST:
        raise Refusal(PlanNo.TOO_MANY, most=MOST)
    starts, ends = read_written(draft.starts), read_written(draft.ends)
    new = NewFollowUp(
        ORIGIN,
        draft.text,
        draft.owner,
        draft.person_id,
        ends.last,
        commitment.id,
        visibility=readers_of(plan),
        as_written={Column.START: starts.text, Column.DUE: ends.text},
    )
    row = add_follow_up(session, house, commune_id, new, staff_id=staff_id)
    session.get_one(PlanActivity, row.id).names = names_of(draft.names)
    session.flush()
    return row


def reword_activity(
    session: Session, house: House, commune_id: int, number: int, draft: ActivityDraft, *, staff_id: int | None
) -> None:
    """Say an activity in other words; its days and who is in charge stay, and the history keeps the words before.

    `Refusal` where they are the same.
    """
    row, activity = get_activity(session, commune_id, number)
    before, now = (row.text, activity.names), (text_of(draft.text), names_of(draft.names))
    tongues = sorted({*before[1], *now[1]})
    said = [(before[0], now[0]), *((before[1].get(tag, ""), now[1].get(tag, "")) for tag in tongues)]
    changed = [{"before": old, "now": new} for old, new in said if old != new]
    if not changed:
        raise Refusal(PlanNo.NOTHING_NEW)
    row.text, activity.names = now
    write_event(session, house, row, Step(FollowUpEventKind.WORDS, {"said": changed}), staff_id=staff_id)


def write_days(
    session: Session, house: House, commune_id: int, number: int, starts: str, ends: str, reason: str, *,
    staff_id: int | None,
) -> FollowUp:  # fmt: skip
    """Write other days for an activity, for a reason; its promised day is the end, where that is one and can be.

    Those of one that is done or given up are put right too, and nobody is told.
    """
    row, activity = get_activity(session, commune_id, number)
    before, why = (activity.starts or "", activity.ends or ""), one_line(reason)
    first, last = read_written(starts), read_written(ends)
    if (first.text, last.text) == before:
        raise Refusal(PlanNo.NOTHING_NEW)
    if any(before) and not why:
        raise Refusal(PlanNo.REASON_NEEDED)
    was_due = row.due_on
    activity.starts = first.text or None
    row.due_on = None if ends_first(first, last) else last.last
    details = {
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "before": was_due.isoformat() if was_due else "",
        "starts": first.text,
        "ends": last.text,
        "starts_before": before[0],
        "ends_before": before[1],
    }
    words: Sequence[Phrase] = [due_words(row, was_due)] if row.due_on != was_due and row.state not in OVER else []
    write_event(session, house, row, Step(FollowUpEventKind.DUE, details, why, words), staff_id=staff_id)
    return row


def stage_activities(
    session: Session, house: House, commune_id: int, commitment_id: int, rows: Sequence[TableRow], file_name: str, *,
    staff_id: int | None,
) -> int:  # fmt: skip
    """Keep a table of a commitment's activities until somebody has looked at it, and return its id."""
    plan, commitment = get_commitment(session, commune_id, commitment_id)
    today = day_in(house.clock(), session.get_one(Commune, commune_id).time_zone)
    occasion = next((title for title in plan.titles.values() if title), "")[:LONGEST_OCCASION]
    terms = TableTerms(ORIGIN, occasion, min(plan.first_on, today), readers_of(plan), file_name, commitment.id)
    return stage_table(session, house, commune_id, terms, rows, staff_id=staff_id)


def get_activity(session: Session, commune_id: int, number: int) -> tuple[FollowUp, PlanActivity]:
    """Return and lock the commune's activity of that number of promises."""
    row = get_follow_up(session, commune_id, number)
    found = session.get(PlanActivity, row.id)
    if found is None:
        raise Refusal(PlanNo.ACTIVITY_UNKNOWN)
    return row, found


def readers_of(plan: ActionPlan) -> Visibility:
    """Return who reads what the plan promises: staff alone until it is published."""
    return Visibility.PUBLIC if plan.published_at else Visibility.STAFF


def activities_of(session: Session, commitment: PlanCommitment) -> dict[int, PlanActivity]:
    """Return the activities of a commitment by the number of their promises."""
    query = select(FollowUp.number, PlanActivity).join(PlanActivity, PlanActivity.follow_up_id == FollowUp.id)
    rows = session.execute(query.where(PlanActivity.commitment_id == commitment.id))
    return {found[0]: found[1] for found in rows}
