"""Batches of codes: drawn, kept as keyed marks, voided; nothing says who has one, or whether it has voted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from budgeting.refusal import Refusal
from budgeting.voting_codes import is_code, new_code, write_code
from models import AuditEntry, Cycle, VotingCode
from models.cycle import CycleState, IdentityLevel
from services.codes.making import MOST_IN_BATCH, NewBatch, draw_batch, keep_batch
from services.codes.reading import codes_page, figures_of, votes_by_code
from services.codes.reasons import CodeReason
from services.cycles.reasons import CycleReason
from services.house import House
from tests.conftest import HandClock
from tests.services.codes_town import CodeDay, plant_code_day
from tests.services.townsfolk import plant_commune


@pytest.fixture
def day(house: House) -> CodeDay:
    return plant_code_day(house)


def why(act: Any) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return str(no.value.reason)


def draw(day: CodeDay, size: int = 3, label: str = "Zongo", hander: str = "Awa") -> Any:
    new = NewBatch(size, label, hander)
    return day.house.work.read(lambda db: draw_batch(db, day.house, day.commune_id, day.cycle_id, new))


def change(day: CodeDay, **values: object) -> None:
    def set_them(session: Any) -> None:
        cycle = session.get_one(Cycle, day.cycle_id)
        for name, value in values.items():
            setattr(cycle, name, value)

    day.house.work.write(set_them)


def test_a_batch_is_as_many_different_codes_kept_as_marks_alone(day: CodeDay) -> None:
    codes = day.hand_out(40)
    assert len(set(codes)) == 40
    assert all(map(is_code, codes))
    key = day.house.keyring.load(day.cycle_id)
    marks = day.house.work.read(lambda db: set(db.scalars(select(VotingCode.mark))))
    assert marks == {key.mark(code) for code in codes}
    everything = day.house.work.read(lambda db: str(db.execute(text("SELECT * FROM voting_code")).all()))
    assert not any(code in everything or write_code(code) in everything for code in codes)


def test_marks_are_put_in_by_themselves_and_not_as_the_slips_were_printed(day: CodeDay) -> None:
    day.hand_out(40)
    copied = text("SELECT mark FROM voting_code")
    marks = day.house.work.read(lambda db: [row[0] for row in db.execute(copied)])
    assert marks == sorted(marks)


def test_the_mark_of_a_code_is_not_where_its_ballot_stands(day: CodeDay) -> None:
    (code,) = day.hand_out(1)
    key = day.house.keyring.load(day.cycle_id)
    places = {key.mark(code), key.voter(code), key.voter(key.mark(code))}
    assert len(places) == 3


def test_batches_are_numbered_and_told_with_who_hands_them_out(day: CodeDay) -> None:
    day.hand_out(2, "Zongo")
    day.hand_out(3, "  Kou\u202emonde \n")
    page = day.house.work.read(lambda db: codes_page(db, day.house, day.commune_id, day.cycle_id))
    told = [(batch.number, batch.label, batch.handed_out_by, batch.size, batch.voided) for batch in page.batches]
    assert told == [(1, "Zongo", "Awa", 2, 0), (2, "Koumonde", "Awa", 3, 0)]
    assert (page.why_not_make, page.why_not_void) == (None, None)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"size": 0}, CodeReason.SIZE_WRONG),
        ({"size": MOST_IN_BATCH + 1}, CodeReason.SIZE_WRONG),
        ({"label": " \u200b "}, CodeReason.LABEL_MISSING),
        ({"hander": ""}, CodeReason.HANDER_MISSING),
    ],
)
def test_a_batch_says_how_many_for_whom_and_by_whom(day: CodeDay, values: dict[str, Any], reason: str) -> None:
    assert why(lambda: draw(day, **values)) == reason


def test_no_codes_are_made_but_for_an_approved_vote_by_codes_that_is_not_over(day: CodeDay, clock: HandClock) -> None:
    change(day, state=CycleState.DRAFT)
    assert why(lambda: draw(day)) == CodeReason.NOT_APPROVED
    change(day, state=CycleState.APPROVED, identity_level=IdentityLevel.ANY_PHONE)
    assert why(lambda: draw(day)) == CodeReason.NO_CODES_HERE
    assert day.house.work.read(lambda db: votes_by_code(db, day.commune_id)) == []
    change(day, identity_level=IdentityLevel.VOTING_CODE)
    clock.set(day.closes_at - timedelta(seconds=1))
    drawn = draw(day)
    clock.set(day.closes_at)
    assert why(lambda: draw(day)) == CodeReason.VOTE_CLOSED
    late = (day.house, day.commune_id, drawn)
    assert why(lambda: day.house.work.write(lambda db: keep_batch(db, *late, staff_id=None))) == CodeReason.VOTE_CLOSED


def test_two_batches_drawn_at_one_moment_are_not_both_kept(day: CodeDay) -> None:
    one, other = draw(day), draw(day)
    day.house.work.write(lambda db: keep_batch(db, day.house, day.commune_id, one, staff_id=None))
    for again in (one, other):
        keep = lambda batch=again: day.house.work.write(  # noqa: E731
            lambda db: keep_batch(db, day.house, day.commune_id, batch, staff_id=None)
        )
        assert why(keep) == CodeReason.MADE_MEANWHILE
    assert day.house.work.read(lambda db: figures_of(db, day.cycle_id)).issued == 3


def test_codes_and_batches_are_voided_once_and_for_a_named_reason(day: CodeDay) -> None:
    one, other = day.hand_out(2)
    day.hand_out(4)
    assert why(lambda: day.void(one, "because")) == CodeReason.REASON_WRONG
    day.void(f" {write_code(one)} ")
    assert why(lambda: day.void(one)) == CodeReason.VOIDED_ALREADY
    day.void_batch(2)
    assert why(lambda: day.void_batch(2)) == CodeReason.VOIDED_ALREADY
    assert why(lambda: day.void_batch(9)) == CodeReason.BATCH_UNKNOWN
    figures = day.house.work.read(lambda db: figures_of(db, day.cycle_id))
    assert (figures.issued, figures.voided) == (6, 5)
    stranger = new_code(lambda _below: int(other[:9]) ^ 1)
    assert why(lambda: day.void(stranger)) == CodeReason.UNKNOWN
    for typed in ("", "12", other[:-1], f"{other} 3", stranger[:-1] + str((int(stranger[-1]) + 1) % 10)):
        assert why(lambda typed=typed: day.void(typed)) == CodeReason.UNREADABLE


def test_the_trail_says_what_was_done_and_no_code(day: CodeDay) -> None:
    one, _other = day.hand_out(2)
    day.void(one, "stolen")
    day.void_batch(1, "misprinted")
    trail = day.house.work.read(
        lambda db: [(row.act, dict(row.details)) for row in db.scalars(select(AuditEntry).order_by(AuditEntry.id))]
    )
    state = {"state": "approved", "batch": 1}
    assert trail[-3:] == [
        ("voting_codes_made", {**state, "codes": 2}),
        ("voting_code_voided", {**state, "reason": "stolen"}),
        ("voting_batch_voided", {**state, "codes": 2, "reason": "misprinted"}),
    ]


def test_another_communes_codes_do_not_exist(day: CodeDay, house: House) -> None:
    one, _other = day.hand_out(2)
    theirs = house.work.write(lambda db: plant_commune(db, "kozah").id)
    stranger = replace(day, commune_id=theirs)
    for act in (
        lambda: house.work.read(lambda db: codes_page(db, house, theirs, day.cycle_id)),
        lambda: stranger.hand_out(1),
        lambda: stranger.void(one),
        lambda: stranger.void_batch(1),
    ):
        assert why(act) == CycleReason.UNKNOWN
