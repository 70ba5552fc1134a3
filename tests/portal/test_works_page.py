"""What anybody reads of a project's works, and sees of them."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from models import Commune, FollowUp, Project
from models.project import ProjectState
from services import projects
from services.follow_ups.moving import show_to
from services.house import House
from tests.services.polling_day import plant_polling_day
from tests.services.uploads.pictures import SECRET, taken


@pytest.fixture
def key(house: House) -> str:
    """Return the name of a commune whose first project is late, changed and photographed."""
    day = plant_polling_day(house)
    upload = projects.keep_project_picture(house, taken())

    def work(session: Session) -> str:
        commune = session.get_one(Commune, day.commune_id)
        project = session.query(Project).filter_by(commune_id=commune.id, number=1).one()
        project.state = ProjectState.UNDER_WAY
        keys = (session, house, commune.id, project.id)
        projects.set_contractor(*keys, "Sarl <b>Pompe</b>", 2_000, staff_id=None)
        projects.plan_milestone(*keys, "Dalle coulée", date(2027, 5, 1), staff_id=None)
        projects.report_delay(*keys, "land", "Le terrain est à borner", date(2027, 6, 1), staff_id=None)
        projects.change_scope(*keys, "Pompe à pied", "Moins de panneaux", staff_id=None)
        projects.add_photo(*keys, "before", "Le terrain nu", upload, staff_id=None)
        return commune.key

    return house.work.write(work)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_tells_who_builds_what_is_late_and_what_changed(empty_app: Flask, key: str, language: str) -> None:
    text = empty_app.test_client().get(f"/{key}/projects/1?lang={language}").get_data(as_text=True)
    for said in ("Sarl &lt;b&gt;Pompe", "Dalle coulée", "Le terrain est à borner", "Pompe à pied", "Le terrain nu"):
        assert said in text
    assert len(text) < 50_000 and "<img" not in text
    assert f"/{key}/follow-ups/1" in text and ">R1<" in text


def test_a_step_that_is_hidden_is_told_nowhere_on_the_page(empty_app: Flask, house: House, key: str) -> None:
    def hide(session: Session) -> None:
        step = session.query(FollowUp).one()
        show_to(session, house, step.commune_id, step.number, "staff", staff_id=None)

    house.work.write(hide)
    text = empty_app.test_client().get(f"/{key}/projects/1").get_data(as_text=True)
    assert "Dalle coulée" not in text and "R1<" not in text and "Pompe à pied" in text


def test_a_photo_is_sent_as_what_it_is_and_from_its_own_page_only(empty_app: Flask, key: str) -> None:
    browser = empty_app.test_client()
    kept = browser.get(f"/{key}/projects/1/photos/1", buffered=True)
    assert kept.mimetype == "image/jpeg" and SECRET not in kept.data
    assert kept.headers["X-Content-Type-Options"] == "nosniff" and "sandbox" in kept.headers["Content-Security-Policy"]
    for address in ("projects/2/photos/1", "projects/1/photos/2", "projects/1/photos/99999999999"):
        assert browser.get(f"/{key}/{address}").status_code == 404
