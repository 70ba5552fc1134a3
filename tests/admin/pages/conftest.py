"""A commune with something on every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import Commune
from services.associations import add_association, add_participation
from services.documents import NewDocument, publish_document
from services.public_sessions.announcing import NewSession, add_session
from services.requests import file_question
from services.roles import RoleName
from services.uploads import keep_upload
from tests.admin.conftest import Panel
from tests.services.indicators.planting import plant_inquiry
from tests.services.townsfolk import plant_contact, plant_cycle, plant_line
from tests.services.uploads.files import PDF

NASTY = "<script>alert(1)</script> = “quoted” %(x)s %"


@dataclass
class Things:
    """What was put there, by id."""

    panel: Panel
    budget_question: int
    other_question: int
    document: int
    association: int
    cycle: int

    def sign_in(self, role: RoleName, commune: int = 0) -> FlaskClient:
        return self.panel.browser(self.panel.person(role, commune))


@pytest.fixture
def things(panel: Panel) -> Things:
    house, commune_id = panel.house, panel.communes[0].id
    upload = keep_upload(house, "budget.pdf", PDF)
    new = NewDocument("Budget citoyen " + NASTY, "budget", "fr", date(2026, 1, 15), upload=upload)

    def plant(db: Session) -> Things:
        commune = db.get_one(Commune, commune_id)
        contact, line = plant_contact(db, house, commune, "+22890000001"), plant_line(db, commune)

        def ask(text: str, topic: str | None) -> int:
            return file_question(
                db, house, commune=commune, contact=contact, line=line, text=text, topic=topic, language="fr"
            ).id

        for topic in ("water", "health"):
            plant_inquiry(db, commune, topic=topic, contact_id=contact.id)
        document = publish_document(db, house, commune_id=commune_id, new=new, staff_id=None)
        association = add_association(db, house, commune_id=commune_id, name="Femmes " + NASTY, staff_id=None)
        cycle = plant_cycle(db, commune).id
        add_participation(
            db,
            house,
            commune_id=commune_id,
            association_id=association,
            cycle_id=cycle,
            role="Atelier",
            day=date(2026, 3, 2),
            staff_id=None,
        )
        meeting = NewSession("Débat " + NASTY, "Mairie", datetime(2026, 12, 1, 9))
        add_session(db, house, commune_id, meeting, staff_id=None)
        first = ask("Combien d'argent pour l'eau ? " + NASTY, "water")
        return Things(panel, first, ask("Quand ouvre le marché ?", None), document.id, association, cycle)

    return house.work.write(plant)


@pytest.fixture
def text_of() -> Callable[[FlaskClient, str], str]:
    def get(browser: FlaskClient, path: str) -> str:
        response = browser.get(path)
        assert response.status_code == 200, (path, response.status_code)
        text = response.get_data(as_text=True)
        assert "<script>alert" not in text
        return text

    return get
