"""The revision of a commune: it grows with every change of what turns remember."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Commune


def grow_revision(session: Session, commune_id: int) -> None:
    """Let whoever remembers something of the commune read it anew.

    Counted by the database: two processes that read the same number and both added one to it would leave the later
    change unseen, for the number it is remembered under has not grown.
    """
    session.execute(update(Commune).where(Commune.id == commune_id).values(revision=Commune.revision + 1))
