from __future__ import annotations

from tests.services.budgets.conftest import commune, session

__all__ = ["commune", "session"]
