"""A commune that meets in public, on both databases."""

from __future__ import annotations

import pytest

from services.house import House
from tests.conftest import HandClock
from tests.services.session_town import SessionTown


@pytest.fixture
def town(house: House, clock: HandClock) -> SessionTown:
    return SessionTown(house, clock)
