"""A vote between its opening and its result, as people are told of it: what its projects and they wait for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.ports import ProjectView
from budgeting.refusal import Refusal
from models import Cycle
from models.project import ProjectState
from services.cycles.phases import count_of
from services.cycles.result import has_result
from services.voting.paper import Poll

AHEAD, COUNTED = "vote_ahead", "being_counted"
"""Where a project of an approved ballot stands before its vote opens, and from its closing until the result is out."""


class Awaited(StrEnum):
    """Why a vote has no result yet."""

    STILL_OPEN = "vote_still_open"
    COUNT_DUE = "vote_count_due"
    COUNTED_NOW = "vote_counted_now"


def as_polled(
    session: Session, views: Iterable[ProjectView], polls: Sequence[Poll], now: datetime
) -> list[ProjectView]:
    """Return projects with what they wait for where their vote is ahead or over; what was decided stays as it is."""
    due: dict[int, datetime | None] = {}
    return [_as_polled(session, view, polls, now, due) for view in views]


def _as_polled(
    session: Session, view: ProjectView, polls: Sequence[Poll], now: datetime, due: dict[int, datetime | None]
) -> ProjectView:
    if view.state != ProjectState.ON_BALLOT:
        return view
    poll = next((poll for poll in polls if any(one.number == view.number for one in poll.projects)), None)
    if poll is None or poll.opens_at <= now < poll.closes_at:
        return view
    if now < poll.opens_at:
        return replace(view, state=AHEAD, awaited_at=poll.opens_at)
    if poll.cycle_id not in due:
        due[poll.cycle_id] = _due_at(session, poll, now)
    return replace(view, state=COUNTED, awaited_at=due[poll.cycle_id])


def ballot_first(views: Iterable[ProjectView], polls: Sequence[Poll], now: datetime) -> list[ProjectView]:
    """Return projects with those of the open vote first, then those of a vote ahead; else their order stays."""
    opens = {
        project.number: max(poll.opens_at, now) for poll in polls if poll.closes_at > now for project in poll.projects
    }
    return sorted(views, key=lambda view: (view.number not in opens, opens.get(view.number, now)))


def why_no_result(session: Session, poll: Poll, now: datetime) -> Refusal | None:
    """Return what a vote without a result waits for: its closing, or its count; None where it waits for neither."""
    if now < poll.opens_at or has_result(session, poll.cycle_id):
        return None
    if now < poll.closes_at:
        return Refusal(Awaited.STILL_OPEN, closes_at=poll.closes_at.isoformat())
    due, closed = _due_at(session, poll, now), poll.closes_at.isoformat()
    if due is None:
        return Refusal(Awaited.COUNTED_NOW, closes_at=closed)
    return Refusal(Awaited.COUNT_DUE, closes_at=closed, due_at=due.isoformat())


def _due_at(session: Session, poll: Poll, now: datetime) -> datetime | None:
    """Return when a result is due, None where the plan does not say or the day has passed."""
    count = count_of(session, session.get_one(Cycle, poll.cycle_id))
    return count.closes_at if count and count.closes_at and count.closes_at > now else None
