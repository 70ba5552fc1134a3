from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Feedback, Project
from models.project import ProjectState
from services.house import House
from services.projects import (
    ProjectReason,
    Works,
    feedback_of,
    find_project,
    follow,
    history_of,
    project_row,
    project_views,
    projects_page,
    rate,
    update_works,
)
from tests.services.townsfolk import NOW, plant_commune, plant_contact, plant_line, plant_staff, planted, told

UNDER_WAY = Works(ProjectState.UNDER_WAY, 40, 1_000)
DONE = Works(ProjectState.DONE, 90, 2_900, done_on=date(2026, 3, 31), proof="PV de réception n° 12")


class Site:
    """A funded project, the commune's staff and two people."""

    def __init__(self, session: Session, house: House, state: ProjectState = ProjectState.FUNDED) -> None:
        self.session, self.house = session, house
        self.commune = plant_commune(session)
        self.line = plant_line(session, self.commune)
        self.staff = plant_staff(session, self.commune)
        self.ali, self.bio = (plant_contact(session, house, self.commune, f"+2290197000{n}") for n in range(2))
        self.project = self.plant(7, state)

    def plant(self, number: int, state: ProjectState) -> Project:
        names = {"fr": "Forage Zongo"}
        return planted(
            self.session,
            Project(
                commune_id=self.commune.id,
                number=number,
                titles=names,
                short_names=names,
                cost=3_000,
                state=state,
                made_at=NOW,
            ),
        )

    def report(self, works: Works) -> Project:
        return update_works(self.session, self.house, self.commune.id, self.project.id, works, staff_id=self.staff.id)

    def refused(self, works: Works) -> str:
        with pytest.raises(Refusal) as no:
            self.report(works)
        return str(no.value.reason)


def test_followers_hear_when_the_works_move_and_only_then(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Site(session, house)
        assert follow(session, house, site.project, site.ali.id, site.line.id)
        assert not follow(session, house, site.project, site.ali.id, site.line.id)
        site.report(UNDER_WAY)
        site.report(Works(ProjectState.UNDER_WAY, 40, 1_500, "Facture reçue"))  # money alone is no news
        assert told(session, house) == ["Projet 7, Forage Zongo : 40% des travaux sont faits."]
        assert [event.note for event in history_of(session, site.project.id)] == ["Facture reçue", None]
        assert site.commune.revision == 3

    run(work)


def test_finished_works_are_whole_and_have_a_day_and_a_proof(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Site(session, house)
        assert site.refused(Works(ProjectState.DONE, 100, 1, proof="PV")) == ProjectReason.DONE_DAY_NEEDED
        assert site.refused(Works(ProjectState.DONE, 100, 1, done_on=DONE.done_on)) == ProjectReason.PROOF_NEEDED
        later = Works(ProjectState.DONE, 100, 1, done_on=date(2026, 4, 2), proof="PV")
        assert site.refused(later) == ProjectReason.DONE_DAY_LATER
        project = site.report(DONE)
        assert (project.progress, project.proof) == (100, "PV de réception n° 12")
        row = project_row(session, site.commune.id, 7)
        assert (row.done_on, row.view.state) == (date(2026, 3, 31), "done")

    run(work)


def test_works_taken_up_again_are_no_longer_done(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Site(session, house)
        site.report(DONE)
        project = site.report(Works(ProjectState.UNDER_WAY, 80, 2_900, "La pompe est en panne"))
        assert (project.done_on, project.proof, project.progress) == (None, None, 80)
        assert site.refused(Works(ProjectState.FUNDED, 0, 0)) == ProjectReason.CANNOT_FOLLOW

    run(work)


@pytest.mark.parametrize(
    ("works", "reason"),
    [
        (Works(ProjectState.UNDER_WAY, 101, 0), ProjectReason.PROGRESS_WRONG),
        (Works(ProjectState.UNDER_WAY, -1, 0), ProjectReason.PROGRESS_WRONG),
        (Works(ProjectState.UNDER_WAY, 1, -1), ProjectReason.SPENT_WRONG),
        (Works(ProjectState.ABANDONED, 1, 0), ProjectReason.REASON_NEEDED),
    ],
)
def test_wrong_reports_change_nothing(house: House, run: Any, works: Works, reason: ProjectReason) -> None:
    def work(session: Session) -> None:
        site = Site(session, house)
        assert site.refused(works) == reason
        assert session.query(AuditEntry).count() == 0

    run(work)


@pytest.mark.parametrize("state", [ProjectState.ON_BALLOT, ProjectState.NOT_FUNDED])
def test_works_need_money_first(house: House, run: Any, state: ProjectState) -> None:
    assert run(lambda session: Site(session, house, state).refused(UNDER_WAY)) == ProjectReason.NOT_FUNDED


def test_an_abandoned_project_tells_its_followers_why(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Site(session, house)
        follow(session, house, site.project, site.ali.id, site.line.id)
        site.report(Works(ProjectState.ABANDONED, 0, 0, "Pas d'eau à cet endroit."))
        assert told(session, house) == ["Le projet 7, Forage Zongo, ne se fera pas : Pas d'eau à cet endroit."]

    run(work)


def test_finished_works_are_rated_once_by_each_person_and_the_last_word_stands(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Site(session, house, ProjectState.DONE)
        rate(session, house, site.project, site.ali.id, 2, "La pompe grince")
        rate(session, house, site.project, site.ali.id, 4, None)
        rate(session, house, site.project, site.bio.id, None, "Merci")
        rows, count, total = feedback_of(session, site.project.id)
        assert (count, total) == (1, 4)
        assert {(row.rating, row.text) for row in rows} == {(4, "La pompe grince"), (None, "Merci")}
        assert session.query(Feedback).count() == 2

    run(work)


@pytest.mark.parametrize(("rating", "text"), [(0, None), (6, "Bien"), (None, " "), (None, None)])
def test_a_rating_is_from_1_to_5_or_words(house: House, run: Any, rating: int | None, text: str | None) -> None:
    def work(session: Session) -> None:
        site = Site(session, house, ProjectState.DONE)
        with pytest.raises(Refusal) as no:
            rate(session, house, site.project, site.ali.id, rating, text)
        assert no.value.reason == ProjectReason.RATING_WRONG

    run(work)


def test_works_that_are_not_done_are_not_rated(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Site(session, house)
        with pytest.raises(Refusal) as no:
            rate(session, house, site.project, site.ali.id, 5, None)
        assert no.value.as_record() == {"reason": "project_not_done", "values": {"number": 7}}

    run(work)


def test_citizens_and_staff_see_every_project_and_staff_those_of_a_state(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        site = Site(session, house)
        site.plant(8, ProjectState.ON_BALLOT)
        assert [view.number for view in project_views(session, site.commune.id)] == [7, 8]
        rows, total = projects_page(session, site.commune.id)
        assert ([row.view.number for row in rows], total) == ([7, 8], 2)
        rows, total = projects_page(session, site.commune.id, state="funded")
        assert ([row.view.number for row in rows], total) == ([7], 1)
        with pytest.raises(Refusal) as no:
            find_project(session, site.commune.id, 99)
        assert no.value.as_record() == {"reason": "no_such_project", "values": {"number": 99}}

    run(work)
