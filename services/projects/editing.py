"""Putting a project right while no vote holds it: its price, names, place and description.

Once the rules of its ballot are approved nothing changes: titles and prices stand in their digest. Works that have
their money are told of otherwise (`services.projects.changes`): what was voted stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import Phrase
from bot.sms.clean import clean_text
from budgeting.refusal import Refusal
from models import Commune, Cycle, Project, Proposal, Zone
from models.cycle import CycleState
from models.project import EventKind, ProjectState
from services.cycles.pots import RICHEST
from services.house import House
from services.numbering import hold
from services.projects.events import Happened, words_of, write_event
from services.projects.names import check_names
from services.projects.prices import PriceReason
from services.projects.reading import ProjectHistory, get_project, history_of
from services.projects.reasons import ProjectReason
from services.projects.words import price_words, renamed_words

LONGEST_TEXT = 2000
LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """Everything that may be put right of a project; cost in minor units, names by language.

    `code` says why the price changes, a `PriceReason`, `why` the same in words, needed for another reason. `seen` is
    how many changes stood in the history that was looked at, None where nobody looked.
    """

    cost: int | None
    titles: Mapping[str, str]
    short_names: Mapping[str, str]
    zone_id: int | None
    description: str
    code: str = ""
    why: str = ""
    seen: int | None = None


def may_change(session: Session, project: Project) -> bool:
    """May a project be put right now: no approved ballot holds it, or it was not chosen?"""
    if project.state == ProjectState.NOT_FUNDED:
        return True
    cycle = session.get(Cycle, project.cycle_id) if project.cycle_id else None
    return project.state == ProjectState.ON_BALLOT and (cycle is None or cycle.state == CycleState.DRAFT)


def change_project(
    session: Session, house: House, commune_id: int, project_id: int, given: ProjectDraft, *, staff_id: int | None
) -> Project:
    """Put a project right and keep before and after in its history; followers hear of a new price or a new name.

    Frozen rules of a draft that holds it are frozen no more. `Refusal` where a vote holds the project, or another has
    changed it since it was looked at.
    """
    cycle, project = _lock(session, commune_id, project_id)
    _check_seen(session, project, given.seen)
    if not may_change(session, project):
        raise Refusal(ProjectReason.HELD_BY_VOTE, number=project.number)
    names = check_names(session.get_one(Commune, commune_id).languages, given.titles, given.short_names)
    details = {**_new_price(project, given), **_new_names(project, *names), **_new_place(session, project, given)}
    if not details:
        return project
    _set(session, project, given, *names)
    if cycle is not None and cycle.state == CycleState.DRAFT:
        cycle.rules = cycle.rules_hash = None
    why = words_of(given.why, LONGEST_WHY) if "cost" in details else ""
    trail: dict[str, str | int] = {"cost": project.cost, "code": given.code} if "cost" in details else {}
    happened = Happened(EventKind.CHANGED, "project_changed", details, why, _words(project, details), trail)
    write_event(session, house, project, happened, staff_id=staff_id)
    return project


def _lock(session: Session, commune_id: int, project_id: int) -> tuple[Cycle | None, Project]:
    """Return a project and its cycle, both held: nobody approves its ballot, or chooses another, meanwhile."""
    hold(session, f"drafts-{commune_id}")
    bound = select(Project.cycle_id).where(Project.id == project_id, Project.commune_id == commune_id)
    query = select(Cycle).where(Cycle.id == session.scalar(bound)).with_for_update()
    cycle = session.scalar(query, execution_options={"populate_existing": True})
    return cycle, get_project(session, commune_id, project_id)


def _check_seen(session: Session, project: Project, seen: int | None) -> None:
    changes = changes_in(history_of(session, project.id))
    if seen is not None and len(changes) > seen:
        last = changes[0]
        raise Refusal(ProjectReason.CHANGED_MEANWHILE, who=last.who, at_moment=last.happened_at.isoformat())


def changes_in(history: Sequence[ProjectHistory]) -> list[ProjectHistory]:
    """Return what was put right of a project, newest first."""
    return [past for past in history if past.kind == EventKind.CHANGED]


def _new_price(project: Project, given: ProjectDraft) -> dict[str, Any]:
    if given.cost is None or not 0 < given.cost < RICHEST:
        raise Refusal(ProjectReason.PRICE_WRONG)
    if given.cost == project.cost:
        return {}
    if given.code not in set(PriceReason) or (given.code == PriceReason.OTHER and not words_of(given.why)):
        raise Refusal(ProjectReason.PRICE_REASON_NEEDED)
    return {"cost": [project.cost, given.cost], "code": given.code}


def _new_names(project: Project, titles: dict[str, str], short_names: dict[str, str]) -> dict[str, Any]:
    pairs = (("titles", project.titles, titles), ("short_names", project.short_names, short_names))
    changed = {part: [dict(before), after] for part, before, after in pairs if before != after}
    lost = any(after.get(tag) != name for before, after in changed.values() for tag, name in before.items())
    return {**changed, "renamed": lost} if changed else {}


def _new_place(session: Session, project: Project, given: ProjectDraft) -> dict[str, Any]:
    zone = session.get(Zone, given.zone_id) if given.zone_id else None
    if given.zone_id and (zone is None or zone.commune_id != project.commune_id):
        raise Refusal(ProjectReason.NO_SUCH_ZONE)
    before = session.get(Zone, project.zone_id) if project.zone_id else None
    moved = {"zone": [before.name if before else None, zone.name if zone else None]}
    said = {"description": True} if _text(given) != project.description else {}
    return {**(moved if project.zone_id != given.zone_id else {}), **said}


def _set(
    session: Session, project: Project, given: ProjectDraft, titles: dict[str, str], short_names: dict[str, str]
) -> None:
    project.cost = given.cost or project.cost
    project.titles, project.short_names = titles, short_names
    project.zone_id, project.description = given.zone_id, _text(given)
    proposal = session.get(Proposal, project.proposal_id) if project.proposal_id else None
    if proposal is not None:  # who asks for the proposal hears its price
        proposal.cost = project.cost


def _words(project: Project, details: Mapping[str, Any]) -> Phrase | None:
    """Return what followers hear: a new price, a new name; nothing of a translation that was added."""
    if "cost" in details:
        return price_words(project, details["cost"][0], PriceReason(details["code"]))
    return renamed_words(project) if details.get("renamed") else None


def _text(given: ProjectDraft) -> str:
    return clean_text(given.description).strip()[:LONGEST_TEXT]
