"""A step of a project's works, as the history of the project tells it; the step itself is a promise like any other."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from bot.phrases import Phrase
from models import FollowUp, FollowUpEvent, Project
from models.follow_up import FollowUpEventKind, FollowUpState
from models.project import EventKind
from services.follow_ups.evidence import evidence_of
from services.house import House
from services.projects.events import Happened, project_with_works, write_event
from services.projects.follow import followers_of
from services.projects.words import milestone_moved_words, milestone_reached_words

ORIGIN = "milestone"
"""Promises of this origin are steps of projects."""


def tell_of_step(
    session: Session, house: House, row: FollowUp, event: FollowUpEvent, *, staff_id: int | None
) -> Collection[int]:
    """Write what happened to a step into the project's history; return the contacts who hear of it as its followers."""
    project = project_with_works(session, row.commune_id, row.origin_id or 0)
    happened = _happened(session, project, row, event)
    if happened is None:
        return ()
    write_event(session, house, project, happened, staff_id=staff_id)
    return followers_of(session, project.id) if happened.words is not None else ()


def _happened(session: Session, project: Project, row: FollowUp, event: FollowUpEvent) -> Happened | None:
    """Return what to write of it; None of a step that is only begun."""
    if event.kind == FollowUpEventKind.DUE and row.due_on is not None:
        words = milestone_moved_words(project, row.text, row.due_on)
        return _as_step("moved", row, event.note or "", words, due_on=row.due_on, before=event.details["before"])
    if event.kind == FollowUpEventKind.MADE or (event.details.get("before") in _OVER and row.state not in _OVER):
        return _as_step("planned", row, event.note or "", due_on=row.due_on)
    if row.state == FollowUpState.DONE:
        proof = evidence_of(session, row.id)[-1].words
        words = milestone_reached_words(project, row.text)
        return _as_step("reached", row, "", words, done_on=row.done_on, proof=proof)
    return _as_step("dropped", row, event.note or "") if row.state == FollowUpState.ABANDONED else None


_OVER = (FollowUpState.DONE, FollowUpState.ABANDONED)


def _as_step(step: str, row: FollowUp, note: str, words: Phrase | None = None, **known: Any) -> Happened:
    days = {name: value.isoformat() if isinstance(value, date) else value for name, value in known.items() if value}
    details = {"step": step, "title": row.text, "number": row.number, **days}
    return Happened(EventKind.MILESTONE, f"project_milestone_{step}", details, note, words)
