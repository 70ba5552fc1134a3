from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import Commune
from tests.services.townsfolk import plant_commune


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """One transaction that is never committed."""
    with Session(engine) as opened:
        yield opened


@pytest.fixture
def commune(session: Session) -> Commune:
    return plant_commune(session, population=1000)
