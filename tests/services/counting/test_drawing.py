"""The public draw between level projects: after closing, before the count, written down alike by two people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.counting.terms import TieBreak
from budgeting.counting.tiebreak import draw_ticket
from budgeting.refusal import Refusal
from models import CountRun, Cycle
from services.approvals import ApprovalReason
from services.counting import CountReason, count_cycle, count_page, write_draw
from services.counting.drawing import read_draw
from services.counting.publish import run_digest
from services.cycles.notices import notices_of
from services.cycles.reasons import CycleReason
from services.house import House
from tests.services.cycles.plans import CLOSES, GRACE, OPENS, Plan, refused

SEED = "4 8 15"
BY_DRAW = {"tie_break": (TieBreak.MORE_VOTES, TieBreak.DRAW), "envelope": 7_000}


def level(session: Session, house: House, clock: Any, *, deciders: int = 2) -> Plan:
    """Projects 1 and 3 with as many votes, and money for one of them."""
    made = Plan(session, house, **BY_DRAW)
    if deciders == 1:
        made.approved()
        made.staff[1].active = False
    else:
        made.approved()
    clock.set(OPENS + timedelta(hours=1))
    for phone, number in enumerate((1, 3)):
        made.vote(phone, number)
    return made


def draw(made: Plan, who: int, words: str = SEED, *, alone: bool = False) -> bool:
    where = (made.session, made.house, made.commune.id, made.cycle.id)
    return write_draw(*where, words, staff_id=made.staff[who].id, alone=alone)


def count(made: Plan) -> CountRun:
    return count_cycle(made.session, made.house, made.commune.id, made.cycle.id, staff_id=made.staff[0].id)


def test_what_two_people_wrote_alike_decides_between_level_projects(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = level(session, house, clock)
        clock.set(CLOSES + GRACE)
        assert refused(count, made) == CountReason.DRAW_MISSING
        assert draw(made, 0) is False
        assert refused(draw, made, 0) == ApprovalReason.GIVEN_ALREADY
        assert draw(made, 1, "4 8 51") is False  # the second read something else
        assert refused(count, made) == CountReason.DRAW_MISSING
        assert draw(made, 1, " 4  8 15 ") is True
        first = min(("1", "3"), key=lambda project: draw_ticket(SEED, project))
        counted = count(made)
        assert counted.outcome["selected"] == [first]
        assert counted.outcome["ties"] == [{"projects": sorted(("1", "3"), key=lambda one: one != first),
                                            "decided_by": ["more_votes", "draw"]}]  # fmt: skip
        assert counted.parameters["drawn"] == SEED

    run(work)


def test_what_was_drawn_never_changes_and_stands_in_what_is_published(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = level(session, house, clock)
        clock.set(CLOSES + GRACE)
        for who in (0, 1):
            draw(made, who)
        digest = run_digest(count(made))
        for who in (0, 1):
            assert refused(draw, made, who, "1 2 3") == CountReason.DRAW_DONE
        session.get_one(Cycle, made.cycle.id).drawn = "1 2 3"
        session.flush()
        assert run_digest(count(made)) != digest
        told = count_page(session, house, made.commune.id, made.cycle.id).told
        assert told is not None and told.drawn == "1 2 3"

    run(work)


def test_nothing_is_drawn_before_the_ballots_may_be_opened(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = level(session, house, clock)
        clock.set(CLOSES + GRACE - timedelta(seconds=1))
        assert refused(draw, made, 0) == CountReason.TOO_EARLY
        assert not count_page(session, house, made.commune.id, made.cycle.id).draw_is_due
        clock.wait(seconds=1)
        assert count_page(session, house, made.commune.id, made.cycle.id).draw_is_due

    run(work)


@pytest.mark.parametrize("words", ["", "   ", "9" * 121, "\x00"])
def test_what_cannot_be_read_aloud_is_not_written_down(house: House, run: Any, clock: Any, words: str) -> None:
    def work(session: Session) -> None:
        made = level(session, house, clock)
        clock.set(CLOSES + GRACE)
        assert refused(draw, made, 0, words) == CountReason.DRAW_UNREADABLE

    run(work)


def test_rules_without_a_draw_take_none(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        assert refused(draw, made, 0) == CycleReason.NOT_APPROVED
        made.approved()
        clock.set(CLOSES + GRACE)
        assert refused(draw, made, 0) == CountReason.NO_DRAW

    run(work)


def test_one_person_writes_it_down_after_a_public_notice(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = level(session, house, clock, deciders=1)
        clock.set(CLOSES + GRACE)
        assert draw(made, 0) is False
        assert [notice.matter for notice in notices_of(session, made.commune.id)] == ["cycle_draw"]
        assert refused(draw, made, 0, alone=True) == CycleReason.NOTICE_RUNS
        clock.wait(hours=48)
        assert draw(made, 0, alone=True) is True
        assert (made.cycle.drawn, made.cycle.one_person) == (SEED, True)
        assert notices_of(session, made.commune.id) == []

    run(work)


def test_a_later_entry_of_the_same_person_replaces_theirs_and_their_notice_begins_anew(
    house: House, run: Any, clock: Any
) -> None:
    def work(session: Session) -> None:
        made = level(session, house, clock, deciders=1)
        clock.set(CLOSES + GRACE)
        draw(made, 0, "1 2 3")
        clock.wait(hours=47)
        draw(made, 0)
        clock.wait(hours=2)
        assert refused(draw, made, 0, alone=True) == CycleReason.NOTICE_RUNS
        clock.wait(hours=46)
        assert draw(made, 0, alone=True) is True

    run(work)


@pytest.mark.parametrize("words", ["4, 11, 27", "4 11 27", "4-11-27", "04;11;27.", "\u0664 \u0661\u0661 \u0662\u0667"])
def test_one_draw_is_written_in_one_way(words: str) -> None:
    assert read_draw(words, 3, 99) == "4 11 27"


@pytest.mark.parametrize(
    "words", ["", "heads", "4 11 and 27", "4,11,27!", "12345", "4 11", "4 11 27 8", "4 11 100", ", ."]
)
def test_nothing_but_numbers_is_what_was_drawn(words: str) -> None:
    with pytest.raises(Refusal):
        read_draw(words, 3, 99)
