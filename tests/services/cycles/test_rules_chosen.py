"""Which way of counting a cycle announces, with its choices, its ties and the projects that exclude each other."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.counting.rules import rule_keys
from budgeting.counting.terms import TieBreak
from services.cycles.checks import why_not_freeze
from services.cycles.draft import change_cycle, start_cycle
from services.cycles.reading import cycle_page
from services.cycles.reasons import CycleReason
from services.cycles.rules import frozen_terms
from services.house import House
from tests.services.cycles.plans import Plan, draft, refused
from tests.services.townsfolk import plant_commune

SHARES = {"utility": "votes", "completion": "add1", "stop": "budget", "comparison": "yes"}
DRAWN = (TieBreak.MORE_VOTES, TieBreak.DRAW)


@pytest.mark.parametrize("key", rule_keys())
def test_every_rule_can_be_announced_and_is_frozen_with_all_its_choices(house: House, run: Any, key: str) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, rule=key)
        made.freeze()
        rules = made.cycle.rules
        assert rules is not None and rules["terms"]["rule"] == key
        assert set(rules["terms"]["parameters"]) == ({*SHARES} if key == "equal_shares" else set())

    run(work)


def test_what_was_chosen_is_what_the_count_reads(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, rule="equal_shares", choices=SHARES, tie_break=DRAWN, minimum_votes=3)
        made.exclude((3, 1), (2, 3))
        made.approved()
        terms = frozen_terms(made.cycle)
        assert (terms.rule, terms.parameters, terms.tie_break) == ("equal_shares", SHARES, DRAWN)
        assert (terms.incompatible, terms.minimum_votes) == ((("1", "3"), ("2", "3")), 3)
        told = cycle_page(session, house, made.commune.id, made.cycle.id).row.told
        assert told.rule.name == "Equal shares of the money"
        assert [choice.chosen.name for choice in told.choices] == [
            "One, whatever it costs",
            "Larger shares only",
            "When the money is reached",
            "Yes",
        ]
        assert (told.tie_breaks, told.exclusive, told.has_draw) == (("more_votes", "draw"), ((1, 3), (2, 3)), True)

    run(work)


def test_a_choice_that_changes_nothing_is_not_told(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, rule="equal_shares", choices={"completion": "none"})
        told = cycle_page(session, house, made.commune.id, made.cycle.id).row.told
        assert "When the shares stop growing" not in [choice.about.name for choice in told.choices]

    run(work)


@pytest.mark.parametrize(
    "values",
    [
        {"rule": "by acclamation"},
        {"rule": "equal_shares", "choices": {"mood": "good"}},
        {"rule": "equal_shares", "choices": {"completion": "everything"}},
        {"rule": "greedy", "choices": {"completion": "none"}},
    ],
)
def test_a_rule_or_a_choice_that_is_not_known_is_refused(house: House, run: Any, values: Any) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        assert (
            refused(start_cycle, session, house, commune.id, draft(**values), staff_id=None) == CycleReason.RULE_WRONG
        )

    run(work)


def test_a_draft_of_an_older_version_says_that_its_rule_is_gone(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, rule="equal_shares")
        made.cycle.rule_choices = {"completion": "add1"}  # the others did not exist then
        assert [str(no.reason) for no in why_not_freeze(session, house, made.cycle)] == [CycleReason.CHECK_RULE]
        made.cycle.counting_rule = "gone"
        assert [str(no.reason) for no in why_not_freeze(session, house, made.cycle)] == [CycleReason.CHECK_RULE]
        assert cycle_page(session, house, made.commune.id, made.cycle.id).row.told.rule.name == "gone"

    run(work)


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ([(1,)], CycleReason.EXCLUSIVE_LONE),
        ([(1, 9)], CycleReason.EXCLUSIVE_OFF_BALLOT),
        ([(1, 2)] * 51, CycleReason.EXCLUSIVE_TOO_MANY),
    ],
)
def test_groups_that_exclude_nothing_are_refused(house: House, run: Any, groups: Any, reason: CycleReason) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        assert refused(made.exclude, *groups) == reason
        assert made.cycle.exclusive == []

    run(work)


def test_a_project_that_leaves_the_ballot_takes_its_exclusion_with_it(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        made.exclude((1, 2))
        made.projects[0].cycle_id = None
        session.flush()
        assert [no.as_record() for no in why_not_freeze(session, house, made.cycle)] == [
            {"reason": "cycle_check_exclusive", "values": {"number": 1}}
        ]
        made.choose(2, 3)
        assert why_not_freeze(session, house, made.cycle) == []

    run(work)


@pytest.mark.parametrize("ties", [(TieBreak.ORDER, TieBreak.ORDER), (TieBreak.MORE_VOTES, TieBreak.LOWER_COST)])
def test_ties_that_decide_nothing_or_say_a_thing_twice_are_refused(house: House, run: Any, ties: Any) -> None:
    def work(session: Session) -> None:
        commune = plant_commune(session)
        no = refused(start_cycle, session, house, commune.id, draft(tie_break=ties), staff_id=None)
        assert no == CycleReason.TIE_BREAK_WRONG

    run(work)


def test_another_rule_makes_frozen_rules_a_draft_again(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        made.freeze()
        where = (session, house, made.commune.id, made.cycle.id)
        change_cycle(*where, draft(rule="phragmen"), staff_id=None)
        assert (made.cycle.rules, made.cycle.rules_hash) == (None, None)
        assert made.freeze()
        made.exclude((1, 2))
        assert made.cycle.rules is None

    run(work)
