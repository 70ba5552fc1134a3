"""What every counter of the desk shares."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.desk.scope import Scope
from services.house import House


class Counter:
    """A part of the desk, working for one visitor."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    @property
    def session(self) -> Session:
        """The turn's session."""
        return self.scope.session

    @property
    def house(self) -> House:
        """The house."""
        return self.scope.house
