"""The counter for the commune's money."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.ports import BudgetView, HitView, ProgrammeView, TopicView
from budgeting.accounts.stages import Side
from budgeting.refusal import Refusal
from services.budgets.answers import topic_answer
from services.budgets.archive import Archive
from services.budgets.axes import asked_code, place_in
from services.budgets.choosing import answering, year_around
from services.budgets.inquiries import OVERVIEW, Inquiry, count_inquiry
from services.budgets.menu import programmes, topics
from services.clock import day_in
from services.desk.counter import Counter
from services.search import search
from services.search.named_lines import lines_named
from services.search.naming_lines import with_lines_naming
from services.search.summed_lines import sum_from_the_state, sum_of_lines, sum_of_taxes

SEARCH = "search"
MOST_PARTS = 3
"""Lines of a sum that are told with it: a conversation keeps what it looked up."""

MONEY = frozenset({"line", "programme"})
"""Kinds whose finding is information on the budget; what was searched for is not kept."""


class BudgetDesk(Counter):
    """Asking where the money goes. An answer, or the lack of one, is counted; lists to choose from are not."""

    def budget(
        self, topic: str | None, year: int | None, code: str | None, place: str | None = None, nature: str | None = None
    ) -> BudgetView:
        """Return what the budget says of a topic, a programme, a place or a nature, and count that it was asked."""
        try:
            view = self._answer(topic, year, code, place, nature)
        except Refusal:
            self._count(topic, year, code, answered=False)
            raise
        self._count(topic, view.year, code, answered=True)
        return view

    def this_year(self) -> int:
        """Return the fiscal year that today lies in, by the calendar year in which it begins."""
        commune = self.scope.commune
        archive = Archive(self.session, commune, self.house.memory)
        found = [row for side in Side for row in archive.candidates(side)]
        return year_around(found, self._today(), commune.country)

    def known_figures(self, topic: str, year: int | None, nature: str | None = None) -> BudgetView:
        """Return what the budget says of a topic; the question that is answered so counts, this look does not."""
        return self._answer(topic, year, None, None, nature)

    def search(self, words: str, year: int | None = None) -> list[HitView]:
        """Return what is published and best matches some words, and count that it was asked.

        Of lines told as their sum there is only the sum: a conversation keeps what it looked up. Lines are those of the
        budget in force where no year is given and it has some.
        """
        memory, commune = self.house.memory, self.scope.commune
        asked = self._year_in_force() if year is None else year
        found = search(self.session, commune.id, words, year=asked, memory=memory, address=self._address())
        hits = [replace(hit, parts=()) for hit in found]
        if any(hit.kind in MONEY for hit in hits):
            self._count_search()
        return hits

    def lines_named(
        self, words: str, year: int | None = None, side: str | None = None, topic: str | None = None
    ) -> list[HitView]:
        """Return the lines that bear all of some words, and count that it was asked where there are some."""
        found = lines_named(
            self.session,
            self.scope.commune.id,
            words,
            year=self._year_in_force() if year is None else year,
            side=side,
            topic=topic,
            memory=self.house.memory,
            address=self._address(),
        )
        if found:
            self._count_search()
        return [replace(hit, parts=()) for hit in found]

    def sum_of_lines(
        self, names: Sequence[str], year: int | None, side: str, topic: str | None = None, place: str | None = None
    ) -> HitView | None:
        """Return the sum of the lines that some names name, and count that it was asked where there are some."""
        return self._counted(
            sum_of_lines(
                self.session,
                self.scope.commune.id,
                names,
                year=self._year_in_force() if year is None else year,
                side=side,
                topic=topic,
                zones=self._zones_of(place) if place else None,
                memory=self.house.memory,
                address=self._address(),
            )
        )

    def zone_named(self, words: str) -> str | None:
        """Return the name of the place that some words name."""
        found = place_in(Archive(self.session, self.scope.commune, self.house.memory), words)
        return found.told_in(self.scope.language) if found else None

    def _zones_of(self, place: str) -> Collection[int]:
        found = place_in(Archive(self.session, self.scope.commune, self.house.memory), place)
        return found.zone_ids if found else ()

    def sum_from_the_state(self, year: int | None) -> HitView | None:
        """Return what the State gives in the year that answers, and count that it was asked where lines say it."""
        asked = self._year_of_receipts(year)
        return self._counted(sum_from_the_state(self.session, self.scope.commune.id, asked, address=self._address()))

    def sum_of_taxes(self, year: int | None) -> HitView | None:
        """Return what taxes bring in the year that answers, and count that it was asked where lines say it."""
        asked = self._year_of_receipts(year)
        return self._counted(sum_of_taxes(self.session, self.scope.commune.id, asked, address=self._address()))

    def _counted(self, found: HitView | None) -> HitView | None:
        if found is None:
            return None
        self._count_search()
        return replace(found, parts=found.parts[:MOST_PARTS])

    def _count_search(self) -> None:
        self._count(SEARCH, None, None, answered=True)

    def budget_topics(self, year: int | None) -> list[TopicView]:
        """Return the topics that have money, the largest first."""
        return topics(self.session, self.scope.commune, year, today=self._today(), memory=self.house.memory)

    def programmes(self, year: int | None) -> list[ProgrammeView]:
        """Return the programmes, by code."""
        return programmes(self.session, self.scope.commune, year, today=self._today(), memory=self.house.memory)

    def _answer(
        self, topic: str | None, year: int | None, code: str | None, place: str | None, nature: str | None
    ) -> BudgetView:
        memory, today, commune = self.house.memory, self._today(), self.scope.commune
        view = topic_answer(
            self.session, commune, topic, year, code, today=today, place=place, nature=nature, memory=memory
        )
        names = {one.name: one.told_in(self.scope.language) for one in Archive(self.session, commune, memory).places()}
        told, asked = names.get(view.place or "", view.place), names.get(view.asked_place, view.asked_place)
        view = replace(view, place=told, asked_place=asked, link=self._link(f"budget?year={view.year}"))
        return with_lines_naming(self.session, commune, view, place, memory) if view.asked_topic else view

    def _year_of_receipts(self, year: int | None) -> int:
        found = Archive(self.session, self.scope.commune, self.house.memory).candidates(Side.REVENUE)
        return answering(found, year, self._today()).year

    def _year_in_force(self) -> int | None:
        """Return the year whose budget answers who names none."""
        found = Archive(self.session, self.scope.commune, self.house.memory).candidates(Side.EXPENDITURE)
        return answering(found, None, self._today()).year if found else None

    def _today(self) -> date:
        return day_in(self.scope.now, self.scope.commune.time_zone)

    def _address(self) -> str:
        return f"{self.house.public_url}/{self.scope.commune.key}" if self.house.public_url else ""

    def _link(self, page: str) -> str:
        """Return the address of one of the commune's public pages, empty where the house has no public address."""
        return f"{self.house.public_url}/{self.scope.commune.key}/{page}" if self.house.public_url else ""

    def _count(self, topic: str | None, year: int | None, code: str | None, *, answered: bool) -> None:
        if not self.scope.counts:
            return
        scope = self.scope
        inquiry = Inquiry(
            commune_id=scope.commune.id,
            contact_id=scope.contact.id,
            topic=f"programme {asked_code(code)}" if code else topic or OVERVIEW,
            day=self._today(),
            channel=scope.contact.channel,
            language=scope.language,
            zone_id=scope.contact.zone_id,
            year=year,
            answered=answered,
        )
        count_inquiry(self.session, inquiry)
