"""Which members of staff may settle which questions."""

from __future__ import annotations

from collections.abc import Iterable

from services.roles import RoleName

SETTLERS = frozenset({RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER})


def may_settle(roles: Iterable[str], *, is_budget: bool) -> bool:
    """May somebody with these roles answer, extend, refuse or close? The budget officer may, on budget questions."""
    held = set(roles)
    return bool(held & SETTLERS) or (is_budget and RoleName.BUDGET_OFFICER in held)
