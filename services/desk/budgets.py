"""The counter for the commune's money."""

from __future__ import annotations

from bot.ports import BudgetView, ProgrammeView, TopicView
from budgeting.refusal import Refusal
from services.budgets.answers import programmes, topic_answer, topics
from services.budgets.inquiries import OVERVIEW, Inquiry, count_inquiry
from services.clock import day_in
from services.desk.counter import Counter


class BudgetDesk(Counter):
    """Asking where the money goes. An answer, or the lack of one, is counted; lists to choose from are not."""

    def budget(self, topic: str | None, year: int | None, code: str | None) -> BudgetView:
        """Return what the budget says of a topic or a programme, and count that it was asked."""
        try:
            view = topic_answer(self.session, self.scope.commune, topic, year, code)
        except Refusal:
            self._count(topic, year, code, answered=False)
            raise
        self._count(topic, view.year, code, answered=True)
        return view

    def budget_topics(self, year: int | None) -> list[TopicView]:
        """Return the topics that have money, the largest first."""
        return topics(self.session, self.scope.commune, year)

    def programmes(self, year: int | None) -> list[ProgrammeView]:
        """Return the programmes, by code."""
        return programmes(self.session, self.scope.commune, year)

    def _count(self, topic: str | None, year: int | None, code: str | None, *, answered: bool) -> None:
        if not self.scope.counts:
            return
        scope = self.scope
        inquiry = Inquiry(
            commune_id=scope.commune.id,
            contact_id=scope.contact.id,
            topic=f"programme {code.casefold()}" if code else topic or OVERVIEW,
            day=day_in(scope.now, scope.commune.time_zone),
            channel=scope.contact.channel,
            language=scope.language,
            zone_id=scope.contact.zone_id,
            year=year,
            answered=answered,
        )
        count_inquiry(self.session, inquiry)
