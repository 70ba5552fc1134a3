"""One project with everything its page shows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Follower, Project
from models.project import ProjectState
from services.projects.editing import may_change
from services.projects.events import WORKS_STATES
from services.projects.feedback import FeedbackRow, feedback_of
from services.projects.milestones import MilestoneView, milestones_of
from services.projects.photos import ProjectPhotoView, photos_of
from services.projects.proofs import unproven_projects
from services.projects.reading import ProjectHistory, ProjectRow, history_of, project_row
from services.projects.reports import ReportRow, reports_of


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One project, the history of its works, what people say of it and how many follow it.

    `is_proven` once it is done, on a day, with a proof: only then it counts as carried out. `may_change`: no vote holds
    it.
    """

    row: ProjectRow
    history: tuple[ProjectHistory, ...]
    feedback: tuple[FeedbackRow, ...]
    ratings: int
    rating_sum: int
    followers: int
    milestones: tuple[MilestoneView, ...] = ()
    photos: tuple[ProjectPhotoView, ...] = ()
    is_proven: bool = False
    reports: tuple[ReportRow, ...] = ()
    may_change: bool = False

    @property
    def has_works(self) -> bool:
        """Has it got its money, so that works can be reported?"""
        return ProjectState(self.row.view.state) in WORKS_STATES


def project_page(session: Session, commune_id: int, number: int) -> ProjectPage:
    """Return one project with its page; `Refusal` where there is none of that number."""
    row = project_row(session, commune_id, number)
    feedback, ratings, rating_sum = feedback_of(session, row.id)
    followers = session.scalar(select(func.count()).select_from(Follower).where(Follower.project_id == row.id))
    return ProjectPage(
        row=row,
        history=tuple(history_of(session, row.id)),
        feedback=tuple(feedback),
        ratings=ratings,
        rating_sum=rating_sum,
        followers=followers or 0,
        milestones=tuple(milestones_of(session, row.id)),
        photos=tuple(photos_of(session, row.id)),
        reports=tuple(reports_of(session, row.id)),
        may_change=may_change(session, session.get_one(Project, row.id)),
        is_proven=row.view.state == ProjectState.DONE and row.view.number not in unproven_projects(session, commune_id),
    )
