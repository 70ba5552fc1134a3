"""Which members of staff may settle which questions."""

from __future__ import annotations

from collections.abc import Iterable

from services.roles import RoleName

SETTLERS = frozenset({RoleName.ADMINISTRATOR, RoleName.COMMUNICATION_OFFICER})


def settlers_of(*, is_budget: bool) -> frozenset[RoleName]:
    """Return who answers, extends, refuses or closes: the budget officer too, on budget questions."""
    return SETTLERS | {RoleName.BUDGET_OFFICER} if is_budget else SETTLERS


def may_settle(roles: Iterable[str], *, is_budget: bool) -> bool:
    """May somebody with these roles answer, extend, refuse or close?"""
    return not settlers_of(is_budget=is_budget).isdisjoint(roles)
