from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Feedback, Project, ProjectEvent
from services.house import House
from services.projects.feedback import rate as rate_by_phone
from services.projects.told_marks import tell_by_steps
from services.public import open_projects, project_page
from tests.services.townsfolk import NOW, plant_commune, plant_contact, planted


def plant_project(session: Session, commune: Commune, number: int = 1, **values: object) -> Project:
    names = {"fr": f"Projet {number}"}
    fields = {
        "commune_id": commune.id,
        "number": number,
        "titles": names,
        "short_names": names,
        "cost": 9,
        "made_at": NOW,
    }
    return planted(session, Project(**{**fields, **values}))


def rate(session: Session, project: Project, *ratings: int) -> None:
    for rating in ratings:
        planted(session, Feedback(project_id=project.id, rating=rating, made_at=NOW))
        tell_by_steps(session, project.id)


def note(session: Session, project: Project, state: str, words: str) -> None:
    fields = {"progress": 10, "spent": 5, "happened_at": NOW}
    planted(session, ProjectEvent(project_id=project.id, state=state, note=words, **fields))


def test_four_ratings_are_not_shown_and_five_are(session: Session, commune: Commune) -> None:
    project = plant_project(session, commune, state="done")
    rate(session, project, 5, 5, 5, 4)
    found = project_page(session, commune.id, 1)
    assert (found.ratings, found.rating_sum) == (None, 0)
    rate(session, project, 1)
    found = project_page(session, commune.id, 1)
    assert (found.ratings, found.rating_sum) == (5, 20)


def test_ratings_are_told_by_steps_of_five_people(session: Session, commune: Commune) -> None:
    project = plant_project(session, commune, state="done")
    rate(session, project, 5, 5, 5, 4, 1)
    told = project_page(session, commune.id, 1)
    for rating in (1, 2, 3):
        rate(session, project, rating)
        assert project_page(session, commune.id, 1) == told
    first = session.scalars(select(Feedback).order_by(Feedback.id)).all()[0]
    first.rating = 2  # who changes their mark is one of the five
    session.flush()
    tell_by_steps(session, project.id)
    assert project_page(session, commune.id, 1) == told
    session.delete(session.scalars(select(Feedback).order_by(Feedback.id)).all()[1])  # who asks to be forgotten
    session.flush()
    assert project_page(session, commune.id, 1) == told
    rate(session, project, 4)
    found = project_page(session, commune.id, 1)
    assert (found.ratings, found.rating_sum) == (8, 2 + 5 + 4 + 1 + 1 + 2 + 3 + 4)


def test_the_fifth_phone_that_rates_lets_the_ratings_be_told(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session, "tchaoudjo")
        project = plant_project(session, commune, state="done")
        for place in range(7):
            contact = plant_contact(session, house, commune, f"+2289011220{place}")
            rate_by_phone(session, house, project, contact.id, 4, None)
            found = project_page(session, commune.id, 1)
            assert (found.ratings, found.rating_sum) == ((5, 20) if place >= 4 else (None, 0)), place

    run(work)


def test_what_staff_note_is_public_only_where_works_were_given_up(session: Session, commune: Commune) -> None:
    project = plant_project(session, commune, state="abandoned")
    note(session, project, "under_way", "call Mr B. on his own number")
    note(session, project, "abandoned", "the soil is too soft")
    reasons = [moment.reason for moment in project_page(session, commune.id, 1).history]
    assert reasons == ["the soil is too soft", None]


def test_a_project_of_another_commune_is_not_found(session: Session, commune: Commune) -> None:
    plant_project(session, plant_commune(session, "kozah"), 2)
    with pytest.raises(Refusal):
        project_page(session, commune.id, 2)
    assert open_projects(session, commune.id) == []


def test_open_projects_stand_by_number(session: Session, commune: Commune) -> None:
    for number in (3, 1):
        plant_project(session, commune, number)
    assert [found.view.number for found in open_projects(session, commune.id)] == [1, 3]
