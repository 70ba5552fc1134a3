"""What the desk knows of the open-government action plan."""

from __future__ import annotations

from typing import Protocol

from bot.views.action_plan import CommitmentView, PlanView


class ActionPlanDesk(Protocol):
    """The counter for the action plan that is published."""

    def action_plan(self) -> PlanView | None:
        """Return the plan that is meant today, None while none is published."""

    def commitment(self, number: int) -> CommitmentView:
        """Return how far the commitment of that number is; a `Refusal` names the numbers that there are."""
