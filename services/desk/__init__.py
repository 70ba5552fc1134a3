"""The real desk: what a dialogue can see and do, bound to one visitor, one message and one transaction."""

from __future__ import annotations

from services.desk.action_plan import ActionPlanDesk
from services.desk.budgets import BudgetDesk
from services.desk.documents import DocumentDesk
from services.desk.follow_ups import FollowUpDesk
from services.desk.learning import LearningDesk
from services.desk.news import NewsDesk
from services.desk.offers import OfferDesk
from services.desk.people import PeopleDesk
from services.desk.projects import ProjectDesk
from services.desk.proposals import ProposalDesk
from services.desk.requests import RequestDesk
from services.desk.rooms import RoomDesk
from services.desk.sessions import SessionDesk
from services.desk.votes import VoteDesk


class Desk(
    PeopleDesk,
    OfferDesk,
    NewsDesk,
    DocumentDesk,
    BudgetDesk,
    RequestDesk,
    ProposalDesk,
    ProjectDesk,
    FollowUpDesk,
    SessionDesk,
    ActionPlanDesk,
    RoomDesk,
    VoteDesk,
    LearningDesk,
):
    """Every counter of the house in one; each part holds the `Scope` of the turn."""
