"""Which communes answer on a line."""

from __future__ import annotations

import time
from typing import cast

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models import LineCommune
from services.house import House
from services.line_book import FRESH_SECONDS

_SERVED = (
    select(LineCommune.commune_id).where(LineCommune.line_id == bindparam("line")).order_by(LineCommune.commune_id)
)


def communes_served(session: Session, house: House, line_id: int) -> tuple[int, ...]:
    """Return the ids of the communes that answer on a line, remembered for a moment.

    That there are none is never remembered: whoever writes right after the set-up is heard.
    """
    place = ("communes of line", line_id)
    read_at, served = house.memory.get(place, (float("-inf"), ()))
    if not served or time.monotonic() - read_at >= FRESH_SECONDS:
        served = tuple(session.scalars(_SERVED, {"line": line_id}))
        house.memory[place] = (time.monotonic(), served)
    return cast("tuple[int, ...]", served)
