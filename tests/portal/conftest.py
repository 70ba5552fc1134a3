"""The public pages alone on an app of their own, with one commune that has something to show."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import Commune, Project
from portal.build import attach_portal
from services.house import House
from tests.compiled import CompiledTemplates, new_app
from tests.services.budgets.planting import plant_document, plant_programme
from tests.services.budgets.planting import plant_line as plant_budget_line
from tests.services.townsfolk import NOW, plant_commune, plant_heard_line, plant_zone, planted

COMPILED = CompiledTemplates()


@dataclass
class Site:
    """The app, its house, and its commune's id."""

    app: Flask
    house: House
    commune_id: int

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def get(self, path: str, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(path, headers=named, buffered=True)  # a file that is sent is closed again

    def text(self, path: str, **headers: str) -> str:
        return self.get(path, **headers).get_data(as_text=True)


@pytest.fixture
def empty_app(house: House) -> Flask:
    app = new_app("palabre_test")
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    attach_portal(app, house)
    app.jinja_env.bytecode_cache = COMPILED
    return app


@pytest.fixture
def site(empty_app: Flask, house: House) -> Site:
    return Site(empty_app, house, house.work.write(fill))


def fill(session: Session) -> int:
    commune = plant_commune(session, name="Zongo <i>", population=1000, languages=["fr", "ar", "en"])
    plant_heard_line(session, commune)
    document = plant_document(session, commune, 2025, status="executed", source="compte <b>")
    programme = plant_programme(session, document, "002", "Eau & vie")
    plant_budget_line(session, document, "water", programme_id=programme.id, nature="works", voted=900, paid=700)
    plant_budget_line(session, document, "roads", voted=100, paid=300)
    plant_budget_line(session, document, "revenue", side="revenue", voted=2000, collected=1500)
    plant_projects(session, commune)
    return commune.id


def plant_projects(session: Session, commune: Commune) -> None:
    zone = plant_zone(session, commune, "Centre")
    for number, state in enumerate(("on_ballot", "under_way", "done"), 1):
        titles = {"fr": f"Puits {number} <script>", "ar": f"بئر {number}"}
        names = {"titles": titles, "short_names": titles, "description": "=1+1 & <img>"}
        works = {"state": state, "cost": 5000, "progress": 40, "spent": 2000, "made_at": NOW}
        planted(session, Project(commune_id=commune.id, zone_id=zone.id, number=number, **names, **works))
