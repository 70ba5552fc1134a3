from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Feedback, Project, ProjectEvent
from services.public import open_projects, project_page
from tests.services.townsfolk import NOW, plant_commune, planted


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
