"""The roles of the panel, and who may do what with them."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Role


class RoleName(StrEnum):
    """What a member of staff may do; one person can have several."""

    ADMINISTRATOR = "administrator"
    BUDGET_OFFICER = "budget_officer"
    COMMUNICATION_OFFICER = "communication_officer"
    MODERATOR = "moderator"
    OBSERVER = "observer"


EVERYONE = frozenset(RoleName)
WRITERS = EVERYONE - {RoleName.OBSERVER}
"""Those who may change something: an observer only reads."""

DECIDERS = frozenset({RoleName.ADMINISTRATOR, RoleName.BUDGET_OFFICER})
"""Those who may say yes to what takes two people."""


def ensure_roles(session: Session) -> dict[RoleName, Role]:
    """Return the rows of all roles, adding those that are not there yet."""
    known = {role.name: role for role in session.scalars(select(Role))}
    for name in RoleName:
        if name not in known:
            known[name] = Role(name=name.value, permissions=[])
            session.add(known[name])
    session.flush()
    return {name: known[name] for name in RoleName}
