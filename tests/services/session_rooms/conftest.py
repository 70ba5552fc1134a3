from __future__ import annotations

import pytest

from services.house import House
from tests.conftest import HandClock
from tests.services.session_rooms.planting import Room


@pytest.fixture
def room(house: House, clock: HandClock) -> Room:
    return Room(house, clock)
