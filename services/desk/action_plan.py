"""The counter for the action plan: which commitments there are, and how far one is."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from bot.views.action_plan import CommitmentLabel, CommitmentView, FigureView, PlanView
from budgeting.refusal import Refusal
from locales.page_words import chain_of, page_languages, page_text
from models.action_plan import Judges
from services.action_plan.reading import (
    CommitmentRow,
    IndicatorView,
    PlanRow,
    commitment_page,
    commitments_of,
    current_plan,
)
from services.action_plan.reasons import PlanNo
from services.clock import day_in
from services.desk.counter import Counter


class ActionPlanDesk(Counter):
    """What is published of the action plan."""

    def action_plan(self) -> PlanView | None:
        """Return the plan that is meant today, None while none is published."""
        plan, rows = self._plan()
        if plan is None or not rows:
            return None
        return PlanView(tuple(CommitmentLabel(row.number, row.titles) for row in rows), self._page(""))

    def commitment(self, number: int) -> CommitmentView:
        """Return how far the commitment of that number is; a `Refusal` names the numbers that there are."""
        _plan, rows = self._plan()
        found = next((row for row in rows if row.number == number), None)
        if found is None:
            raise Refusal(PlanNo.NO_SUCH_NUMBER, number=number, listed=listed([row.number for row in rows]))
        page = commitment_page(self.session, self.scope.commune.id, found.id, today=self._today(), house=self.house)
        progress = page.progress
        return CommitmentView(
            number=number,
            titles=found.titles,
            activities=progress.activities,
            done=progress.done,
            late=progress.late,
            unfit=progress.unfit,
            figure=self._figure(page.indicators),
            others=len(rows) > 1,
            page=self._page(f"/commitments/{found.id}"),
        )

    def _plan(self) -> tuple[PlanRow | None, list[CommitmentRow]]:
        commune, today = self.scope.commune.id, self._today()
        plan = current_plan(self.session, commune, today)
        return plan, commitments_of(self.session, commune, plan.id, today=today) if plan else []

    def _figure(self, indicators: tuple[IndicatorView, ...]) -> FigureView | None:
        """Return the figure that is told: the first of the impact that there is, else the first of the results."""
        found = [one for one in indicators if one.figure]
        told = next((one for one in found if one.judges == Judges.IMPACT), None) or next(iter(found), None)
        if told is None or told.figure is None:
            return None
        names = {tag: page_text(told.live_name, chain_of(tag)) for tag in page_languages()} if told.live_name else {}
        return FigureView(names or told.names, told.figure.value, told.target, told.unit)

    def _today(self) -> date:
        return day_in(self.scope.now, self.scope.commune.time_zone)

    def _page(self, path: str) -> str:
        public = self.house.public_url
        return f"{public}/{self.scope.commune.key}/action-plan{path}" if public else ""


def listed(numbers: list[int]) -> str:
    """Return numbers in the room of a few letters: 1-4, 6."""
    runs = [
        [number for _place, number in run] for _gap, run in groupby(enumerate(numbers), lambda one: one[1] - one[0])
    ]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
