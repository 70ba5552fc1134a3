"""A commune with staff, a line and people, and promises of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import FollowUp
from services.follow_ups.finding import Reader
from services.follow_ups.following import follow
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.house import House
from tests.services.townsfolk import plant_commune, plant_contact, plant_line, plant_staff

TODAY = date(2026, 4, 1)
"""The day of `NOW` where the commune is."""
MAY, JUNE, LAST_YEAR = date(2026, 5, 29), date(2026, 6, 30), date(2025, 12, 31)


class Hall:
    """A town hall with two people who follow what it promises."""

    def __init__(self, session: Session, house: House) -> None:
        self.session, self.house = session, house
        self.commune = plant_commune(session)
        self.line = plant_line(session, self.commune)
        self.staff = plant_staff(session, self.commune)
        self.ali, self.bio = (plant_contact(session, house, self.commune, f"+2290197000{n}") for n in range(2))
        self.keys: tuple[Session, House, int] = (session, house, self.commune.id)
        self.who = {"staff_id": self.staff.id}

    def promise(self, text: str = "Multiplier les canaux d'information", **fields: Any) -> FollowUp:
        given = {"origin": "recommendation", "occasion": "Séance du 22 février 2026", "due_on": MAY, **fields}
        return add_follow_up(*self.keys, NewFollowUp(text=text, **given), **self.who)

    def tell_ali(self, row: FollowUp) -> None:
        follow(self.session, self.house, row, self.ali.id, self.line.id)

    def reader(self, *, administers: bool = False) -> Reader:
        return Reader(self.staff.id, administers)

    def why(self, act: Any, *given: Any, **named: Any) -> str:
        with pytest.raises(Refusal) as no:
            act(*self.keys, *given, **{**self.who, **named})
        return str(no.value.reason)
