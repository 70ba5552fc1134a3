"""The counter for projects: the list, one of them, following it, rating its works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from sqlalchemy import select

from bot.messages import Location
from bot.ports import PollView, ProjectView, ReportView
from bot.understanding.fold import fold
from bot.understanding.lexicon import lexicon_of
from models import Cycle, Project
from services.by_sms import refuse_untold
from services.desk.counter import Counter
from services.projects import find_project, follow, is_followed, project_views, rate, unfollow, view_of
from services.projects.asking import answer_poll, asked_last
from services.projects.follow import followed_numbers
from services.projects.reading import standing_of
from services.projects.reported import view_of as report_view
from services.projects.reports import add_photo_to_report, add_place_to_report, report_works
from services.search import named_things
from services.voting.awaited import as_polled, ballot_first
from services.voting.paper import polls_of
from services.voting.reader_order import DRAWN_ON, ballots_in_reader_order
from services.zones import told_names

PROJECTS = "projects"
"""The kind of thing that is looked for by its name."""

WHOLLY = 0.75
"""Of the weight of some words, how much a project must have in its name: a misspelt word, but no more, may fail."""


class ProjectDesk(Counter):
    """Projects and their works."""

    def projects(self) -> list[ProjectView]:
        """Return the commune's projects, by number; those of a vote that is open or ahead come first.

        Where a list is buttons these stand in an order of the visitor's own.
        """
        polls = polls_of(self.session, self.house, self.scope.commune)
        views, now, contact = project_views(self.session, self.scope.commune.id), self.scope.now, self.scope.contact
        if contact.channel in DRAWN_ON:
            views = ballots_in_reader_order(self.house, f"contact {contact.id}", views, polls, now)
        return ballot_first(views, polls, now)

    def projects_named(self, words: str, *, wholly: bool = False) -> list[ProjectView]:
        """Return the projects that some words name best, equally well; `wholly` where they have hardly another word."""
        enough = WHOLLY if wholly else 0
        ids = self._found(words, enough) or next(
            filter(None, (self._found(it, enough) for it in self._other(words))), []
        )
        if not ids:
            return []
        numbers = set(self.session.scalars(select(Project.number).where(Project.id.in_(ids))))
        return [view for view in self._listed if view.number in numbers]

    def _found(self, words: str, enough: float) -> list[int]:
        return named_things(self.session, self.scope.commune.id, PROJECTS, words, self.house.memory, enough=enough)

    def _other(self, words: str) -> Iterator[str]:
        """Yield the words with another for what a project builds in the place of the first that has some."""
        said = fold(words).split()
        known = lexicon_of(tuple(dict.fromkeys([self.scope.language, *self.scope.commune.languages, "en"]))).works
        at = next((place for place, word in enumerate(said) if word in known), None)
        if at is not None:
            for other in sorted(known[said[at]] - {said[at]}):
                yield " ".join([*said[:at], other, *said[at + 1 :]])

    @cached_property
    def _listed(self) -> list[ProjectView]:
        """The list, read once however many names one message is searched for."""
        return self.projects()

    def followed_projects(self) -> list[ProjectView]:
        """Return the projects that the visitor follows, by number."""
        mine = followed_numbers(self.session, self.scope.contact.id)
        return [view for view in project_views(self.session, self.scope.commune.id) if view.number in mine]

    def project(self, number: int) -> ProjectView:
        """Return one project."""
        project = find_project(self.session, self.scope.commune.id, number)
        found = view_of(self.session, project)
        names = told_names(self.session, self.scope.commune.id, self.scope.language) if found.zone else {}
        view = replace(found, zone=names.get(found.zone or "", found.zone))
        # The ballot of an earlier vote may hold it too, which did not choose it.
        cycle = self.session.get(Cycle, project.cycle_id) if project.cycle_id else None
        view = replace(view, state=standing_of(project, cycle.state if cycle else None))
        polls = polls_of(self.session, self.house, self.scope.commune)
        return as_polled(self.session, [view], polls, self.scope.now)[0]

    def follow_project(self, number: int) -> ProjectView:
        """Tell the visitor when the project moves; refuses who cannot be written to."""
        refuse_untold(self.session, self.scope.contact, is_bulk=False)
        project = find_project(self.session, self.scope.commune.id, number)
        follow(self.session, self.house, project, self.scope.contact.id, self.scope.line.id)
        return view_of(self.session, project)

    def follows_project(self, number: int) -> bool:
        """Does the visitor hear when the project moves?"""
        project = find_project(self.session, self.scope.commune.id, number)
        return is_followed(self.session, project, self.scope.contact.id)

    def unfollow_project(self, number: int) -> ProjectView:
        """Tell the visitor no more when the project moves."""
        project = find_project(self.session, self.scope.commune.id, number)
        unfollow(self.session, project, self.scope.contact.id)
        return view_of(self.session, project)

    def report_works(self, number: int, text: str, photo: str | None) -> ReportView:
        """Keep what the visitor reports of works for the staff."""
        project = find_project(self.session, self.scope.commune.id, number)
        row = report_works(self.session, self.house, project, self.scope.contact, self.scope.line, text, photo)
        return report_view(self.session, row, self.scope.commune, self.scope.contact)

    def add_report_photo(self, number: int, photo: str) -> ReportView | None:
        """Add a photo to what the visitor reported; None where nothing of theirs is open."""
        project = find_project(self.session, self.scope.commune.id, number)
        row = add_photo_to_report(self.session, self.house, project, self.scope.contact, photo)
        return report_view(self.session, row, self.scope.commune, self.scope.contact) if row else None

    def add_report_place(self, number: int, place: Location) -> ReportView | None:
        """Add where it is to what the visitor reported; None where nothing of theirs is open."""
        project = find_project(self.session, self.scope.commune.id, number)
        row = add_place_to_report(self.session, project, self.scope.contact, place)
        return report_view(self.session, row, self.scope.commune, self.scope.contact) if row else None

    def poll_asked(self) -> PollView | None:
        """Return what the visitor was asked last of finished works and may still answer."""
        asked = asked_last(self.session, self.scope.contact, self.scope.now)
        return asked.view if asked else None

    def answer_poll(self, poll_id: int, mark: int) -> None:
        """Keep what the visitor answers."""
        answer_poll(self.session, self.house, self.scope.contact, poll_id, mark)

    def rate_project(self, number: int, rating: int | None, text: str | None) -> ProjectView:
        """Keep what the visitor says of finished works."""
        project = find_project(self.session, self.scope.commune.id, number)
        rate(self.session, self.house, project, self.scope.contact.id, rating, text)
        return view_of(self.session, project)
