from __future__ import annotations

from tests.services.budgets.conftest import session
from tests.services.follow_ups.conftest import clock

__all__ = ["clock", "session"]
