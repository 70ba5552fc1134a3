"""Proposals as the panel lists them, without who made them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from bot.ports import ProjectView, ProposalView
from models import Proposal, ProposalEvent, Staff, Study, Zone
from models.proposal import ProposalRefusal, ProposalState
from services.proposals.alike import similar_projects, similar_proposals
from services.proposals.backers import Backers, backers_of
from services.proposals.reading import UNDECIDED, count_supports, find_proposal, view_of
from services.proposals.voices import VoiceRow, voices_of
from services.sent_files import PhotoState, state_of_photo
from services.voting.paper import project_view


@dataclass(frozen=True, slots=True)
class StudyView:
    """Which department studies a proposal, "" where none does, who has it in hand, and until when."""

    department: str = ""
    staff_id: int | None = None
    who: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as staff see it; `refusal` is the code of `ProposalRefusal`."""

    id: int
    view: ProposalView
    channel: str
    language: str
    description: str
    refusal: str | None
    photo: PhotoState | None
    latitude: float | None
    longitude: float | None
    cycle_id: int | None
    made_at: datetime
    backers: Backers
    voices: tuple[VoiceRow, ...]
    study: StudyView


@dataclass(frozen=True, slots=True)
class ListedProposal:
    """A proposal as a row of the queue; `department` studies it until `due_on`, "" where none does."""

    reference: str
    title: str
    state: str
    zone: str | None
    supports: int
    made_at: datetime
    department: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ProposalPast:
    """One event of a proposal as staff read it."""

    state: str
    who: str
    note: str | None
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal with its history, and the proposals and projects that say nearly the same."""

    row: ProposalRow
    past: tuple[ProposalPast, ...]
    alike: tuple[ProposalRow, ...]
    projects: tuple[ProjectView, ...]

    @property
    def appeal(self) -> str:
        """Why the author does not agree, "" where they have not said."""
        return next((one.note or "" for one in self.past if one.state == ProposalState.APPEALED), "")


def proposals_page(
    session: Session,
    commune_id: int,
    *,
    state: str | None = None,
    limit: int = 20,
    offset: int = 0,
    only: Sequence[ColumnElement[bool]] = (),
) -> tuple[list[ListedProposal], int]:
    """Return proposals, the oldest undecided first, and how many there are in that state; `only` those it holds for."""
    query = _listed().where(Proposal.commune_id == commune_id, *only)
    if state in set(ProposalState):
        query = query.where(Proposal.state == state)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    waiting = Proposal.state.not_in(UNDECIDED)
    rows = session.execute(query.order_by(waiting, Proposal.made_at, Proposal.id).limit(limit).offset(offset))
    return [ListedProposal(*row) for row in rows], total


def proposal_page(session: Session, commune_id: int, reference: str) -> ProposalPage:
    """Return one proposal with what staff need to decide; `Refusal` where there is none."""
    proposal = find_proposal(session, commune_id, reference)
    alike = similar_proposals(session, commune_id, proposal.title, 5, but=proposal.id)
    projects = similar_projects(session, commune_id, proposal.title, 5)
    return ProposalPage(
        row=proposal_row(session, proposal),
        past=_past(session, proposal.id),
        alike=tuple(proposal_row(session, other) for other in alike),
        projects=tuple(project_view(one, None) for one in projects if one.proposal_id != proposal.id),
    )


def proposal_row(session: Session, proposal: Proposal) -> ProposalRow:
    """Return a proposal as staff see it."""
    return ProposalRow(
        id=proposal.id,
        view=view_of(session, proposal),
        channel=proposal.channel,
        language=proposal.language,
        description=proposal.description,
        refusal=str(proposal.refusal) if proposal.refusal else None,
        photo=state_of_photo(proposal.photo),
        latitude=proposal.latitude,
        longitude=proposal.longitude,
        cycle_id=proposal.cycle_id,
        made_at=proposal.made_at,
        backers=backers_of(session, proposal),
        voices=voices_of(session, proposal.id),
        study=_study(session, proposal.id),
    )


def refusal_of(code: str | None) -> ProposalRefusal | None:
    """Return the refusal of that code, None where there is none."""
    return ProposalRefusal(code) if code in set(ProposalRefusal) else None


def _listed() -> Select[str, str, str, str | None, int, datetime, str, date | None]:
    """Return the one query of a whole page: who asks for each row apart asks twelve times as often."""
    supports = count_supports(Proposal.id).correlate(Proposal).scalar_subquery()
    department = func.coalesce(Study.department, "")
    columns = (Proposal.reference, Proposal.title, Proposal.state, Zone.name, supports, Proposal.made_at, department)
    return (
        select(*columns, Study.due_on)
        .outerjoin(Zone, Zone.id == Proposal.zone_id)
        .outerjoin(Study, Study.proposal_id == Proposal.id)
    )


def _study(session: Session, proposal_id: int) -> StudyView:
    study = session.get(Study, proposal_id)
    if study is None:
        return StudyView()
    person = session.get(Staff, study.staff_id) if study.staff_id else None
    return StudyView(study.department, study.staff_id, person.name if person else "", study.due_on)


def _past(session: Session, proposal_id: int) -> tuple[ProposalPast, ...]:
    query = (
        select(ProposalEvent, Staff.name)
        .outerjoin(Staff, ProposalEvent.staff_id == Staff.id)
        .where(ProposalEvent.proposal_id == proposal_id)
        .order_by(ProposalEvent.happened_at.desc(), ProposalEvent.id.desc())
    )
    return tuple(
        ProposalPast(str(event.state), who or "", event.note, event.happened_at)
        for event, who in session.execute(query)
    )
