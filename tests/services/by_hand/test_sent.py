"""Ballots that a booth kept without a line: counted once, by the time they were cast at, or refused for a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from budgeting.ballot import BallotFormat
from budgeting.voting_codes import new_code, write_code
from budgeting.ways_in import WaysIn
from models import Ballot, CodeTries, Cycle, Turnout
from services.by_hand.envelopes import booth_point, envelope_in, open_envelope
from services.by_hand.opening import may_hold_ballots, why_booth_gone
from services.by_hand.sent import Sent, SentState, cast_sealed, open_all, pass_booth
from services.cycles.rules import write_rules
from services.house import House
from services.keyring import CycleKey
from services.revision import grow_revision
from services.voting.log import append_pending
from tests.conftest import HandClock
from tests.services.at_once import at_once
from tests.services.booth_day import BoothDay, open_booth
from tests.services.hand_town import HandDay, plant_hand_day, plant_paper_day

PHONE = "+22890112233"
GRACE = timedelta(hours=2)


def plant_booth(house: House, ways: WaysIn | None = None, **cycle: Any) -> BoothDay:
    """Plant a polling day with a booth."""
    return open_booth(plant_hand_day(house, ways or WaysIn(in_booth=True), **cycle))


@pytest.fixture
def booth(house: House) -> BoothDay:
    return plant_booth(house)


def test_a_sealed_ballot_is_a_ballot_by_its_code_with_the_receipt_of_the_phone(booth: BoothDay) -> None:
    (code,) = booth.day.hand_out(1)
    slip = booth.phone.slip(write_code(code), "3 4", booth.house.clock().timestamp())
    assert booth.send(booth.phone.seal(slip), booth.day.bio) == Sent(SentState.COUNTED, slip["receipt"])
    assert [(record["choices"], record["receipt"]) for record in booth.day.records()] == [([3, 4], slip["receipt"])]
    for table in (Ballot, Turnout):
        rows = booth.house.work.read(lambda session, table=table: list(session.scalars(select(table))))
        assert [row.channel for row in rows] == ["booth"]
    assert booth.day.entered() == {(booth.day.awa, "booth"): 1}


def test_what_is_sent_again_is_counted_once_also_after_a_later_vote(booth: BoothDay, clock: HandClock) -> None:
    (code,) = booth.day.hand_out(1)
    envelope = booth.sealed(code, "3")
    first = booth.send(envelope)
    assert booth.send(envelope) == replace(first, state=SentState.AGAIN)
    clock.wait(minutes=2)
    booth.day.sms(PHONE, f"VOTE {code} 6")
    booth.house.work.write(lambda session: append_pending(session, booth.house, booth.day.cycle_id))
    clock.wait(minutes=2)
    assert booth.send(envelope).state is SentState.AGAIN
    clock.wait(days=400)
    assert booth.send(envelope).state is SentState.AGAIN
    assert booth.day.choices() == [[6]]
    assert set(booth.day.log_of("cast").values()) == {1}
    assert booth.day.entered() == {(booth.day.awa, "booth"): 1}


def test_two_sendings_at_the_same_moment_are_one_vote(house: House, engine: Engine) -> None:
    booth = plant_booth(house)
    (code,) = booth.day.hand_out(1)
    read, poll = envelope_in(booth.sealed(code, "3")), booth.poll()
    assert read
    where = (house, booth.day.commune_id, poll, *open_all(house, poll, [read]))
    said = at_once(engine, *[lambda session: cast_sealed(session, *where, sender_id=booth.day.awa)] * 2)
    assert sorted(each.state for each in said) == [SentState.AGAIN, SentState.COUNTED]
    assert booth.day.choices() == [[3]]
    assert booth.day.entered() == {(booth.day.awa, "booth"): 1}


def test_a_ballot_that_waited_does_not_come_over_a_vote_that_was_cast_after_it(house: House, clock: HandClock) -> None:
    booth = plant_booth(house, grace_seconds=300)
    (code,) = booth.day.hand_out(1)
    envelope = booth.sealed(code, "3")
    clock.wait(minutes=10)
    booth.day.sms(PHONE, f"VOTE {code} 6")
    clock.wait(minutes=40)
    assert (booth.send(envelope).state, booth.send(envelope).reason) == (SentState.REFUSED, "booth_later_stands")
    assert booth.day.choices() == [[6]]


def test_a_ballot_that_waited_comes_over_a_vote_that_was_cast_before_it(house: House, clock: HandClock) -> None:
    booth = plant_booth(house, grace_seconds=300)
    (code,) = booth.day.hand_out(1)
    booth.day.sms(PHONE, f"VOTE {code} 6")
    clock.wait(minutes=10)
    envelope = booth.sealed(code, "3")
    clock.wait(minutes=40)
    assert booth.send(envelope).state is SentState.COUNTED
    assert booth.day.choices() == [[3]]


def test_of_two_that_come_together_the_one_that_was_cast_later_counts(booth: BoothDay, clock: HandClock) -> None:
    (code,) = booth.day.hand_out(1)
    first = booth.sealed(code, "3")
    clock.wait(seconds=1)
    second = booth.sealed(code, "5")
    read = [each for each in map(envelope_in, (second, first)) if each]
    ordered = open_all(booth.house, booth.poll(), read)
    assert [each.id for each in ordered] == [first["id"], second["id"]]
    assert [each.slip and each.slip.choices for each in ordered] == ["3", "5"]


def test_of_one_minute_a_vote_that_came_straight_stands_over_one_that_waited(house: House, clock: HandClock) -> None:
    booth = plant_booth(house, grace_seconds=300)
    codes = booth.day.hand_out(3)
    clock.set(clock().replace(second=5))
    waiting = [booth.sealed(code, "3") for code in codes]
    clock.wait(seconds=40)
    booth.day.sms(PHONE, f"VOTE {codes[0]} 6")
    booth.vote(codes[1], "6")
    clock.wait(minutes=40)
    states = [(booth.send(each).state, booth.send(each).reason) for each in waiting[:2]]
    assert states == [(SentState.REFUSED, "booth_later_stands")] * 2
    assert booth.send(waiting[2]).state is SentState.COUNTED
    assert booth.day.choices() == [[3], [6], [6]]


def test_of_one_minute_a_vote_that_came_straight_replaces_one_that_came_straight_before_it(
    booth: BoothDay, clock: HandClock
) -> None:
    (code,) = booth.day.hand_out(1)
    clock.set(clock().replace(second=5))
    booth.day.sms(PHONE, f"VOTE {code} 6")
    clock.wait(seconds=20)
    assert booth.vote(code, "3").state is SentState.COUNTED
    clock.wait(seconds=20)
    booth.day.sms(PHONE, f"VOTE {code} 5")
    assert booth.day.choices() == [[5]]


def test_of_two_that_waited_in_the_same_minute_the_one_cast_last_counts(booth: BoothDay, clock: HandClock) -> None:
    (code,) = booth.day.hand_out(1)
    clock.set(clock().replace(second=5))
    first = booth.sealed(code, "3")
    clock.wait(seconds=20)
    second = booth.sealed(code, "5")
    clock.wait(minutes=40)
    assert [booth.send(each).state for each in (first, second)] == [SentState.COUNTED] * 2
    assert booth.day.choices() == [[5]]


def test_what_waited_is_sealed_no_longer_and_no_finer_than_the_minute(booth: BoothDay, clock: HandClock) -> None:
    codes = booth.day.hand_out(2)
    clock.set(clock().replace(second=5))
    waiting = booth.sealed(codes[0], "3")
    clock.wait(minutes=40, seconds=7)
    booth.send(waiting)
    booth.vote(codes[1], "3")
    assert {record["at"][17:] for record in booth.day.records()} == {"00.000000+00:00"}
    rows = booth.house.work.read(lambda session: list(session.scalars(select(Ballot.sealed))))
    assert len({len(sealed) for sealed in rows}) == 1


def test_within_the_grace_counts_what_was_cast_before_the_closing(booth: BoothDay, clock: HandClock) -> None:
    codes = booth.day.hand_out(3)
    clock.now = booth.day.closes_at - timedelta(minutes=1)
    in_time, late = booth.sealed(codes[0], "3"), booth.sealed(codes[1], "3")
    clock.now = booth.day.closes_at + timedelta(seconds=1)
    too_late = booth.sealed(codes[2], "3")
    clock.now = booth.day.closes_at + GRACE - timedelta(minutes=2)
    assert booth.send(in_time).state is SentState.COUNTED
    assert booth.send(too_late) == replace(booth.send(too_late), state=SentState.REFUSED, reason="vote_has_closed")
    clock.now = booth.day.closes_at + GRACE
    assert (booth.send(late).state, booth.send(late).reason) == (SentState.REFUSED, "vote_has_closed")
    rows = booth.house.work.read(lambda session: list(session.scalars(select(Ballot))))
    assert [row.in_grace for row in rows] == [True]


def test_a_clock_that_goes_wrong_makes_no_ballot_older_than_its_booth_nor_younger_than_now(
    booth: BoothDay, clock: HandClock
) -> None:
    codes, opened = booth.day.hand_out(2), booth.house.clock()
    clock.wait(minutes=30)
    assert booth.vote(codes[0], "3", at=0).state is SentState.COUNTED
    assert booth.vote(codes[1], "4", at=4_000_000_000_000).state is SentState.COUNTED
    minutes = {record["choices"][0]: record["at"][:16] for record in booth.day.records()}
    assert minutes == {3: opened.isoformat()[:16], 4: clock().isoformat()[:16]}


def test_a_wrong_code_is_refused_and_counted_for_who_sends_it(booth: BoothDay) -> None:
    wrong = new_code(lambda _below: 7)
    sent = booth.vote(wrong, "3")
    assert (sent.state, sent.reason) == (SentState.REFUSED, "voting_code_not_good")
    assert len(sent.receipt) == 11
    rows = booth.house.work.read(lambda session: list(session.scalars(select(CodeTries))))
    assert [row.wrong for row in rows] == [1]
    envelopes = [booth.sealed(wrong, "3") for _ in range(49)]
    assert {booth.send(each).state for each in envelopes} == {SentState.REFUSED}
    (code,) = booth.day.hand_out(1)
    good = booth.sealed(code, "3")
    assert (booth.send(good).state, booth.send(good).reason) == (SentState.LATER, "hand_tries_used")
    assert booth.send(good, booth.day.bio).state is SentState.COUNTED


def test_where_paper_counts_a_ballot_of_the_booth_is_refused(house: House) -> None:
    day = plant_paper_day(house)
    announce_booth(day)
    booth = open_booth(day)
    (code,) = day.hand_out(1)
    day.sheet(code, "5")
    sent = booth.vote(code, "3")
    assert (sent.state, sent.reason) == (SentState.REFUSED, "booth_paper_stands")
    assert day.choices() == [[5]]


def announce_booth(day: HandDay) -> None:
    def announce(session: Any) -> None:
        row = session.get_one(Cycle, day.cycle_id)
        row.in_booth = True
        write_rules(session, row)
        grow_revision(session, day.commune_id)

    day.house.work.write(announce)


@pytest.mark.parametrize(
    ("ballots", "choices", "recorded"),
    [
        (BallotFormat.APPROVAL, "0", []),
        (BallotFormat.POINTS, "3:5 7:2", [[3, 5], [7, 2]]),
        (BallotFormat.RANKING, "7 3", [7, 3]),
        (BallotFormat.KNAPSACK, "3 7", [3, 7]),
    ],
)
def test_every_format_is_sealed_as_it_is_typed(house: House, ballots: str, choices: str, recorded: Any) -> None:
    booth = plant_booth(house, format=ballots)
    (code,) = booth.day.hand_out(1)
    assert booth.vote(code, choices).state is SentState.COUNTED
    assert booth.day.choices() == [recorded]


@pytest.mark.parametrize("choices", ["1 2 3 4", "99", "3 99", "pas 3", "oui"])
def test_what_is_no_ballot_of_this_vote_is_refused_and_costs_no_try(booth: BoothDay, choices: str) -> None:
    (code,) = booth.day.hand_out(1)
    assert booth.vote(code, choices).state is SentState.REFUSED
    assert booth.day.choices() == []
    assert booth.house.work.read(lambda session: list(session.scalars(select(CodeTries)))) == []


def changed(text: str) -> str:
    return ("A" if text[40] != "A" else "B").join((text[:40], text[41:]))


def test_what_was_tampered_with_does_not_open(booth: BoothDay) -> None:
    (code,) = booth.day.hand_out(1)
    envelope, other = booth.sealed(code, "3"), booth.sealed(code, "4")
    elsewhere = replace(booth.phone, point=booth_point(CycleKey(b"k" * 32)))
    slip = booth.phone.slip(code, "3", 0)
    faults = [
        {**envelope, "id": other["id"]},
        {**envelope, "pass": pass_booth(booth.house, booth.poll(), booth.day.bio)},
        {**envelope, "pass": "00ff"},
        {**envelope, "point": other["point"]},
        {**envelope, "point": changed(envelope["point"])},
        {**envelope, "point": "AAAA"},
        {**envelope, "sealed": changed(envelope["sealed"])},
        {**envelope, "sealed": "AA"},
        elsewhere.seal(slip),
        booth.phone.seal(slip, bound=f"{booth.day.cycle_id + 1} x {booth.phone.passed}"),
        *(
            booth.phone.seal(each)
            for each in ([], "x", 7, None, {}, {"code": code}, {**slip, "receipt": "AAA-AAA-AAA"})
        ),
        *(booth.phone.seal({**slip, "at": at}) for at in (None, "1", True, 1.5, 10**30, -(10**30))),
        *(booth.phone.seal({**slip, "choices": choices}) for choices in ("", "3 " * 100, 3, None)),
    ]
    for fault in faults:
        sent = booth.send(fault)
        assert (sent.state, sent.receipt, sent.reason) == (SentState.REFUSED, "", "booth_broken_seal"), fault
    assert booth.day.choices() == []


@pytest.mark.parametrize(
    "data",
    [None, [], "x", 7, {}, {"id": 7}, {"id": "x" * 32}, {"id": "a" * 32}, {"id": "a" * 32, "pass": "zz"},
     {"id": "a" * 32, "pass": "aa", "point": "é", "sealed": "AA"},
     {"id": "a" * 32, "pass": "aa", "point": "A", "sealed": "A"},
     {"id": "a" * 32, "pass": "aa", "point": "A" * 3000, "sealed": "AA"}],
)  # fmt: skip
def test_what_is_no_envelope_is_none(data: object) -> None:
    assert envelope_in(data) is None


def test_without_the_cycles_key_ballots_wait_on_the_phone(booth: BoothDay) -> None:
    (code,) = booth.day.hand_out(1)
    envelope, poll = booth.sealed(code, "3"), booth.poll()
    booth.house.keyring.destroy(booth.day.cycle_id)
    assert booth.send(envelope) == Sent(SentState.LATER, reason="vote_not_ready")
    read = envelope_in(envelope)
    assert read
    (unopened,) = open_all(booth.house, poll, [read])
    assert (unopened.id, unopened.slip, unopened.no_key) == (read.id, None, "vote_not_ready")


def test_once_the_key_was_destroyed_what_is_found_is_refused_and_waits_for_nothing(booth: BoothDay) -> None:
    (code,) = booth.day.hand_out(1)
    envelope, poll = booth.sealed(code, "3"), booth.poll()
    read = booth.house.work.read
    assert read(lambda session: may_hold_ballots(session, booth.house, poll))

    def destroy(session: Any) -> None:
        booth.house.keyring.destroy(booth.day.cycle_id)
        session.get_one(Cycle, booth.day.cycle_id).key_destroyed_at = booth.house.clock()

    booth.house.work.write(destroy)
    assert booth.send(envelope) == Sent(SentState.REFUSED, reason="booth_key_gone")
    assert not read(lambda session: may_hold_ballots(session, booth.house, poll))


def test_the_page_of_a_booth_locks_no_vote(booth: BoothDay, engine: Engine) -> None:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    where = (booth.day.commune_id, booth.day.cycle_id)
    assert booth.house.work.read(lambda session: why_booth_gone(session, *where)) is None
    event.remove(engine, "before_cursor_execute", note)
    assert asked and not any(" FOR " in statement for statement in asked)


def test_two_cycles_have_two_keys_and_a_ballot_says_nothing_by_its_length(booth: BoothDay) -> None:
    assert booth_point(CycleKey(b"a" * 32)) != booth_point(CycleKey(b"b" * 32))
    assert booth_point(CycleKey(b"a" * 32)) == booth_point(CycleKey(b"a" * 32))
    lengths = {len(booth.sealed("0123456789", choices)["sealed"]) for choices in ("0", "3 4 5 6 7 8 9 10")}
    assert len(lengths) == 1
    read = envelope_in(booth.sealed("0123456789", "3"))
    assert read and open_envelope(CycleKey(b"a" * 32), booth.day.cycle_id, read) is None
