"""Commitment 1 of a commune's open-government plan, as the technical sheet of a Moroccan commune has it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models import FollowUp
from services.action_plan.activities import add_activity
from services.action_plan.commitments import add_commitment
from services.action_plan.drafts import ActivityDraft, CommitmentDraft, IndicatorDraft, PlanDraft
from services.action_plan.measuring import add_indicator
from services.action_plan.reading import CommitmentPage, commitment_page
from services.action_plan.writing import add_plan, publish_plan
from services.follow_ups.finding import EVERYBODY, Reader
from services.house import House
from tests.services.follow_ups.planting import TODAY, Hall
from tests.services.indicators.planting import (
    NOON,
    plant_association,
    plant_document,
    plant_inquiry,
    plant_part,
    plant_project,
)
from tests.services.townsfolk import plant_cycle

PLAN = PlanDraft(
    {"fr": "Plan d'action pour une commune ouverte", "ar": "برنامج عمل جماعة منفتحة"},
    date(2023, 6, 1),
    date(2027, 5, 31),
    "Partenariat pour un gouvernement ouvert",
)
COMMITMENT = CommitmentDraft(
    1,
    {"fr": "Budget citoyen et budget participatif", "ar": "ميزانية المواطن والميزانية التشاركية"},
    {"fr": "Le budget est publié, mais trop technique pour être compris.", "ar": "الميزانية منشورة لكنها تقنية."},
    {"fr": "Un budget citoyen, et un budget participatif dont les projets se suivent."},
    ("participation", "transparency"),
    "Service du budget ; service de communication",
    "Associations de la commune",
)
ACTIVITIES = (
    ActivityDraft(
        "Publier le budget citoyen", {"ar": "نشر ميزانية المواطن"}, "06/2023", "01/2023", "Service du budget"
    ),
    ActivityDraft("Mener un budget participatif", {}, "12/2024", "09/2024"),
    ActivityDraft("Ouvrir un bureau du citoyen", {}, "03/2025", "01/2025"),
    ActivityDraft("Éditer un guide pour la société civile", {}, "01/2025", "12/2025", "Service de communication"),
    ActivityDraft("Créer une page web", {}, "2026", "fin du plan"),
)
INDICATORS = (
    IndicatorDraft("result", "documents_produced", target=4_000),
    IndicatorDraft("result", "associations_taking_part", baseline=0, baseline_year=2022, target=10_000),
    IndicatorDraft("impact", "budget_requests", baseline=0, baseline_year=2022, target=100_000),
    IndicatorDraft("impact", "projects_carried_out", target=3_000),
)


class PlanHall(Hall):
    """A town hall with a plan of one commitment."""

    def __init__(self, session: Session, house: House, *, published: bool = True) -> None:
        super().__init__(session, house)
        self.plan = add_plan(*self.keys, PLAN, **self.who)
        self.commitment = add_commitment(*self.keys, self.plan, COMMITMENT, **self.who)
        for activity in ACTIVITIES:
            self.activity(activity)
        for indicator in INDICATORS:
            add_indicator(*self.keys, self.commitment, indicator, **self.who)
        if published:
            publish_plan(*self.keys, self.plan, **self.who)

    def activity(self, draft: ActivityDraft) -> FollowUp:
        return add_activity(*self.keys, self.commitment, draft, **self.who)

    def page(self, today: date = TODAY, reader: Reader = EVERYBODY) -> CommitmentPage:
        return commitment_page(self.session, self.commune.id, self.commitment, today=today, reader=reader)

    def fill_records(self, **inquiry: Any) -> None:
        """Plant two documents, an association, three requests and a project, and one of each before the plan."""
        session, commune = self.session, self.commune
        before = date(2023, 5, 31)
        for moment in (datetime(2023, 5, 31, 12, tzinfo=UTC), NOON, NOON):
            plant_document(session, commune, published_at=moment)
        cycle = plant_cycle(session, commune)
        plant_part(session, plant_association(session, commune, "Jeunes du port"), cycle)
        plant_part(session, plant_association(session, commune, "Amis du livre"), cycle, day=before)
        for topic in ("water", "health", "roads"):
            plant_inquiry(session, commune, topic=topic, **inquiry)
        plant_inquiry(session, commune, day=before)
        plant_project(session, commune)
        plant_project(session, commune, done_on=before)
