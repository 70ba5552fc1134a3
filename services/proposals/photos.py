"""The photo of a proposal, for staff."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.house import House
from services.proposals.reading import find_proposal
from services.sent_files import PhotoFile, kept_photo


def open_photo(session: Session, house: House, commune_id: int, reference: str) -> PhotoFile:
    """Return the kept photo of a proposal of the commune; `Refusal` where there is none."""
    return kept_photo(house, find_proposal(session, commune_id, reference).photo)
