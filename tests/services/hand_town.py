"""A commune on the day of a vote by codes whose rules let staff enter ballots, with help and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from budgeting.ways_in import BothWays, WayIn, WaysIn
from models import Commune, CountRun, Cycle, EnteredBallots
from models.cycle import IdentityLevel
from services.by_hand.boxes import close_ballot_box, open_ballot_box
from services.by_hand.helping import Helped, cast_with_help, show_with_help
from services.by_hand.reading import BoxView, boxes_of
from services.by_hand.sheets import Entered, enter_sheet, new_sheet_id, show_sheet, take_back_void, void_sheet
from services.by_hand.typing import Hand, Shown, Typed
from services.codes.making import NewBatch, draw_batch, keep_batch
from services.counting.count import count_cycle
from services.cycles.rules import write_rules
from services.cycles.ways import set_ways
from services.house import House
from services.revision import grow_revision
from tests.services.codes_town import CodeDay, plant_code_day
from tests.services.polling_day import plant_vote
from tests.services.townsfolk import plant_staff


@dataclass
class HandDay(CodeDay):
    """A polling day with two members of staff at their desks."""

    awa: int = 0
    bio: int = 0

    def look(self, code: str, choices: str, staff: int | None = None) -> Shown | Refusal:
        """Let somebody type a code and choices at the desk."""
        where = (self.house, self.commune_id, self.cycle_id, Typed(code, choices))
        return self.house.work.write(lambda session: show_with_help(session, *where, staff_id=staff or self.awa))

    def shown(self, code: str, choices: str, staff: int | None = None) -> Shown:
        """Let somebody type a ballot that is one."""
        found = self.look(code, choices, staff)
        assert isinstance(found, Shown), found
        return found

    def cast(self, token: str, staff: int | None = None) -> Helped:
        """Let somebody say yes to what was shown."""
        where = (self.house, self.commune_id, self.cycle_id, token)
        return self.house.work.write(lambda session: cast_with_help(session, *where, staff_id=staff or self.awa))

    def help(self, code: str, choices: str, staff: int | None = None) -> Helped:
        """Let somebody vote with help."""
        return self.cast(self.shown(code, choices, staff).token, staff)

    def entered(self) -> dict[tuple[int, str], int]:
        """Return how many ballots each person entered, by way in."""
        rows = self.house.work.read(lambda session: list(session.scalars(select(EnteredBallots))))
        return {(row.staff_id, row.channel): row.ballots for row in rows}


def plant_hand_day(house: House, ways: WaysIn | None = None, **cycle: Any) -> HandDay:
    """Plant a polling day at level C with these ways in; `cycle` are other values of its cycle."""
    day = plant_code_day(house)
    chosen = ways or WaysIn(with_help=True, on_paper=True, both=BothWays.PAPER)

    def announce(session: Any) -> tuple[int, int]:
        row = session.get_one(Cycle, day.cycle_id)
        set_ways(row, chosen)
        for name, value in cycle.items():
            setattr(row, name, value)
        write_rules(session, row)
        grow_revision(session, day.commune_id)
        commune = session.get_one(Commune, day.commune_id)
        return plant_staff(session, commune, "Awa").id, plant_staff(session, commune, "Bio").id

    awa, bio = house.work.write(announce)
    return HandDay(day.house, day.commune_id, day.cycle_id, day.opens_at, day.closes_at, day.lines, awa=awa, bio=bio)


def plant_code_vote(
    session: Session,
    house: House,
    commune_id: int,
    ways: WaysIn,
    opens_at: datetime,
    closes_at: datetime,
    first: int = 1,
    **values: Any,
) -> tuple[int, tuple[str, ...]]:
    """Plant a vote by codes with these ways in, its projects from that number on, and three codes.

    `values` are other values of its cycle.
    """
    commune = session.get_one(Commune, commune_id)
    found = plant_vote(session, house, commune, opens_at, closes_at, first)
    row = session.get_one(Cycle, found)
    row.identity_level = IdentityLevel.VOTING_CODE
    set_ways(row, ways)
    for name, value in values.items():
        setattr(row, name, value)
    write_rules(session, row)
    drawn = draw_batch(session, house, commune_id, found, NewBatch(3, "Zongo", "Awa"))
    keep_batch(session, house, commune_id, drawn, staff_id=None)
    grow_revision(session, commune_id)
    return found, drawn.codes


@dataclass
class PaperDay(HandDay):
    """A polling day with a ballot box that Awa has opened."""

    box: int = 0

    def look_at(self, code: str, choices: str, *, corrects: bool = False, box: int = 0) -> Shown | Refusal:
        """Let Awa type a sheet."""
        where = (self.house, self.commune_id, self.cycle_id, Typed(code, choices))
        hand = Hand(self.awa, WayIn.PAPER, box or self.box, corrects)
        return self.house.work.write(lambda session: show_sheet(session, *where, hand))

    def enter(self, token: str, box: int = 0) -> Entered | Refusal:
        """Let Awa say yes to a sheet."""
        hand = Hand(self.awa, WayIn.PAPER, box or self.box)
        where = (self.house, self.commune_id, self.cycle_id, token, hand)
        return self.house.work.write(lambda session: enter_sheet(session, *where))

    def sheet(self, code: str, choices: str, *, corrects: bool = False, box: int = 0) -> Entered:
        """Enter a sheet that is a ballot."""
        shown = self.look_at(code, choices, corrects=corrects, box=box)
        assert isinstance(shown, Shown), shown
        entered = self.enter(shown.token, box)
        if isinstance(entered, Refusal):
            raise entered
        return entered

    def take_back(self, reason: str) -> None:
        """Take a void sheet back."""
        where = (self.house, self.commune_id, self.cycle_id, self.box, reason)
        self.house.work.write(lambda session: take_back_void(session, *where, staff_id=self.awa))

    def void_sheet(self, reason: str, words: str = "", sheet_id: str = "") -> None:
        """Enter a sheet that is none."""
        where = (self.house, self.commune_id, self.cycle_id, self.box, sheet_id or new_sheet_id(), reason, words)
        self.house.work.write(lambda session: void_sheet(session, *where, staff_id=self.awa))

    def open(self, found: int, place: str = "École") -> int:
        """Let Awa open one more box."""
        where = (self.house, self.commune_id, self.cycle_id, place, found)
        return self.house.work.write(lambda session: open_ballot_box(session, *where, staff_id=self.awa))

    def close(self, box: int = 0, staff: int | None = None) -> None:
        """Let Bio, or somebody else, close a box."""
        where = (self.house, self.commune_id, self.cycle_id, box or self.box)
        self.house.work.write(lambda session: close_ballot_box(session, *where, staff_id=staff or self.bio))

    def boxes(self) -> list[BoxView]:
        """Return the boxes as pages show them."""
        return self.house.work.read(lambda session: boxes_of(session, self.cycle_id))

    def count(self) -> CountRun:
        """Count the ballots, at whatever time it is."""
        where = (self.house, self.commune_id, self.cycle_id)
        return self.house.work.write(lambda session: count_cycle(session, *where, staff_id=None))


def plant_paper_day(house: House, both: BothWays = BothWays.PAPER, *, found: int = 3, **cycle: Any) -> PaperDay:
    """Plant a polling day with paper, under this rule, and a box in which so many sheets were found."""
    day = plant_hand_day(house, WaysIn(with_help=True, on_paper=True, both=both), **cycle)
    paper = PaperDay(**vars(day))
    paper.box = paper.open(found, "Mairie")
    return paper
