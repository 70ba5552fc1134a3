"""Documents and lines for tests that need them in a database."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from models import BudgetDocument, BudgetLine, Commune, Programme
from tests.services.townsfolk import NOW, planted

TODAY = NOW.date()


def plant_document(session: Session, commune: Commune, year: int = 2025, **values: Any) -> BudgetDocument:
    fields = {
        "commune_id": commune.id,
        "title": f"Budget {year}",
        "year": year,
        "status": "voted",
        "source": "budget.xlsx",
        "source_digest": "0" * 64,
        "report": {},
        "imported_at": NOW,
    }
    return planted(session, BudgetDocument(**{**fields, **values}))


def plant_programme(session: Session, document: BudgetDocument, code: str, name: str) -> Programme:
    return planted(session, Programme(commune_id=document.commune_id, code=code, name=name))


def plant_line(
    session: Session,
    document: BudgetDocument,
    topic: str | None,
    *,
    side: str = "expenditure",
    programme_id: int | None = None,
    zone_id: int | None = None,
    nature: str | None = None,
    **amounts: int,
) -> BudgetLine:
    return planted(
        session,
        BudgetLine(
            document_id=document.id,
            topic=topic,
            side=side,
            label=topic or "line",
            programme_id=programme_id,
            zone_id=zone_id,
            nature=nature,
            amounts=amounts,
        ),
    )
