"""Where a project stands, as the public pages say it."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Commune, Project
from models.project import ProjectState
from services.house import House
from services.projects.editing import ProjectDraft, change_project
from tests.conftest import HandClock
from tests.services.polling_day import plant_polling_day
from tests.services.townsfolk import plant_zone


def test_a_project_whose_vote_is_over_is_not_told_to_be_on_the_ballot(
    empty_app: Flask, house: House, clock: HandClock
) -> None:
    day = plant_polling_day(house)
    key = house.work.read(lambda session: session.get_one(Commune, day.commune_id).key)
    pages = [f"/{key}/projects?lang=fr", f"/{key}/projects/1?lang=fr"]
    read = [empty_app.test_client().get(page).get_data(as_text=True) for page in pages]
    assert all("Au vote" in page for page in read)
    clock.wait(hours=2)
    read = [empty_app.test_client().get(page).get_data(as_text=True) for page in pages]
    assert all("Vote clos, comptage en cours" in page and "Au vote" not in page for page in read)


def test_the_place_of_a_project_is_called_as_in_the_language_of_the_reader(empty_app: Flask, house: House) -> None:
    day = plant_polling_day(house)

    def place(session: Session) -> str:
        zone = plant_zone(session, session.get_one(Commune, day.commune_id), "Zongo")
        zone.names = {"ar": "زونغو"}
        session.execute(update(Project).where(Project.commune_id == day.commune_id).values(zone_id=zone.id))
        return session.get_one(Commune, day.commune_id).key

    key, browser = house.work.write(place), empty_app.test_client()
    for page in (f"/{key}/projects", f"/{key}/projects/1"):
        assert "<bdi>زونغو</bdi>" in browser.get(f"{page}?lang=ar").text
        assert "<bdi>Zongo</bdi>" in browser.get(f"{page}?lang=fr").text


def test_the_projects_of_a_vote_stand_in_an_order_of_the_day(empty_app: Flask, house: House, clock: HandClock) -> None:
    day = plant_polling_day(house)
    key = house.work.read(lambda session: session.get_one(Commune, day.commune_id).key)

    def look() -> tuple[str, list[int]]:
        text = empty_app.test_client().get(f"/{key}/projects?lang=en").text
        return text, [int(number) for number in re.findall(r'<h2><span class="badge">(\d+)</span>', text)]

    text, first = look()
    assert "in an order drawn anew each day" in text
    assert look()[1] == first != sorted(first)
    clock.wait(hours=2)
    text, after = look()
    assert "drawn anew" not in text and after == sorted(first)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("Nouveau prix :", "il était mal tapé", "Nouveau nom. Avant :", "Lieu-dit")),
        ("ar", ("الثمن الجديد:", "خطأ في الكتابة", "اسم جديد. من قبل:", "Lieu-dit")),
        ("en", ("New price:", "it was mistyped", "New name. Before:", "Lieu-dit")),
    ],
)
def test_what_was_put_right_before_the_vote_stands_on_the_page(
    empty_app: Flask, house: House, language: str, said: tuple[str, ...]
) -> None:
    day = plant_polling_day(house)

    def change(session: Session) -> str:
        project = session.query(Project).filter_by(commune_id=day.commune_id, number=1).one()
        project.state = ProjectState.NOT_FUNDED
        project.titles = {"fr": "Lieu-dit"}
        new = {"fr": "Marché <b>neuf</b>"}
        given = ProjectDraft(123_456, new, {"fr": "Marché"}, None, "Un toit", "mistyped", "Un zéro manquait")
        change_project(session, house, day.commune_id, project.id, given, staff_id=None)
        return session.get_one(Commune, day.commune_id).key

    text = empty_app.test_client().get(f"/{house.work.write(change)}/projects/1?lang={language}").text
    assert all(part in text for part in (*said, "Un zéro manquait"))
    assert "<b>neuf" not in text and "&lt;b&gt;neuf" in text


def test_a_name_changed_in_another_language_is_no_new_name_here(empty_app: Flask, house: House) -> None:
    day = plant_polling_day(house)

    def change(session: Session) -> str:
        project = session.query(Project).filter_by(commune_id=day.commune_id, number=1).one()
        project.state = ProjectState.NOT_FUNDED
        commune = session.get_one(Commune, day.commune_id)
        commune.languages = ["fr", "en"]
        project.titles, project.short_names = {"fr": "Marché", "en": "Market"}, {"fr": "Marché", "en": "Market"}
        new = {"fr": "Marché", "en": "Market hall"}
        given = ProjectDraft(123_456, new, {"fr": "Marché", "en": "Market"}, None, "", "mistyped", "Un zéro manquait")
        change_project(session, house, day.commune_id, project.id, given, staff_id=None)
        return commune.key

    path = f"/{house.work.write(change)}/projects/1"
    page = empty_app.test_client()
    assert "New name. Before:" in page.get(f"{path}?lang=en").text
    assert "Nouveau nom" not in page.get(f"{path}?lang=fr").text
