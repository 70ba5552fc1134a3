"""The demonstration's documents and associations."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from models import Association, Commune, Cycle, Document, Participation
from models.document import DocumentCategory
from services.clock import day_in
from services.house import House


def fill_library(session: Session, house: House, commune: Commune, cycle: Cycle, data: dict[str, Any]) -> None:
    """Store one document and the associations that take part."""
    now = house.clock()
    today = day_in(now, commune.time_zone)
    session.add(
        Document(
            commune_id=commune.id,
            title=f"Compte administratif {data['budget_year']} (démonstration)",
            category=DocumentCategory.ACCOUNT,
            language="fr",
            dated_on=today,
            link="/demo/budget",
            published_at=now,
        )
    )
    for found in data["association"]:
        association = Association(commune_id=commune.id, name=found["name"], field=found["field"], made_at=now)
        session.add(association)
        session.flush()
        session.add(
            Participation(association_id=association.id, cycle_id=cycle.id, role="Animation de quartier", day=today)
        )
