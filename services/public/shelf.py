"""What a commune's public pages have to show, by the rules of these pages: no page is offered that has nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Exists, exists, or_, select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from models import (
    ActionPlan,
    Commune,
    Contract,
    CountRun,
    Cycle,
    Document,
    FollowUp,
    IndicatorChoices,
    IndicatorSnapshot,
    InformationRequest,
    Project,
    PublicSession,
)
from models.cycle import CycleState
from models.follow_up import Visibility
from services.budgets.archive import Archive
from services.contracts.finding import readable_by as contract_readable_by
from services.follow_ups.finding import EVERYBODY
from services.house import House
from services.public.commune import heard_lines


@dataclass(frozen=True, slots=True)
class Shelf:
    """Is there anything of it to read? `line` is whether citizens can write, by SMS or by chat."""

    budget: bool
    projects: bool
    results: bool
    requests: bool
    documents: bool
    follow_ups: bool
    sessions: bool
    action_plan: bool
    contracts: bool
    indicators: bool
    line: bool


def shelf_of(session: Session, house: House, commune_id: int) -> Shelf:
    """Return what a commune has to show; what is prepared, hidden or withdrawn is not there.

    What is known of its money is remembered in the memory of the house, as `open_book` does.
    """
    archive = Archive(session, session.get_one(Commune, commune_id), house.memory)
    projects = exists().where(Project.commune_id == commune_id)
    results = exists().where(
        CountRun.cycle_id == Cycle.id,
        Cycle.commune_id == commune_id,
        Cycle.state.in_((CycleState.APPROVED, CycleState.CLOSED)),
        CountRun.published_at.is_not(None),
    )
    documents = exists().where(Document.commune_id == commune_id, Document.withdrawn_at.is_(None))
    promised = exists().where(FollowUp.commune_id == commune_id, FollowUp.visibility == Visibility.PUBLIC)
    met = exists().where(PublicSession.commune_id == commune_id)
    planned = exists().where(ActionPlan.commune_id == commune_id, ActionPlan.published_at.is_not(None))
    frozen = exists().where(IndicatorSnapshot.commune_id == commune_id, IndicatorSnapshot.published_at.is_not(None))
    asked = {
        "projects": projects,
        "results": results,
        "requests": _asked(commune_id),
        "documents": documents,
        "follow_ups": promised,
        "sessions": met,
        "action_plan": planned,
        "contracts": exists().where(Contract.commune_id == commune_id, contract_readable_by(EVERYBODY)),
        "indicators": frozen,
    }
    row = session.execute(select(*(found.label(name) for name, found in asked.items()))).one()
    has_budget, has_line = any(archive.candidates(side) for side in Side), bool(heard_lines(session, house, commune_id))
    found = {name: bool(there) for name, there in row._mapping.items()}
    chosen = session.get(IndicatorChoices, commune_id)
    found["indicators"] |= bool(chosen and chosen.published)
    return Shelf(budget=has_budget, line=has_line, **found)


def _asked(commune_id: int) -> Exists:
    """Was anything asked that counts in the register? A try-out counts in a demonstration alone."""
    return exists().where(
        InformationRequest.commune_id == Commune.id,
        Commune.id == commune_id,
        InformationRequest.was_handed_in,
        or_(Commune.is_demo, InformationRequest.is_simulated.is_(False)),
    )
