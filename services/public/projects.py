"""One project as anybody may read it, with the history of its works and what people think of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import ProjectView
from models import Commune, Cycle, Project
from models.project import EventKind, ProjectState
from services.clock import day_in
from services.house import House
from services.projects.milestones import MilestoneView, milestones_of
from services.projects.opinions import OpinionTold, public_opinion
from services.projects.photos import ProjectPhotoView, photos_of
from services.projects.reading import find_project, history_of, project_views, standing_of, view_of
from services.projects.reports import people_reporting
from services.voting.awaited import as_polled, ballot_first
from services.voting.paper import polls_of
from services.voting.reader_order import ballots_in_reader_order

SMALLEST_GROUP = 5
"""Of fewer people nothing is broken down in public: who is one of them could be told."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of the works; money in minor units, `details` as its kind has them.

    `reason` is said only where it was announced: works given up, late or changed.
    """

    state: str
    progress: int
    spent: int
    reason: str | None
    happened_at: datetime
    kind: str = EventKind.WORKS
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublicProject:
    """A project, its cycle, its history (newest first), its ratings and how many people report something now.

    Neither is shown before there are five, and ratings move by steps of five people; `opinion` is how many said yes, a
    little and no of whether it serves, None of an answer that fewer than five gave.
    `former_number` is the one from before a draw.
    """

    view: ProjectView
    cycle: str | None
    done_on: date | None
    history: tuple[Moment, ...]
    ratings: int | None
    rating_sum: int
    contractor: str | None = None
    contract: int | None = None
    milestones: tuple[MilestoneView, ...] = ()
    photos: tuple[ProjectPhotoView, ...] = ()
    reporting: int | None = None
    opinion: OpinionTold | None = None
    former_number: int | None = None


def project_page(session: Session, commune_id: int, number: int, house: House | None = None) -> PublicProject:
    """Return the commune's project of that number; `Refusal` where there is none.

    With a house it is told as of now: what it waits for, where its vote is ahead or over.
    """
    project = find_project(session, commune_id, number)
    found = _public(session, project, view_of(session, project))
    if house is None:
        return found
    view = _as_of_now(session, house, commune_id, [found.view])[0]
    return replace(found, view=view, opinion=public_opinion(session, project.id, house.clock()))


def public_projects(session: Session, house: House, commune_id: int) -> list[ProjectView]:
    """Return every project as of now: those of a vote open or ahead first, in the order of the day, then by number.

    Pages are kept in caches and know no reader: each day is one.
    """
    commune, now = session.get_one(Commune, commune_id), house.clock()
    polls, day = polls_of(session, house, commune), day_in(now, commune.time_zone).isoformat()
    views = as_polled(session, project_views(session, commune_id), polls, now)
    return ballot_first(ballots_in_reader_order(house, f"day {day}", views, polls, now), polls, now)


def has_vote_ahead(session: Session, house: House, commune_id: int) -> bool:
    """Is a vote open, or still to come, whose ballot is approved?"""
    polls = polls_of(session, house, session.get_one(Commune, commune_id))
    return any(poll.closes_at > house.clock() for poll in polls)


def _as_of_now(session: Session, house: House, commune_id: int, views: list[ProjectView]) -> list[ProjectView]:
    polls = polls_of(session, house, session.get_one(Commune, commune_id))
    return as_polled(session, views, polls, house.clock())


def open_projects(session: Session, commune_id: int) -> list[PublicProject]:
    """Return every project by number, for open data."""
    views = {view.number: view for view in project_views(session, commune_id)}
    query = select(Project).where(Project.commune_id == commune_id, Project.number.in_(views)).order_by(Project.number)
    return [_public(session, project, views[project.number]) for project in session.scalars(query)]


def _public(session: Session, project: Project, view: ProjectView) -> PublicProject:
    cycle = session.get(Cycle, project.cycle_id) if project.cycle_id else None
    steps = milestones_of(session, project.id)
    return PublicProject(
        view=replace(view, state=standing_of(project, cycle.state if cycle else None)),
        cycle=cycle.title if cycle else None,
        done_on=project.done_on,
        history=tuple(_history(session, project.id, {one.number for one in steps if not one.is_public})),
        ratings=project.told_ratings or None,
        rating_sum=project.told_rating_sum,
        contractor=project.contractor,
        contract=project.contract,
        former_number=project.former_number,
        milestones=tuple(one for one in steps if one.is_public),
        photos=tuple(photos_of(session, project.id)),
        reporting=reporting if (reporting := _reporting(session, project)) >= SMALLEST_GROUP else None,
    )


def _reporting(session: Session, project: Project) -> int:
    return people_reporting(session, project.commune_id).get(project.id, 0)


def _history(session: Session, project_id: int, hidden: Collection[int]) -> Sequence[Moment]:
    """Return what happened to a project, but for the steps whose promises are hidden, by their numbers."""
    return [
        Moment(
            state=event.state,
            progress=event.progress,
            spent=event.spent,
            reason=event.note if event.kind != EventKind.WORKS or event.state == ProjectState.ABANDONED else None,
            happened_at=event.happened_at,
            kind=event.kind,
            details=event.details,
        )
        for event in history_of(session, project_id)
        if event.details.get("number") not in hidden
    ]
