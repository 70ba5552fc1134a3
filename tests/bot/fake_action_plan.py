"""The action plan of the small commune that tests talk with."""

from __future__ import annotations

from bot.views.action_plan import CommitmentLabel, CommitmentView, FigureView, PlanView
from budgeting.refusal import Refusal

TITLES = {
    1: {"fr": "Budget citoyen et budget participatif", "ar": "ميزانية المواطن والميزانية التشاركية"},
    2: {"fr": "Accès à l'information", "ar": "الحق في الحصول على المعلومات"},
}
REQUESTS = {
    "fr": "Demandes d'information sur le budget",
    "ar": "طلبات المعلومات عن الميزانية",
    "en": "Requests for information on the budget",
}


class FakeActionPlan:
    """The counter for the action plan."""

    has_plan: bool

    def action_plan(self) -> PlanView | None:
        return PlanView(tuple(CommitmentLabel(*one) for one in TITLES.items())) if self.has_plan else None

    def commitment(self, number: int) -> CommitmentView:
        if number not in TITLES:
            raise Refusal("plan_no_such_number", number=number, listed="1-2")
        figure = FigureView(REQUESTS, 42_000, 100_000) if number == 1 else None
        return CommitmentView(number, TITLES[number], 5, 2, late=1, unfit=3, figure=figure, others=True)
