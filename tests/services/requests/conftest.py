"""A commune with a citizen and a member of staff, on a clock that the test sets."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from models import Commune, Contact, InformationRequest, Line
from services.house import House
from services.requests import file_question
from tests.conftest import HandClock
from tests.services.townsfolk import NOW, plant_commune, plant_contact, plant_line, plant_staff


@dataclass
class Town:
    """What the tests of requests begin with; ids, because each step has a session of its own."""

    house: House
    clock: HandClock
    commune_id: int
    contact_id: int
    other_contact_id: int
    line_id: int
    staff_id: int

    def ask(
        self, text: str = "Combien pour l'eau ?", topic: str | None = None, language: str = "fr"
    ) -> InformationRequest:
        return self.house.work.write(lambda session: self.ask_in(session, text, topic, language))

    def ask_in(self, session: Session, text: str, topic: str | None = None, language: str = "fr") -> InformationRequest:
        return file_question(
            session,
            self.house,
            commune=session.get_one(Commune, self.commune_id),
            contact=session.get_one(Contact, self.contact_id),
            line=session.get_one(Line, self.line_id),
            text=text,
            topic=topic,
            language=language,
        )


@pytest.fixture
def town(house: House, clock: HandClock) -> Town:
    clock.set(NOW)

    def plant(session: Session) -> tuple[int, int, int, int, int]:
        commune = plant_commune(session)
        first = plant_contact(session, house, commune, "+22997000001")
        second = plant_contact(session, house, commune, "+22997000002")
        return commune.id, first.id, second.id, plant_line(session, commune).id, plant_staff(session, commune).id

    return Town(house, clock, *house.work.write(plant))
