"""Ballots on paper: a sheet is one ballot or void for a reason, and a code counts once whichever ways it was used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from budgeting.refusal import Refusal
from budgeting.voting_codes import new_code
from budgeting.ways_in import BothWays, SheetVoid, WayIn, WaysIn
from models import AuditEntry, Ballot, CodeTries, Sheet, Turnout
from services.by_hand.boxes import recount_ballot_box
from services.by_hand.sheets import Entered, new_sheet_id
from services.by_hand.typing import MOST_TRIES
from services.house import House
from tests.conftest import HandClock
from tests.services.hand_town import PaperDay, plant_hand_day, plant_paper_day
from tests.services.polling_day import GRACE

PHONE = "+22890112233"


@pytest.fixture
def day(house: House) -> PaperDay:
    return plant_paper_day(house)


def all_of(house: House, table: Any) -> list[Any]:
    return house.work.read(lambda session: list(session.scalars(select(table).order_by(*table.__table__.primary_key))))


def why(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return str(no.value.reason)


def why_not_shown(found: object) -> str:
    assert isinstance(found, Refusal), found
    return str(found.reason)


def after_grace(day: PaperDay, clock: HandClock) -> None:
    clock.set(day.closes_at + timedelta(seconds=GRACE))


@pytest.mark.parametrize("both", list(BothWays))
def test_a_sheet_is_a_ballot_before_and_after_the_closing(house: House, clock: HandClock, both: BothWays) -> None:
    day = plant_paper_day(house, both)
    first, second, blank = day.hand_out(3)
    assert day.sheet(first, "3 4").void is None
    after_grace(day, clock)
    day.sheet(second, "5")
    day.sheet(blank, "0")
    assert day.choices() == [[], [3, 4], [5]]
    assert {(row.channel, row.in_grace) for row in all_of(house, Ballot)} == {("paper", False)}
    assert [(row.channel, row.language) for row in all_of(house, Turnout)] == [("paper", None)] * 3
    assert day.entered() == {(day.awa, "paper"): 3}


def test_where_paper_counts_it_stands_over_phones_whenever_they_came(day: PaperDay, clock: HandClock) -> None:
    before, later, late = day.hand_out(3)
    day.sms(PHONE, f"VOTE {before} 3")
    for code in (before, later, late):
        assert day.sheet(code, "5").void is None
    clock.wait(minutes=5)
    answer = day.sms(PHONE, f"VOTE {later} 6")
    assert answer.reply is not None and "papier" in answer.reply.text and "Reçu" in answer.reply.text
    mine = day.sms(PHONE, f"MON VOTE {later}").reply
    assert mine is not None and "papier" in mine.text and "5 Projet 5" in mine.text and "On ne peut pas" in mine.text
    assert "Changer" not in mine.text
    assert not day.help(before, "7").stands
    clock.set(day.closes_at + timedelta(hours=1))
    day.sms(PHONE, f"VOTE {late} 6", event_at=day.closes_at - timedelta(seconds=1))
    assert day.choices() == [[5], [5], [5]]
    assert len(all_of(day.house, Turnout)) == 3


def test_where_phones_count_a_sheet_beside_one_is_void_and_one_before_it_is_replaced(
    house: House, clock: HandClock
) -> None:
    day = plant_paper_day(house, BothWays.PHONE)
    before, later, helped = day.hand_out(3)
    day.sms(PHONE, f"VOTE {before} 3")
    day.help(helped, "4")
    assert day.sheet(before, "5").void is SheetVoid.BY_PHONE
    assert day.sheet(helped, "5").void is SheetVoid.BY_PHONE
    assert day.sheet(later, "5").void is None
    clock.wait(minutes=5)
    mine = day.sms(PHONE, f"MON VOTE {later}").reply
    assert mine is not None and "Changer avant" in mine.text
    day.sms(PHONE, f"VOTE {later} 6")
    assert day.choices() == [[3], [4], [6]]
    (box,) = day.boxes()
    assert (box.valid, box.void) == (1, {"by_phone": 2})


@pytest.mark.parametrize("both", list(BothWays))
def test_a_code_on_two_sheets_counts_once(house: House, both: BothWays) -> None:
    day = plant_paper_day(house, both)
    (code,) = day.hand_out(1)
    day.sheet(code, "3")
    assert day.sheet(code, "4").void is SheetVoid.TWICE
    other = day.open(1)
    assert day.sheet(code, "5", box=other).void is SheetVoid.TWICE
    assert day.choices() == [[3]]


def test_a_mistyped_sheet_is_put_right_in_its_own_open_box(day: PaperDay) -> None:
    (code,) = day.hand_out(1)
    day.sheet(code, "3")
    assert day.sheet(code, "4", corrects=True).is_corrected
    assert day.choices() == [[4]]
    assert day.boxes()[0].valid == 1
    trail = [row for row in all_of(day.house, AuditEntry) if row.act == "sheet_corrected"]
    assert [set(row.details) for row in trail] == [{"state", "box"}]


def test_no_code_is_asked_whether_it_voted_by_putting_sheets_right(day: PaperDay) -> None:
    here, elsewhere, by_phone, never = day.hand_out(4)
    day.sheet(here, "3")
    second = day.open(1)
    day.sheet(elsewhere, "3", box=second)
    day.sms(PHONE, f"VOTE {by_phone} 6")
    for code in (elsewhere, by_phone, never):
        assert why(lambda code=code: day.sheet(code, "4", corrects=True)) == "hand_nothing_to_correct"  # type: ignore[misc]
    trail = [(row.act, row.details["box"]) for row in all_of(day.house, AuditEntry) if row.staff_id == day.awa]
    assert trail[-3:] == [("sheet_not_found", day.box)] * 3
    assert [row.wrong for row in all_of(day.house, CodeTries)] == [3]


def test_who_tries_to_put_right_what_is_not_there_is_stopped_like_who_guesses(day: PaperDay) -> None:
    here, never = day.hand_out(2)
    day.sheet(here, "3")
    shown: list[Any] = [day.look_at(never, "4", corrects=True) for _time in range(2)]
    most = MOST_TRIES[WayIn.PAPER]
    assert isinstance(day.enter(shown[0].token), Refusal)
    day.house.work.write(lambda session: session.execute(update(CodeTries).values(wrong=most)))
    assert why(lambda: day.enter(shown[1].token)) == "hand_tries_used"
    assert why_not_shown(day.look_at(here, "4", corrects=True)) == "hand_tries_used"


def test_a_correction_sent_again_changes_nothing_that_was_put_right_since(day: PaperDay) -> None:
    (code,) = day.hand_out(1)
    day.sheet(code, "3")
    shown: Any = day.look_at(code, "4", corrects=True)
    assert day.enter(shown.token) == Entered(None, is_corrected=True)
    day.sheet(code, "5", corrects=True)
    assert day.enter(shown.token) == Entered(None, is_corrected=True, is_again=True)
    assert day.choices() == [[5]]
    assert all(times == 1 for times in day.log_of("cast").values())


def test_a_yes_sent_twice_enters_one_sheet(day: PaperDay) -> None:
    (code,) = day.hand_out(1)
    shown: Any = day.look_at(code, "3")
    assert day.enter(shown.token) == day.enter(shown.token)
    sheet_id = new_sheet_id()
    for _time in range(2):
        day.void_sheet("no_code", sheet_id=sheet_id)
    assert (day.boxes()[0].valid, day.boxes()[0].void) == (1, {"no_code": 1})


def test_void_sheets_say_why_and_never_a_code(day: PaperDay) -> None:
    (code,) = day.hand_out(1)
    day.void_sheet("other", f"déchirée, {code[:5]} {code[5:]}")
    (sheet,) = all_of(day.house, Sheet)
    assert (str(sheet.void), sheet.words) == ("other", "déchirée,")
    assert why(lambda: day.void_sheet("other", " ")) == "hand_words_needed"
    for reason in ("twice", "by_phone", "rubbish", ""):
        assert why(lambda reason=reason: day.void_sheet(reason)) == "hand_void_wrong"  # type: ignore[misc]


def test_a_void_sheet_entered_by_mistake_is_taken_back_and_the_trail_says_so(day: PaperDay) -> None:
    day.void_sheet("no_code")
    day.take_back("no_code")
    assert day.boxes()[0].lacks == 3
    assert why(lambda: day.take_back("no_code")) == "hand_no_such_void"
    assert [row.act for row in all_of(day.house, AuditEntry)][-1] == "void_sheet_taken_back"


@pytest.mark.parametrize("both", list(BothWays))
def test_a_void_sheet_that_the_box_found_out_keeps_its_place(house: House, both: BothWays) -> None:
    day = plant_paper_day(house, both)
    code, phone = day.hand_out(2)
    day.sheet(code, "3")
    day.sheet(code, "4")
    day.sms(PHONE, f"VOTE {phone} 3")
    day.sheet(phone, "4")
    for reason in ("twice", "by_phone", "rubbish"):
        assert why(lambda reason=reason: day.take_back(reason)) == "hand_void_wrong"  # type: ignore[misc]
    assert day.boxes()[0].lacks == 0


def test_a_box_takes_as_many_sheets_as_were_found_in_it(day: PaperDay) -> None:
    codes = day.hand_out(4)
    for code in codes[:3]:
        day.sheet(code, "3")
    assert why(lambda: day.sheet(codes[3], "3")) == "hand_box_full"
    assert len(day.choices()) == 3
    recount(day, 4)
    assert day.sheet(codes[3], "3").void is None
    assert why(lambda: recount(day, 3)) == "hand_found_wrong"


def recount(day: PaperDay, found: int) -> None:
    where = (day.house, day.commune_id, day.cycle_id, day.box, found)
    day.house.work.write(lambda session: recount_ballot_box(session, *where, staff_id=day.awa))


def test_a_box_is_closed_by_a_second_person_once_every_sheet_is_entered(day: PaperDay, clock: HandClock) -> None:
    codes = day.hand_out(3)
    for code in codes[:2]:
        day.sheet(code, "3")
    assert why(day.close) == "hand_box_lacks"
    after_grace(day, clock)
    assert why(day.count) == "count_box_open"
    day.void_sheet("no_code")
    assert why(lambda: day.close(staff=day.awa)) == "hand_same_person"
    day.close()
    assert why(day.close) == "hand_box_closed"
    assert why_not_shown(day.look_at(codes[2], "3")) == "hand_box_closed"
    assert day.count().ballots == 2
    assert why(lambda: day.open(1)) == "hand_counted"


def test_a_code_that_is_not_good_is_no_ballot_and_one_voided_later_is_set_aside(
    day: PaperDay, clock: HandClock
) -> None:
    good, void = day.hand_out(2)
    stranger = new_code(lambda _below: 7)
    assert why_not_shown(day.look_at(stranger, "3")) == "voting_code_not_good"
    day.sheet(void, "3")
    day.sheet(good, "4")
    day.void_sheet("code_not_good")
    day.void(void)
    day.close()
    after_grace(day, clock)
    assert day.count().ballots == 1
    assert len(all_of(day.house, Turnout)) == 1


def test_no_box_is_opened_before_the_vote(day: PaperDay, clock: HandClock) -> None:
    clock.set(day.opens_at - timedelta(minutes=1))
    assert why(lambda: day.open(1)) == "vote_opens_later"


def test_no_box_is_opened_where_the_rules_announce_no_paper(house: House) -> None:
    day = PaperDay(**vars(plant_hand_day(house, WaysIn(with_help=True))))
    assert why(lambda: day.open(1)) == "hand_no_paper"


@pytest.mark.parametrize(("place", "found"), [("", 3), ("Mairie", -1), ("Mairie", 10**6)])
def test_a_box_without_a_place_or_with_a_wrong_number_is_refused(day: PaperDay, place: str, found: int) -> None:
    assert why(lambda: day.open(found, place)) in {"hand_place_missing", "hand_found_wrong"}
