"""The demonstration's documents, associations and next public session."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from models import Association, Commune, Cycle, Document, Participation, PublicSession
from models.document import DocumentCategory
from services.clock import day_in
from services.house import House


def fill_library(session: Session, house: House, commune: Commune, cycle: Cycle, data: dict[str, Any]) -> None:
    """Store one document, the associations that take part, and the next session."""
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
    meeting = data["session"]
    session.add(
        PublicSession(
            commune_id=commune.id,
            title=meeting["title"],
            place=meeting["place"],
            starts_at=(now + timedelta(days=meeting["in_days"])).replace(hour=9, minute=0, second=0, microsecond=0),
            made_at=now,
        )
    )
