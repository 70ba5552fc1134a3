"""What a desk works with during one turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Contact, Line
from services.contacts import Visitor
from services.house import House


@dataclass(frozen=True, slots=True)
class Scope:
    """One visitor at the desk: who, on which line, when, and the arrival sequence of the message."""

    session: Session
    house: House
    line: Line
    visitor: Visitor
    event_at: datetime | None
    now: datetime
    sequence: int

    @property
    def contact(self) -> Contact:
        """The contact who wrote."""
        return self.visitor.contact

    @property
    def commune(self) -> Commune:
        """The commune that is asked; a `Refusal` on a line that serves none."""
        if self.visitor.commune is None:
            raise Refusal("no_commune_here")
        return self.visitor.commune

    @property
    def language(self) -> str:
        """The contact's language, else the commune's own."""
        return self.contact.language or self.commune.languages[0]

    @property
    def counts(self) -> bool:
        """Does what this contact does count? A simulated phone counts only in a demonstration commune."""
        commune = self.visitor.commune
        return commune is not None and (not self.contact.is_simulated or commune.is_demo)
