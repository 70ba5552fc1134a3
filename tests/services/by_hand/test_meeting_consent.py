"""A count sheet where no second person is: an outside witness types it, or one person once more after the notice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from budgeting.refusal import Refusal
from budgeting.ways_in import WaysIn
from services.by_hand.meeting_consent import stand_by_meeting, type_meeting_alone
from services.by_hand.meetings import MOST_DIFFERING
from services.cycles.consent import NOTICE
from services.cycles.notices import notices_of
from services.house import House
from services.witnesses.matters import open_matters
from services.witnesses.saying import answer, asked_by, voices_of
from tests.conftest import HandClock
from tests.services.by_hand.test_closing import newcomer, why
from tests.services.cycles.plans import CLOSES, GRACE, OPENS
from tests.services.meeting_town import MeetingDay, figures
from tests.services.one_person import IMAM, OnePerson

SHEET = (40, {1: 30, 2: 12})
OTHER = (40, {1: 30, 2: 11})


class AloneAtMeetings(OnePerson):
    """A sheet that waits, in a commune in which one person may decide."""

    def __init__(self, house: House, clock: HandClock) -> None:
        super().__init__(house, clock, WaysIn(by_hands=True))
        self.day = MeetingDay(**self.values)
        clock.set(OPENS + timedelta(hours=5))
        self.number = self.day.enter(*SHEET)
        self.sheet = (*self.here, self.cycle_id, self.number)

    def stand_by(self, staff: int | None = None) -> None:
        self.do(lambda session: stand_by_meeting(session, *self.sheet, staff_id=staff or self.awa))

    def type_alone(self, present: int, hands: dict[int, int]) -> Refusal | None:
        typed = figures(present, hands)
        found: Refusal | None = self.do(
            lambda session: type_meeting_alone(session, *self.sheet, typed, staff_id=self.awa)
        )
        return found

    def link(self) -> str:
        return self.link_to("count_sheet")

    def witness_types(self, link: str, present: int, hands: dict[int, int], code: str | None = None) -> str | Refusal:
        typed = figures(present, hands)
        said: str | Refusal = self.do(
            lambda session: answer(session, *self.here, link, self.code if code is None else code, figures=typed)
        )
        return said

    def notices(self) -> list[str]:
        return self.do(lambda session: [str(one.matter) for one in notices_of(session, self.here[1])])


@pytest.fixture
def town(house: House, clock: HandClock) -> AloneAtMeetings:
    return AloneAtMeetings(house, clock)


def test_one_person_types_a_sheet_once_more_after_the_public_notice_and_the_result_says_so(
    town: AloneAtMeetings, clock: HandClock
) -> None:
    assert why(lambda: town.type_alone(*SHEET)) == "cycle_not_alone"
    town.stand_by()
    (notice,) = town.do(lambda session: notices_of(session, town.here[1]))
    assert (str(notice.matter), notice.alone_from) == ("count_sheet", clock() + NOTICE)
    assert why(lambda: town.type_alone(*SHEET)) == "cycle_notice_runs"
    clock.set(CLOSES + GRACE)
    assert why(town.day.count) == "count_meeting_open"
    assert town.type_alone(*SHEET) is None
    (told,) = town.day.meetings()
    assert (told.is_open, told.entered_by, told.confirmed_by) == (False, told.confirmed_by, told.entered_by)
    assert (town.is_one_person(), town.notices()) == (True, [])
    assert town.day.count().outcome["votes"]["1"] == 30


def test_other_figures_confirm_nothing_name_their_lines_and_are_counted(
    town: AloneAtMeetings, clock: HandClock
) -> None:
    town.stand_by()
    clock.wait(hours=48)
    for _try in range(MOST_DIFFERING):
        differs = town.type_alone(*OTHER)
        assert differs is not None and differs.values == {"lines": "2"}
        clock.wait(hours=25)
    assert (town.day.meetings()[0].is_open, town.is_one_person()) == (True, False)
    assert why(lambda: town.type_alone(*SHEET)) == "hand_meeting_guessed"


def test_a_sheet_that_is_put_right_begins_its_notice_anew(town: AloneAtMeetings, clock: HandClock) -> None:
    town.stand_by()
    assert town.notices() == ["count_sheet"]
    clock.wait(hours=48)
    assert town.day.again(town.number, *OTHER, staff=town.awa) is False
    assert town.notices() == []
    assert why(lambda: town.type_alone(*OTHER)) == "cycle_not_alone"
    town.stand_by()
    assert why(lambda: town.type_alone(*OTHER)) == "cycle_notice_runs"


def test_a_void_sheet_is_told_in_no_notice_and_asked_of_no_witness(town: AloneAtMeetings) -> None:
    town.stand_by()
    town.day.void(town.number)
    assert town.notices() == []
    assert why(town.link) == "witness_nothing_waits"
    assert why(lambda: town.type_alone(*SHEET)) == "hand_meeting_void"


def test_only_who_entered_a_sheet_stands_by_it_and_a_second_person_simply_types_it(town: AloneAtMeetings) -> None:
    bio = newcomer(town.day, "Bio")
    assert why(lambda: town.stand_by(bio)) == "hand_meeting_not_own"
    town.stand_by()
    assert town.day.again(town.number, *SHEET, staff=bio) is True
    assert (town.is_one_person(), town.notices(), town.day.meetings()[0].confirmed_by) == (False, [], "Bio")


def test_an_outside_witness_types_a_sheet_from_the_paper_after_one_of_the_staff(town: AloneAtMeetings) -> None:
    assert why(town.link) == "witness_nothing_waits"
    town.stand_by()
    waiting = town.do(lambda session: open_matters(session, town.here[1]))
    assert "count_sheet" in [one.matter for one in waiting]
    link = town.link()
    asked = town.do(lambda session: asked_by(session, *town.here, link))
    assert (asked.has_changed, asked.meeting.place) == (False, "École")
    assert [project.number for project in asked.projects] == [1, 2, 3]
    assert town.witness_types(link, *SHEET, code="12") == ""
    differs = town.witness_types(link, *OTHER)
    assert isinstance(differs, Refusal) and differs.values == {"lines": "2"}
    assert town.day.sheets()[0].differed == 1
    assert town.witness_types(link, *SHEET) == "count_sheet"
    (told,) = town.day.meetings()
    assert (told.is_open, told.confirmed_by, town.is_one_person()) == (False, IMAM.name, False)
    voices = town.do(lambda session: voices_of(session, town.cycle_id))
    assert [(one.name, one.matter) for one in voices][-1] == (IMAM.name, "count_sheet")
    assert why(lambda: town.witness_types(link, *SHEET)) == "witness_link_dead"


def test_a_wrong_code_tells_a_witness_nothing_of_the_figures(town: AloneAtMeetings) -> None:
    town.stand_by()
    assert town.witness_types(town.link(), *OTHER, code="12345678") == ""
    assert town.day.sheets()[0].differed == 0


def test_a_witness_confirms_no_sheet_that_changed_since_the_link_was_made(town: AloneAtMeetings) -> None:
    town.stand_by()
    link = town.link()
    town.day.again(town.number, *OTHER, staff=town.awa)
    asked = town.do(lambda session: asked_by(session, *town.here, link))
    assert asked.has_changed and asked.meeting is None
    assert why(lambda: town.witness_types(link, *OTHER)) == "witness_nothing_waits"
