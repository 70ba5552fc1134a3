"""What one person announced to do alone, and the votes that were cancelled: said on the home page and the results."""

from __future__ import annotations

from portal.desk import commune, current_house, read
from portal.words import MATTERS
from services.broadcasts.notices import broadcast_notices
from services.cycles.notices import notices_of
from services.public import voided_cycles


def announcements() -> dict[str, object]:
    """Return what the template `notices.html` shows of the commune of this request."""
    place = commune().id
    return {
        "notices": read(lambda db: [*notices_of(db, place), *broadcast_notices(db, current_house(), place)]),
        "matters": MATTERS,
        "voided": read(lambda session: voided_cycles(session, place)),
    }
