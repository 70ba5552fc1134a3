"""The demonstration's budget: real figures of a real account, read by the same reader as any other."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from models import Commune
from services.budgets.importing import Source, import_budget
from services.budgets.opening import read_file
from services.house import House

SOURCE = Path(__file__).parent / "budget.csv"
QUOTED = "compte d'Andrafiabe"  # short: every answer by SMS quotes it


def load_budget(session: Session, house: House, commune: Commune, staff_id: int) -> None:
    """Import the budget into the commune."""
    content = SOURCE.read_bytes()
    reading = read_file(content, SOURCE.name, currency=commune.currency, year=None)
    source = Source(QUOTED, Source.of(SOURCE.name, content).digest)
    import_budget(session, house, commune, reading, source=source, staff_id=staff_id)
