"""What a management dialogue decides to put right."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import _
from models import Commune, ManagementDialogue
from services.follow_ups.origin import Origin, Source, Sources
from services.management_dialogues.naming import names_of
from services.management_dialogues.rows import dialogue_rows


def sources(session: Session, commune_id: int, ids: Collection[int]) -> Sources:
    """Return dialogues by their names in every language; their page is for staff."""
    mine = (ManagementDialogue.commune_id == commune_id, ManagementDialogue.id.in_(ids))
    rows = session.scalars(select(ManagementDialogue).where(*mine)).all()
    languages = session.get_one(Commune, commune_id).languages
    return {
        row.id: Source(names_of(row.title, languages), panel=f"management-dialogues/{row.id}")
        for row in dialogue_rows(session, commune_id, rows)
    }


ORIGIN = Origin("corrective_action", 20, _("Corrective action"), sources=sources)
