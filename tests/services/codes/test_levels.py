"""The level of a vote: only those that work are offered, and it is frozen with the rules."""

from __future__ import annotations

from typing import Any

import pytest

from admin.cycle_forms import PlanForm
from admin.cycle_words import LEVELS as WORDS
from budgeting.refusal import Refusal
from models.cycle import IdentityLevel
from services.cycles.draft import LEVELS, change_cycle
from services.cycles.reasons import CycleReason
from services.house import House
from tests.services.cycles.plans import Plan, draft


def why(act: Any) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return str(no.value.reason)


@pytest.mark.parametrize("level", ["E", "", "a"])
def test_a_level_that_does_not_work_is_refused(house: House, level: str) -> None:
    reason = why(lambda: house.work.write(lambda session: Plan(session, house, level=level)))
    assert reason == CycleReason.LEVEL_WRONG


def test_the_form_offers_every_level_and_says_what_it_proves_costs_and_keeps() -> None:
    assert {level.value for level in LEVELS} == set(WORDS) == {"A", "B", "C", "D"}
    choices = PlanForm.level.kwargs["choices"]
    assert {*choices} == {"A", "B", "C", "D"}
    assert all("Proves" in text and "SMS" in text and "eeps" in text for text in WORDS.values())


def test_the_level_is_frozen_and_changes_no_more(house: House) -> None:
    def approve(session: Any) -> None:
        made = Plan(session, house, level="C").approved()
        assert made.cycle.identity_level == IdentityLevel.VOTING_CODE
        assert made.cycle.rules is not None
        assert made.cycle.rules["identity_level"] == "C"
        again = draft(level="A")
        where = (session, house, made.commune.id, made.cycle.id, again)
        assert why(lambda: change_cycle(*where, staff_id=None)) == CycleReason.NOT_DRAFT

    house.work.write(approve)


def test_a_draft_may_go_back_to_numbers_and_is_frozen_anew(house: House) -> None:
    def change(session: Any) -> None:
        made = Plan(session, house, level="C")
        made.freeze()
        where = (session, house, made.commune.id, made.cycle.id, draft(level="A"))
        change_cycle(*where, staff_id=None)
        assert (made.cycle.identity_level, made.cycle.rules) == (IdentityLevel.ANY_PHONE, None)

    house.work.write(change)
