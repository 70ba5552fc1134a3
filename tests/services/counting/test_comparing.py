"""What is counted beside the official rule: as it is suggested, and a large election by what is quick."""

from __future__ import annotations

from itertools import combinations

from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.rules import find_rules, rule_keys
from budgeting.counting.terms import Terms, TieBreak
from services.counting import comparing
from services.counting.comparing import compare_rules, served_by

TIES = (TieBreak.LOWER_COST, TieBreak.DRAW)


def election(projects: int, groups: int) -> Election:
    ids = [str(number) for number in range(1, projects + 1)]
    said = [pair for _place, pair in zip(range(groups), combinations(ids, 3), strict=False)]
    costs = tuple(CountedProject(one, 1_000 + 7 * order, order) for order, one in enumerate(ids, 1))
    return Election(costs, tuple(Ballot(pair) for pair in said), 4_000)


def papers(found: Election, terms: Terms) -> dict[str, dict[str, object]]:
    official = count_election(found, terms)
    return {paper["rule"]: paper for paper in compare_rules(found, terms, official)}


def test_every_other_rule_is_counted_as_suggested_under_the_same_terms() -> None:
    terms = Terms("greedy", TIES, minimum_votes=2, incompatible=(("1", "2"),), seed="4 8 15")
    found = papers(election(6, 12), terms)
    assert list(found) == ["greedy", *(key for key in rule_keys() if key != "greedy")]
    for key, paper in found.items():
        usual = find_rules()[key].choose({})
        alone = Terms(key, TIES, 2, (("1", "2"),), usual, "4 8 15")
        assert paper["selected"] == list(count_election(election(6, 12), alone).selected)
        assert key == "greedy" or paper["parameters"] == usual


def test_a_large_election_is_compared_by_choices_that_are_quick() -> None:
    large = election(60, comparing.LARGE // 60 + 1)
    found = papers(large, Terms("greedy", TIES, seed="1"))["equal_shares"]
    shares = find_rules()["equal_shares"]
    assert found["parameters"] == shares.choose(shares.quick) != shares.choose({})
    # The official count is never hurried.
    official = papers(election(6, 12), Terms("equal_shares", TIES, parameters={"completion": "add1"}, seed="1"))
    assert official["equal_shares"]["parameters"] == {"completion": "add1"}


def test_a_voter_is_served_by_one_project_and_counted_once() -> None:
    found = Election(
        tuple(CountedProject(one, 1, order) for order, one in enumerate("ABC", 1)),
        (Ballot(("A", "B"), 3), Ballot(("C",), 2), Ballot((), 4)),
        10,
    )
    assert served_by(("A", "B"), found) == 3
    assert served_by(("A", "C"), found) == 5
    assert served_by((), found) == 0
