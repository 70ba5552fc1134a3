"""A commune on the days of a vote whose rules let meetings vote by show of hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from budgeting.ways_in import WaysIn
from models import CountRun, CountSheet
from services.by_hand.meeting_list import MeetingView, meetings_page
from services.by_hand.meetings import Figures, Meeting, enter_meeting, type_meeting_again, void_meeting
from services.counting.count import count_cycle
from services.counting.publish import publish, run_digest
from services.house import House
from tests.services.cycles.plans import CLOSES, OPENS, Plan
from tests.services.polling_day import PollingDay
from tests.services.townsfolk import plant_line

HELD = OPENS + timedelta(hours=2)
SIGNED = ("Chef de quartier", "Secrétaire de séance")


@dataclass
class MeetingDay(PollingDay):
    """A vote with two members of staff, who hold the papers of its meetings."""

    awa: int = 0
    bio: int = 0

    def enter(self, present: int, hands: dict[int, int], place: str = "École", at: datetime = HELD, **more: Any) -> int:
        """Let Awa type a count sheet."""
        meeting = Meeting(place, at, more.get("signed", SIGNED))
        where = (self.house, self.commune_id, self.cycle_id, meeting, figures(present, hands))
        return self.house.work.write(lambda db: enter_meeting(db, *where, staff_id=more.get("staff", self.awa)))

    def again(self, number: int, present: int, hands: dict[int, int], staff: int | None = None) -> bool | Refusal:
        """Let Bio, or somebody else, type it again."""
        where = (self.house, self.commune_id, self.cycle_id, number, figures(present, hands))
        return self.house.work.write(lambda db: type_meeting_again(db, *where, staff_id=staff or self.bio))

    def confirmed(self, present: int, hands: dict[int, int], place: str = "École", at: datetime = HELD) -> int:
        """Let both type the same."""
        number = self.enter(present, hands, place, at)
        assert self.again(number, present, hands) is True
        return number

    def void(self, number: int, reason: str = "compté deux fois") -> None:
        """Let Awa make a sheet void."""
        where = (self.house, self.commune_id, self.cycle_id, number, reason)
        self.house.work.write(lambda db: void_meeting(db, *where, staff_id=self.awa))

    def meetings(self) -> tuple[MeetingView, ...]:
        """Return the meetings as pages show them."""
        where = (self.house, self.commune_id, self.cycle_id)
        return self.house.work.read(lambda db: meetings_page(db, *where).meetings)

    def sheets(self) -> list[CountSheet]:
        """Return the sheets as they are kept."""
        return self.house.work.read(lambda db: list(db.scalars(select(CountSheet).order_by(CountSheet.number))))

    def count(self) -> CountRun:
        """Count, at whatever time it is."""
        where = (self.house, self.commune_id, self.cycle_id)
        return self.house.work.write(lambda db: count_cycle(db, *where, staff_id=None))

    def publish(self) -> CountRun:
        """Count, and let both agree to publish."""
        run = self.count()

        def agree(session: Session) -> None:
            for person in (self.awa, self.bio):
                publish(session, self.house, self.commune_id, self.cycle_id, run_digest(run), staff_id=person)

        self.house.work.write(agree)
        return run


def figures(present: int, hands: dict[int, int]) -> Figures:
    """Return what stands on a sheet."""
    return Figures(present, {str(number): raised for number, raised in hands.items()})


def plant_meeting_day(house: House, ways: WaysIn | None = None, **values: Any) -> MeetingDay:
    """Plant a vote, approved by two people, with shows of hands."""

    def approve(session: Session) -> MeetingDay:
        made = Plan(session, house, ways=ways or WaysIn(by_hands=True), **values).approved()
        lines = {"sms": plant_line(session, made.commune).id}
        awa, bio = (person.id for person in made.staff)
        return MeetingDay(
            house, made.commune.id, made.cycle.id, OPENS, CLOSES, lines, count(1), awa=awa, bio=bio
        )  # fmt: skip

    return house.work.write(approve)
