"""A commune with the three programmes of a ministry's dialogues, 017 and 018 operational and 159 support.

The codes and the kinds are those of the labour ministry's strategic dialogue of 18 April 2024; the rest is made up.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from services.follow_ups.finding import Reader
from services.house import House
from services.management_dialogues.drafts import CorrectiveDraft, DialogueDraft
from services.management_dialogues.reading import DialogueView, find_dialogue
from services.management_dialogues.writing import prepare_dialogue
from services.programmes.drafts import IndicatorDraft, MeasureDraft, MoneyDraft, ProgrammeDraft, ProgressDraft
from services.programmes.measuring import add_indicator, set_measure
from services.programmes.quarters import set_money, set_progress
from services.programmes.writing import add_action, add_programme
from tests.services.budgets.planting import plant_document, plant_line
from tests.services.townsfolk import plant_commune, plant_staff

TODAY = date(2026, 4, 1)
"""The day of `NOW` where the commune is."""
MARCH, APRIL, MAY = date(2026, 3, 20), date(2026, 4, 1), date(2026, 5, 29)
OPERATIONAL, STRATEGIC = "operational", "strategic"


class Ministry:
    """Three programmes, a year that is over and the quarter in progress."""

    def __init__(self, session: Session, house: House) -> None:
        self.session, self.house = session, house
        self.commune = plant_commune(session)
        self.staff = plant_staff(session, self.commune)
        self.keys: tuple[Session, House, int] = (session, house, self.commune.id)
        self.who = {"staff_id": self.staff.id}
        self.p017 = self._programme("017", "Promotion de l'emploi", "Directrice de l'emploi")
        self.p018 = self._programme("018", "Sécurité sociale", "")
        self.p159 = self._programme("159", "Gouvernance et appui", "Secrétaire général", is_support=True)
        self.action = add_action(*self.keys, self.p017, "Former les jeunes", "Chef du service des stages", **self.who)
        self.unmanaged = add_action(*self.keys, self.p018, "Visiter les entreprises", **self.who)
        people = IndicatorDraft("Jeunes formés", "jeunes", source="Registre", frequency="quarter", counts_people=True)
        self.trained = add_indicator(*self.keys, self.p017, people, **self.who)
        share = IndicatorDraft("Entreprises en règle", "%", baseline=40_000, baseline_year=2024, frequency="year")
        self.inspected = add_indicator(*self.keys, self.p018, share, **self.who)
        days = IndicatorDraft("Jours pour payer une facture", "jours", frequency="quarter", falls=True, source="SI")
        self.waiting = add_indicator(*self.keys, self.p159, days, **self.who)
        self.measure(self.p017, self.trained, 2025, 4, target=600_000, result=480_000, note="Peu de lieux de stage")
        self.measure(self.p017, self.trained, 2026, 1, target=150_000, result=120_000)
        self.measure(self.p018, self.inspected, 2025, 0, target=60_000)
        self.measure(self.p159, self.waiting, 2026, 1, target=30_000, result=24_000)
        document = plant_document(session, self.commune, 2025, status="executed", source="Compte 2025")
        plant_line(session, document, "jobs", programme_id=self.p017, credit=1000, committed=900, paid=750)
        plant_line(session, document, "social", programme_id=self.p018, credit=500, committed=400, paid=400)
        budget = plant_document(session, self.commune, 2026, status="voted", source="Budget 2026")
        plant_line(session, budget, "jobs", programme_id=self.p017, credit=1200)
        money = MoneyDraft(2026, 1, committed=300, paid=240, source="Contrôleur financier")
        set_money(*self.keys, self.p017, money, **self.who)
        seen = ProgressDraft(2026, 1, 20, "Deux centres ouverts")
        set_progress(*self.keys, self.p017, self.action, seen, **self.who)

    @property
    def all(self) -> list[int]:
        return [self.p017, self.p018, self.p159]

    def measure(self, programme: int, indicator: int, year: int, part: int, **figures: Any) -> None:
        set_measure(*self.keys, programme, indicator, MeasureDraft(year, part, **figures), **self.who)

    def dialogue(self, level: str, programmes: list[int], held_on: date, quarter: int = 1, **fields: Any) -> int:
        draft = DialogueDraft(level, programmes, 2026, held_on, quarter, **fields)
        return prepare_dialogue(*self.keys, draft, **self.who)

    def view(self, dialogue: int, *, administers: bool = True) -> DialogueView:
        reader = Reader(self.staff.id, administers)
        return find_dialogue(self.session, self.commune.id, dialogue, today=TODAY, reader=reader)

    def corrective(self, text: str, programme: int | None = None, **fields: Any) -> CorrectiveDraft:
        return CorrectiveDraft(text, **{"owner": "Service des stages", "due_on": MAY, **fields}, programme_id=programme)

    def _programme(self, code: str, name: str, responsible: str, *, is_support: bool = False) -> int:
        draft = ProgrammeDraft(code, name, is_support, responsible, "Servir", "Des résultats")
        return add_programme(*self.keys, draft, **self.who)
