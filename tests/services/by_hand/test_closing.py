"""Who closes a ballot box: nobody who typed in it; a witness, or one person after the public notice, where none is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from budgeting.ways_in import WaysIn
from models import BallotBox, Commune
from services.approvals import ENOUGH
from services.by_hand.boxes import close_ballot_box, recount_ballot_box
from services.cycles.consent import NOTICE
from services.cycles.notices import notices_of
from services.house import House
from services.roles import RoleName, ensure_roles
from services.witnesses.matters import open_matters
from services.witnesses.saying import answer, asked_by, voices_of
from tests.conftest import HandClock
from tests.services.cycles.plans import CLOSES, GRACE
from tests.services.hand_town import PaperDay, plant_paper_day
from tests.services.one_person import IMAM, OnePerson
from tests.services.townsfolk import plant_staff


def why(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return str(no.value.reason)


def newcomer(day: PaperDay, name: str) -> int:
    def plant(session: Session) -> int:
        return plant_staff(session, session.get_one(Commune, day.commune_id), name).id

    return day.house.work.write(plant)


def typed_by(day: PaperDay, staff: int, act: Callable[[], object]) -> None:
    """Let somebody else than Awa do what she does."""
    awa, day.awa = day.awa, staff
    act()
    day.awa = awa


def enter_more(day: PaperDay, code: str) -> None:
    day.sheet(code, "3")


def correct(day: PaperDay, code: str) -> None:
    day.sheet(code, "5", corrects=True)


def void_one(day: PaperDay, _code: str) -> None:
    day.void_sheet("no_code")


def take_back(day: PaperDay, _code: str) -> None:
    day.take_back("no_choice")


def recount(day: PaperDay, _code: str) -> None:
    where = (day.house, day.commune_id, day.cycle_id, day.box, 3)
    day.house.work.write(lambda session: recount_ballot_box(session, *where, staff_id=day.awa))


@pytest.mark.parametrize("act", [enter_more, correct, void_one, take_back, recount])
def test_nobody_who_typed_anything_in_a_box_closes_it(house: House, act: Callable[[PaperDay, str], None]) -> None:
    day = plant_paper_day(house, found=4)
    code, other = day.hand_out(2)
    day.sheet(code, "3")
    day.void_sheet("no_choice")
    typed_by(day, day.bio, lambda: act(day, other if act is enter_more else code))
    recounted = (house, day.commune_id, day.cycle_id, day.box, 4)
    house.work.write(lambda session: recount_ballot_box(session, *recounted, staff_id=day.awa))
    while day.boxes()[0].lacks:
        day.void_sheet("no_code")
    for staff in (day.awa, day.bio):
        assert why(lambda staff=staff: day.close(staff=staff)) == "hand_same_person"  # type: ignore[misc]
    day.close(staff=newcomer(day, "Chérif"))
    (box,) = day.boxes()
    assert (box.closed_by, box.closed_at is not None) == ("Chérif", True)


class Alone(OnePerson):
    """A box that is full, in a commune in which one person may decide."""

    def __init__(self, house: House, clock: HandClock) -> None:
        super().__init__(house, clock, WaysIn(on_paper=True, boxes="École"))
        self.day = PaperDay(**self.values)
        (self.code_of_sheet,) = self.day.hand_out(1)
        clock.set(CLOSES + GRACE)
        self.day.box = self.day.open(2, "Mairie")
        self.day.sheet(self.code_of_sheet, "1")
        self.day.void_sheet("no_code")

    def close(self, *, alone: bool = False) -> bool:
        """Let the one person say yes, or close the box alone."""
        where = (*self.here, self.day.cycle_id, self.day.box)
        closed: bool = self.do(lambda session: close_ballot_box(session, *where, staff_id=self.day.awa, alone=alone))
        return closed

    def link(self) -> str:
        return self.link_to("ballot_box")


@pytest.fixture
def town(house: House, clock: HandClock) -> Alone:
    return Alone(house, clock)


def test_one_person_closes_a_box_alone_after_the_public_notice_and_the_result_says_so(
    town: Alone, clock: HandClock
) -> None:
    assert why(lambda: town.close(alone=True)) == "cycle_not_alone"
    assert town.close() is False
    assert why(town.close) == "approval_given_already"
    (notice,) = town.do(lambda session: notices_of(session, town.day.commune_id))
    assert (str(notice.matter), notice.alone_from) == ("ballot_box", clock() + NOTICE)
    assert why(lambda: town.close(alone=True)) == "cycle_notice_runs"
    assert why(town.day.count) == "count_box_open"
    clock.wait(hours=48)
    assert town.close(alone=True) is True
    assert town.is_one_person()
    assert town.do(lambda session: notices_of(session, town.day.commune_id)) == []
    assert town.day.count().ballots == 1


def void_for_another_reason(town: Alone) -> None:
    town.day.take_back("no_code")
    town.day.void_sheet("no_choice")


def put_right(town: Alone) -> None:
    town.day.sheet(town.code_of_sheet, "2", corrects=True)


CHANGES = [void_for_another_reason, put_right]


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_in_a_box_begins_its_notice_anew(
    town: Alone, clock: HandClock, change: Callable[[Alone], None]
) -> None:
    town.close()
    clock.wait(hours=48)
    change(town)
    assert why(lambda: town.close(alone=True)) == "cycle_not_alone"
    assert town.do(lambda session: notices_of(session, town.day.commune_id)) == []
    assert town.close() is False


def test_an_outside_witness_closes_a_box_after_one_of_the_staff(town: Alone) -> None:
    assert why(town.link) == "witness_nothing_waits"
    town.close()
    (waiting, *_log) = town.do(lambda session: open_matters(session, town.day.commune_id))
    assert waiting.matter == "ballot_box"
    link = town.link()
    asked = town.do(lambda session: asked_by(session, *town.here, link))
    assert asked.box is not None and not asked.has_changed
    assert (asked.box.place, asked.box.found, asked.box.valid, asked.box.void) == ("Mairie", 2, 1, {"no_code": 1})
    assert town.do(lambda session: answer(session, *town.here, link, town.code)) == "ballot_box"
    (box,) = town.day.boxes()
    assert (box.closed_by, box.closed_at is not None, town.is_one_person()) == (IMAM.name, True, False)
    voices = town.do(lambda session: voices_of(session, town.day.cycle_id))
    assert [(one.name, one.matter) for one in voices][-1] == (IMAM.name, "ballot_box")
    assert town.day.count().ballots == 1


@pytest.mark.parametrize("change", CHANGES)
def test_a_witness_closes_no_box_that_changed_since_the_link_was_made(
    town: Alone, change: Callable[[Alone], None]
) -> None:
    town.close()
    link = town.link()
    change(town)
    assert town.do(lambda session: asked_by(session, *town.here, link)).has_changed
    assert why(lambda: town.do(lambda session: answer(session, *town.here, link, town.code))) == "witness_nothing_waits"
    assert town.day.boxes()[0].closed_at is None


def test_two_who_typed_in_a_box_are_not_two(town: Alone) -> None:
    def plant(session: Session) -> int:
        bio = plant_staff(session, session.get_one(Commune, town.day.commune_id), "Bio")
        bio.roles = [ensure_roles(session)[RoleName.ADMINISTRATOR]]
        box = session.scalars(select(BallotBox)).one()
        box.filled_by = [*box.filled_by, bio.id]
        return bio.id

    bio = town.do(plant)
    assert len({town.day.awa, bio}) == ENOUGH
    assert town.close() is False
    assert why(lambda: town.day.close(staff=bio)) == "hand_same_person"
