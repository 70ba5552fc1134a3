"""A cycle is counted by the rule that was frozen, exactly as that counts by itself; nothing changes it afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.rules import rule_keys
from budgeting.counting.terms import Terms, TieBreak
from models import CountRun
from models.project import ProjectState
from services.counting import count_cycle, count_page, publish, results_view
from services.counting.publish import run_digest
from services.cycles.ballot_list import choose_ballot
from services.cycles.draft import change_cycle
from services.cycles.key import confirm_backup, show_key
from services.cycles.reasons import CycleReason
from services.cycles.rules import freeze
from services.house import House
from services.projects.works import Works, update_works
from services.public import public_results, vote_rules
from tests.services.cycles.plans import CLOSES, COSTS, GRACE, OPENS, Plan, draft, refused
from tests.services.townsfolk import plant_zone

# Costs 4000, 3000 and 6000 of 10000. Six people, 1666 and two thirds each. By votes 3 (four votes) and 1 (three) win.
# By shares 3 is paid by its four, the two left hold 3333: the three of 1 lack money, those of 2 as well.
BALLOTS = [(1, 2), (1,), (1, 3), (3,), (3, 2), (3,)]
TIES = (TieBreak.MORE_VOTES, TieBreak.LOWER_COST, TieBreak.ORDER)
RULES = [("greedy", {}), ("greedy_per_cost", {}), ("phragmen", {})] + [
    ("equal_shares", {"utility": utility, "completion": completion, "stop": stop, "comparison": comparison})
    for utility, completion, stop, comparison in (
        ("cost", "add1u", "exhaustive", "no"),
        ("cost", "none", "exhaustive", "no"),
        ("votes", "add1", "budget", "no"),
        ("votes", "greedy", "exhaustive", "yes"),
    )
]


def cast(made: Plan, clock: Any, times: int = 1) -> None:
    clock.set(OPENS + timedelta(hours=1))
    for phone, numbers in enumerate(BALLOTS * times):
        made.vote(phone, *numbers)
    clock.set(CLOSES + GRACE)


def count(made: Plan) -> CountRun:
    return count_cycle(made.session, made.house, made.commune.id, made.cycle.id, staff_id=made.staff[0].id)


def the_same_election() -> Election:
    projects = tuple(CountedProject(str(number), cost, number) for number, cost in enumerate(COSTS, 1))
    return Election(projects, tuple(Ballot(tuple(map(str, numbers))) for numbers in BALLOTS), 10_000)


@pytest.mark.parametrize(("rule", "choices"), RULES)
def test_a_cycle_gives_the_winners_that_the_rule_gives_by_itself(
    house: House, run: Any, clock: Any, rule: str, choices: dict[str, str]
) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, rule=rule, choices=choices, tie_break=TIES).approved()
        cast(made, clock)
        counted = count(made)
        alone = count_election(the_same_election(), Terms(rule, TIES, parameters=choices))
        assert counted.outcome["selected"] == list(alone.selected)
        assert (counted.rule, counted.outcome["cost"]) == (rule, alone.cost)
        page = count_page(session, house, made.commune.id, made.cycle.id)
        assert page.run is not None and page.told is not None
        assert {line.number for line in page.run.lines if line.won} == set(map(int, alone.selected))

    run(work)


def test_projects_that_exclude_each_other_do_not_both_win(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        made.exclude((1, 3))
        made.approved()
        cast(made, clock)
        assert count(made).outcome["selected"] == ["3", "2"]
        run_view = count_page(session, house, made.commune.id, made.cycle.id).run
        assert run_view is not None
        (kept_out,) = [line for line in run_view.lines if line.number == 1]
        assert (kept_out.reason, kept_out.values["rival"]) == ("lost_incompatible", 3)

    run(work)


def test_after_approval_no_service_changes_a_rule(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, rule="equal_shares")
        made.exclude((1, 2))
        made.approved()
        before, digest = canonical_json(made.cycle.rules), made.cycle.rules_hash
        where = (session, house, made.commune.id, made.cycle.id)
        staff = made.staff[0].id
        for act, values in (
            (change_cycle, (draft(rule="greedy"),)),
            (change_cycle, (draft(rule="equal_shares", choices={"completion": "none"}),)),
            (choose_ballot, ((1, 2, 3), ((1, 3),))),
            (choose_ballot, ((1, 2),)),
            (freeze, ()),
            (show_key, ()),
            (confirm_backup, ("zzzz",)),
        ):
            assert refused(act, *where, *values, staff_id=staff) == CycleReason.NOT_DRAFT
        cast(made, clock)
        counted = count(made)
        for person in made.staff:
            publish(*where, run_digest(counted), staff_id=person.id)
        made.projects[2].cost = 1  # what works come to cost is no longer what was voted on
        winner = next(project for project in made.projects if project.state == "funded")
        update_works(
            session,
            house,
            made.commune.id,
            winner.id,
            Works(ProjectState.UNDER_WAY, 10, 100),
            staff_id=staff,
        )
        session.flush()
        assert (canonical_json(made.cycle.rules), made.cycle.rules_hash) == (before, digest)
        assert digest_of(before) == digest
        found = vote_rules(session, made.commune.id, made.cycle.id)
        assert found is not None and found.rules_hash == digest
        assert [project.cost for project in found.projects] == list(COSTS)

    run(work)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("counting_rule", "greedy"),
        ("rule_choices", {"completion": "none"}),
        ("exclusive", [[1, 3]]),
        ("tie_break", "id"),
    ],
)
def test_a_column_changed_in_the_database_changes_no_count(
    house: House, run: Any, clock: Any, column: str, value: Any
) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, rule="equal_shares").approved()
        setattr(made.cycle, column, value)
        session.flush()
        cast(made, clock)
        alone = count_election(the_same_election(), Terms("equal_shares", TIES))
        assert count(made).outcome["selected"] == list(alone.selected)

    run(work)


def test_every_rule_is_compared_on_the_same_ballots(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        zone = plant_zone(session, made.commune, "Centre")
        made.projects[0].zone_id = zone.id
        made.approved()
        cast(made, clock)
        counted = count(made)
        page = count_page(session, house, made.commune.id, made.cycle.id)
        assert page.run is not None
        official, *others = page.run.compared
        assert (official.is_official, official.chosen, official.spent) == (True, (3, 1), 10_000)
        assert (official.served, official.gained, official.dropped) == (6, (), ())
        assert official.zones == (("", 6_000), ("Centre", 4_000))
        assert len(others) == len(rule_keys()) - 1
        for other in others:
            key = next(key for key in rule_keys() if _name_of(key) == other.rule.name)
            alone = count_election(the_same_election(), Terms(key, TIES))
            assert (other.chosen, other.spent) == (tuple(map(int, alone.selected)), alone.cost)
            assert set(other.gained) == set(other.chosen) - {1, 3}
            assert sum(money for _zone, money in other.zones) == other.spent
        # The comparison is part of what two people agree to publish.
        digest = run_digest(counted)
        counted.parameters = {**counted.parameters, "compared": []}
        assert run_digest(counted) != digest

    run(work)


def _name_of(key: str) -> str:
    return {
        "greedy": "Most votes first",
        "greedy_per_cost": "Most votes for the money first",
        "equal_shares": "Equal shares of the money",
        "phragmen": "Everybody earns at one pace (Phragmén)",
    }[key]


def test_the_comparison_is_public_with_the_result_and_not_before(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, rule="equal_shares").approved()
        cast(made, clock, times=4)
        digest = run_digest(count(made))
        assert public_results(session, made.commune.id) is None
        for person in made.staff:
            publish(session, house, made.commune.id, made.cycle.id, digest, staff_id=person.id)
        found = public_results(session, made.commune.id)
        assert found is not None and found.compared[0].is_official and len(found.compared) == len(rule_keys())
        assert found.told.rule.name == "Equal shares of the money"
        assert results_view(session, made.commune).rule == "equal_shares"

    run(work)


def test_nothing_is_compared_while_the_ballots_are_closed(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        cast(made, clock)
        clock.set(CLOSES)
        page = count_page(session, house, made.commune.id, made.cycle.id)
        assert page.run is None and session.query(CountRun).count() == 0

    run(work)
