"""A vote with an agent's help: recorded like a phone's, from nothing but a good code, and seen before it counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from budgeting.ballot import BallotFormat
from budgeting.refusal import Refusal
from budgeting.voting_codes import new_code, write_code
from budgeting.ways_in import PHONES_ONLY, WaysIn
from models import AuditEntry, Ballot, CodeTries, PhoneUse, Project, Turnout
from services.by_hand.helping import Helped, cast_with_help, votes_with_help
from services.clock import hour_of
from services.codes.tries import ATTACK, MOST, may_try, staff_tries
from services.house import House
from services.rows import put
from services.voting.log import append_pending
from tests.conftest import HandClock
from tests.services.at_once import at_once
from tests.services.hand_town import HandDay, plant_hand_day

PHONE = "+22890112233"


@pytest.fixture
def day(house: House) -> HandDay:
    return plant_hand_day(house)


def all_of(house: House, table: Any) -> list[Any]:
    return house.work.read(lambda session: list(session.scalars(select(table))))


def why(found: object) -> str:
    assert isinstance(found, Refusal), found
    return str(found.reason)


def why_not_cast(day: HandDay, token: str, staff: int | None = None) -> str:
    with pytest.raises(Refusal) as no:
        day.cast(token, staff)
    return str(no.value.reason)


def stranger_to(codes: tuple[str, ...], number: int = 1) -> str:
    """A well-formed code that was not made."""
    return next(code for drawn in range(number, 10**6) if (code := new_code(lambda _b, d=drawn: d)) not in codes)


def test_a_number_from_before_the_draw_is_said_with_the_one_of_today_and_not_recorded(day: HandDay) -> None:
    (code,) = day.hand_out(1)
    renumbered = update(Project).where(Project.cycle_id == day.cycle_id, Project.number == 4)
    day.house.work.write(lambda session: session.execute(renumbered.values(former_number=61)))
    shown = day.shown(write_code(code), "3 61 99")
    assert ([project.number for project in shown.projects], shown.unknown) == ([3], (61, 99))
    assert shown.drawn == ((61, 4),)
    day.cast(shown.token)
    assert [record["choices"] for record in day.records()] == [[3]]


def test_a_ballot_is_seen_in_words_and_recorded_with_a_receipt(day: HandDay) -> None:
    (code,) = day.hand_out(1)
    shown = day.shown(write_code(code), "3 4 99")
    assert ([project.number for project in shown.projects], shown.unknown, shown.cost) == ([3, 4], (99,), 7_000)
    assert all_of(day.house, Ballot) == []
    cast = day.cast(shown.token)
    assert (cast.stands, cast.replaced) == (True, False)
    assert [(record["choices"], record["receipt"]) for record in day.records()] == [([3, 4], cast.receipt)]
    assert [row.channel for row in all_of(day.house, Ballot)] == ["assisted"]
    assert [(row.channel, row.language) for row in all_of(day.house, Turnout)] == [("assisted", None)]
    assert day.entered() == {(day.awa, "assisted"): 1}


def test_the_last_ballot_of_a_code_counts_whichever_way_it_came(day: HandDay, clock: HandClock) -> None:
    (code,) = day.hand_out(1)
    day.sms(PHONE, f"VOTE {code} 3")
    clock.wait(minutes=1)
    assert day.help(code, "5").replaced
    assert day.choices() == [[5]]
    clock.wait(minutes=1)
    day.sms(PHONE, f"VOTE {code} 6")
    assert day.choices() == [[6]]
    assert len(all_of(day.house, Turnout)) == 1


def test_a_yes_sent_twice_is_recorded_once(day: HandDay) -> None:
    (code,) = day.hand_out(1)
    shown = day.shown(code, "3")
    first, again = day.cast(shown.token), day.cast(shown.token)
    assert first.receipt == again.receipt
    assert day.entered() == {(day.awa, "assisted"): 1}


def test_a_yes_sent_again_never_comes_over_a_later_vote(day: HandDay, clock: HandClock) -> None:
    (code,) = day.hand_out(1)
    token = day.shown(code, "3").token
    first = day.cast(token)
    clock.wait(minutes=2)
    day.sms(PHONE, f"VOTE {code} 6")
    day.house.work.write(lambda session: append_pending(session, day.house, day.cycle_id))
    clock.wait(minutes=2)
    assert day.cast(token) == Helped(first.receipt, is_again=True)
    assert day.choices() == [[6]]
    assert set(day.log_of("cast").values()) == {1}
    assert day.entered() == {(day.awa, "assisted"): 1}


def test_two_yeses_of_one_page_at_the_same_moment_are_one_vote(house: House, engine: Engine) -> None:
    day = plant_hand_day(house)
    (code,) = day.hand_out(1)
    for choices in ("3", "5"):  # the first ballot of the code, then one in its place
        where = (house, day.commune_id, day.cycle_id, day.shown(code, choices).token)
        said = at_once(engine, *[lambda session, where=where: cast_with_help(session, *where, staff_id=day.awa)] * 2)
        assert [each.is_again for each in said] == [False, True]
    assert day.choices() == [[5]]
    assert set(day.log_of("cast").values()) == {1}
    assert day.entered() == {(day.awa, "assisted"): 2}


def test_wrong_codes_of_phones_stop_no_desk_and_those_of_desks_no_phone(day: HandDay) -> None:
    phone, desk = "phone", staff_tries("f" * 64)

    def guess(who: str, wrong: int) -> None:
        row = {"cycle_id": day.cycle_id, "phone": who, "since": hour_of(day.house.clock()), "wrong": wrong}
        day.house.work.write(lambda session: put(session, CodeTries, **row))

    def may(who: str) -> bool:
        return day.house.work.read(lambda session: may_try(session, day.cycle_id, who, day.house.clock()))

    for who in (phone, desk):
        guess(who, 1)
    guess(staff_tries("another clerk"), ATTACK)
    assert may(phone)
    guess("another phone", ATTACK)
    assert (may(phone), may(desk)) == (False, True)
    guess(staff_tries("a third clerk"), MOST)
    assert not may(staff_tries("a third clerk"))


def test_a_blank_ballot_is_a_ballot(day: HandDay) -> None:
    (code,) = day.hand_out(1)
    assert day.shown(code, "0").is_blank
    day.help(code, "0")
    assert day.choices() == [[]]


@pytest.mark.parametrize(
    ("ballots", "choices", "recorded"),
    [
        (BallotFormat.APPROVAL, "VOTE 3 et 7", [3, 7]),
        (BallotFormat.APPROVAL, "٣ ٧", [3, 7]),
        (BallotFormat.POINTS, "3:5 7:2", [[3, 5], [7, 2]]),
        (BallotFormat.RANKING, "2e 3, 1er 7", [7, 3]),
        (BallotFormat.KNAPSACK, "3 7", [3, 7]),
    ],
)
def test_every_format_is_typed_as_in_an_sms(house: House, ballots: str, choices: str, recorded: Any) -> None:
    day = plant_hand_day(house, format=ballots)
    (code,) = day.hand_out(1)
    day.help(code, choices)
    assert day.choices() == [recorded]


@pytest.mark.parametrize(
    ("ballots", "choices", "reason"),
    [
        (BallotFormat.APPROVAL, "1 2 3 4", "ballot_too_many"),
        (BallotFormat.APPROVAL, "99", "ballot_none_known"),
        (BallotFormat.APPROVAL, "pas 3", "typed_unreadable"),
        (BallotFormat.APPROVAL, "0 3", "typed_unreadable"),
        (BallotFormat.APPROVAL, "3:5", "ballot_points_not_taken"),
        (BallotFormat.KNAPSACK, "5 6", "ballot_over_envelope"),
        (BallotFormat.POINTS, "3 7", "ballot_points_missing"),
        (BallotFormat.POINTS, "3:5:2", "ballot_points_unclear"),
        (BallotFormat.RANKING, "1er 7, 3", "typed_order_unclear"),
    ],
)
def test_what_is_not_surely_a_ballot_is_refused(house: House, ballots: str, choices: str, reason: str) -> None:
    day = plant_hand_day(house, format=ballots)
    (code,) = day.hand_out(1)
    assert why(day.look(code, choices)) == reason
    assert all_of(house, CodeTries) == []


def test_wrong_codes_are_counted_for_each_person_and_no_more_are_looked_at(day: HandDay) -> None:
    codes = day.hand_out(1)
    typo = codes[0][:9] + str((int(codes[0][9]) + 1) % 10)
    assert why(day.look(typo, "3")) == "hand_code_unreadable"
    for number in range(1, MOST + 1):
        assert why(day.look(stranger_to(codes, number), "3")) == "voting_code_not_good"
    assert why(day.look(codes[0], "3")) == "hand_tries_used"
    assert day.help(codes[0], "3", day.bio).stands


def test_a_voided_code_votes_no_more_not_even_once_it_was_shown(day: HandDay) -> None:
    good, lost = day.hand_out(2)
    token = day.shown(good, "3").token
    day.void(good)
    day.void(lost)
    assert why(day.look(lost, "3")) == "voting_code_not_good"
    assert why_not_cast(day, token) == "voting_code_not_good"


def test_what_was_shown_counts_for_who_typed_it_and_not_for_long(day: HandDay, clock: HandClock) -> None:
    (code,) = day.hand_out(1)
    token = day.shown(code, "3").token
    assert code not in token
    assert why_not_cast(day, token, day.bio) == "hand_outdated"
    assert why_not_cast(day, "00" + token[2:]) == "hand_outdated"
    assert why_not_cast(day, "rubbish") == "hand_outdated"
    clock.wait(minutes=16)
    assert why_not_cast(day, token) == "hand_outdated"
    assert day.choices() == []


def test_help_is_there_while_the_vote_is_open_and_where_the_rules_announce_it(house: House, clock: HandClock) -> None:
    day = plant_hand_day(house, WaysIn(with_help=True))
    (code,) = day.hand_out(1)
    token = day.shown(code, "3").token
    listed = house.work.read(lambda session: votes_with_help(session, house, day.commune_id))
    assert [poll.cycle_id for poll in listed] == [day.cycle_id]
    clock.set(day.closes_at + timedelta(minutes=1))
    assert why(day.look(code, "3")) == "vote_has_closed"
    assert why_not_cast(day, token) == "vote_has_closed"
    assert house.work.read(lambda session: votes_with_help(session, house, day.commune_id)) == []


def test_without_the_announcement_there_is_no_help(house: House) -> None:
    day = plant_hand_day(house, PHONES_ONLY)
    (code,) = day.hand_out(1)
    assert why(day.look(code, "3")) == "hand_no_help"


def test_a_ballot_with_help_uses_up_no_phone_and_leaves_no_word_in_the_trail(house: House) -> None:
    day = plant_hand_day(house, voters_per_phone=1)
    for code in day.hand_out(3):
        day.help(code, "3")
    assert len(day.choices()) == 3
    assert all_of(house, PhoneUse) == []
    assert not [row for row in all_of(house, AuditEntry) if row.staff_id == day.awa]
