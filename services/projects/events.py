"""One thing that happened to a project's works: written into its history and the trail, told to its followers once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from bot.phrases import Phrase
from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from models import Project, ProjectEvent
from models.project import EventKind, ProjectState
from services.audit import record
from services.house import House
from services.projects.follow import tell_followers
from services.projects.reading import get_project
from services.projects.reasons import ProjectReason
from services.revision import grow_revision

LONGEST_NOTE = 1000
LONGEST_NAME = 200
WORKS_STATES = (ProjectState.FUNDED, ProjectState.UNDER_WAY, ProjectState.DONE, ProjectState.ABANDONED)


@dataclass(frozen=True, slots=True)
class Happened:
    """What to write of it: its kind, what is public beside the state, why in words, and what followers hear.

    `trail` is what stands in the trail beside the number.
    """

    kind: EventKind
    act: str
    details: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    words: Phrase | None = None
    trail: Mapping[str, str | int] = field(default_factory=dict)


def project_with_works(session: Session, commune_id: int, project_id: int) -> Project:
    """Return and lock a project that got its money; `Refusal` where there is none, or none yet."""
    project = get_project(session, commune_id, project_id)
    if project.state not in WORKS_STATES:
        raise Refusal(ProjectReason.NOT_FUNDED, number=project.number)
    return project


def write_event(
    session: Session, house: House, project: Project, happened: Happened, *, staff_id: int | None
) -> ProjectEvent:
    """Keep the event with who and when, put it into the trail, and tell whoever follows."""
    event = ProjectEvent(
        project_id=project.id,
        state=project.state,
        progress=project.progress,
        spent=project.spent,
        note=words_of(happened.note, LONGEST_NOTE) or None,
        kind=happened.kind,
        details=dict(happened.details),
        staff_id=staff_id,
        happened_at=house.clock(),
    )
    session.add(event)
    session.flush()
    grow_revision(session, project.commune_id)
    _into_the_trail(session, house, project, happened, staff_id)
    if happened.words is not None:
        tell_followers(session, house, project.id, happened.words)
    return event


def words_of(text: str, most: int = LONGEST_NAME) -> str:
    """Return what staff typed, cleaned and no longer than it may be."""
    return one_line(text, most)


def _into_the_trail(session: Session, house: House, project: Project, happened: Happened, staff_id: int | None) -> None:
    record(
        session,
        house,
        act=happened.act,
        subject="project",
        subject_id=project.id,
        details={"number": project.number, **happened.trail},
        staff_id=staff_id,
        commune_id=project.commune_id,
    )
