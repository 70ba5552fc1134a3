"""The ways in of a vote: chosen before it is approved, frozen with its rules, only where people have codes."""

from __future__ import annotations

from typing import Any

import pytest

from budgeting.refusal import Refusal
from budgeting.ways_in import PHONES_ONLY, BothWays, WaysIn
from services.cycles.ballot_format import BallotDraft
from services.cycles.draft import change_cycle
from services.cycles.reasons import CycleReason
from services.cycles.rules import frozen
from services.house import House
from services.public.vote_rules import rules_read
from tests.services.cycles.plans import Plan, draft

WAYS = WaysIn(with_help=True, on_paper=True, both=BothWays.PHONE, boxes="École de Zongo", in_booth=True)


def test_the_ways_in_are_frozen_with_the_rules(house: House) -> None:
    def approve(session: Any) -> None:
        cycle = Plan(session, house, level="C", ways=WAYS).approved().cycle
        assert frozen(cycle)["ways_in"] == ["phones", "assisted", "booth", "paper"]
        assert frozen(cycle)["both_ways"] == "phone"
        assert frozen(cycle)["box_places"] == "École de Zongo"
        read = rules_read(session, cycle)
        assert read and read.ways == WAYS

    house.work.write(approve)


def test_where_boxes_stand_is_one_line_and_kept_for_paper_alone(house: House) -> None:
    def plan(session: Any) -> None:
        paper = Plan(session, house, level="C", ways=WaysIn(on_paper=True, boxes=" École\n de  Zongo ")).cycle
        assert paper.boxes == "École de Zongo"
        change_cycle(session, house, paper.commune_id, paper.id, draft(ways=WaysIn(boxes="École")), staff_id=None)
        assert paper.boxes == ""

    house.work.write(plan)


def test_a_vote_on_paper_is_frozen_only_with_the_place_of_its_boxes(house: House) -> None:
    def freeze(session: Any) -> None:
        with pytest.raises(Refusal) as no:
            Plan(session, house, level="C", ways=WaysIn(on_paper=True)).freeze()
        assert no.value.reason == CycleReason.CHECK_BOXES

    house.work.write(freeze)


@pytest.mark.parametrize("level", ["A", "B", "D"])
def test_without_codes_nothing_is_typed_for_others(house: House, level: str) -> None:
    with pytest.raises(Refusal) as no:
        house.work.write(lambda session: Plan(session, house, level=level, ways=WAYS))
    assert no.value.reason == CycleReason.WAYS_NEED_CODES


def test_a_draft_may_give_them_up_again(house: House) -> None:
    def change(session: Any) -> None:
        made = Plan(session, house, level="C", ways=WAYS)
        change_cycle(session, house, made.commune.id, made.cycle.id, draft(level="C"), staff_id=None)
        made.freeze()
        assert "ways_in" not in frozen(made.cycle)
        read = rules_read(session, made.cycle)
        assert read and read.ways == PHONES_ONLY

    house.work.write(change)


@pytest.mark.parametrize("level", ["A", "B", "C", "D"])
def test_shows_of_hands_are_frozen_whoever_may_vote(house: House, level: str) -> None:
    def approve(session: Any) -> None:
        cycle = Plan(session, house, level=level, ways=WaysIn(by_hands=True)).approved().cycle
        assert frozen(cycle)["ways_in"] == ["phones", "hands"]
        read = rules_read(session, cycle)
        assert read and read.ways == WaysIn(by_hands=True)

    house.work.write(approve)


@pytest.mark.parametrize(
    "values",
    [
        {"ballot": BallotDraft(format="knapsack")},
        {"ballot": BallotDraft(format="points")},
        {"ballot": BallotDraft(min_choices=2)},
        {"rule": "phragmen"},
        {"level": "D", "own_zone_only": True},
    ],
)
def test_hands_are_announced_only_where_totals_can_be_counted(house: House, values: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as no:
        house.work.write(lambda session: Plan(session, house, ways=WaysIn(by_hands=True), **values))
    assert no.value.reason == CycleReason.HANDS_UNFIT
