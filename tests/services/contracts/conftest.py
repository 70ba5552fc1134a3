from __future__ import annotations

import pytest

from tests.conftest import HandClock
from tests.services.townsfolk import NOW


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)
