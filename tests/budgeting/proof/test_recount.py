"""`verify.py` counts like the house and like pabutools: programs that share no line, one by whole numbers alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.election import Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat
from pabutools.rules import method_of_equal_shares

from budgeting.ballot import BallotFormat
from budgeting.counting.count import count_election
from budgeting.counting.election import Election
from budgeting.counting.frozen import write_election, write_terms
from budgeting.counting.rules import find_rules
from budgeting.counting.tally import Tally
from budgeting.counting.terms import Terms, TieBreak
from budgeting.pabulib.election import election_of
from budgeting.pabulib.file import read_pabulib
from budgeting.proof.verify import CHOICES, RULES, Count
from tests.budgeting.counting.elections import counts, elections
from tests.budgeting.counting.judge import SCORED, told_to_pabutools

Choices = Mapping[str, str]
SHARES = [
    {"utility": utility, "completion": completion, "stop": stop, "comparison": comparison}
    for utility, completion, stop, comparison in product(*CHOICES.values())
    if stop == "exhaustive" or completion.startswith("add1")
]
WAYS: list[tuple[str, Choices]] = [*((rule, {}) for rule in RULES), *(("equal_shares", one) for one in SHARES)]
BY_NAME = {"ids": lambda one: "-".join(one.values()) or "plain" if isinstance(one, dict) else None}
FOLDER = Path(os.environ.get("PALABRE_REAL_DATA", ""), "pabulib")
FILES = sorted(FOLDER.glob("*.pb")) if "PALABRE_REAL_DATA" in os.environ else []
TIES = ((TieBreak.MORE_VOTES, TieBreak.LOWER_COST, TieBreak.ORDER), (TieBreak.ID,))


def winners_again(election: Election, terms: Terms) -> tuple[str, ...]:
    """Let `verify.py` count what is published of an election."""
    again = counted_again(election, terms)
    ways = {"phragmen": again.phragmen, "equal_shares": again.equal_shares}
    return tuple(ways.get(terms.rule, again.greedy)([]))


def counted_again(election: Election, terms: Terms) -> Count:
    paper = json.loads(write_election(election))
    return Count(paper, json.loads(write_terms(terms)), terms.seed, "", election.envelope)


def test_it_knows_every_rule_and_every_choice_there_is_and_what_is_meant_where_none_is_announced() -> None:
    rules = find_rules()
    assert set(RULES) == set(rules)
    assert {rules[rule].by_votes_alone for rule in RULES[:2]} == {True}
    assert {rules[rule].by_votes_alone for rule in RULES[2:]} == {False}
    declared = {one.key: one for rule in rules.values() for one in rule.parameters}
    assert {key: set(values) for key, values in CHOICES.items()} == {
        key: set(one.choices) for key, one in declared.items()
    }
    assert {key: values[0] for key, values in CHOICES.items()} == {key: one.default for key, one in declared.items()}


@pytest.mark.parametrize(("rule", "chosen"), WAYS, **BY_NAME)
@pytest.mark.parametrize("form", BallotFormat)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_small_election_is_counted_alike(
    form: BallotFormat, rule: str, chosen: Choices, data: st.DataObject
) -> None:
    election, terms = data.draw(counts(rule, (form,)))
    terms = replace(terms, parameters=chosen)
    if find_rules()[rule].by_votes_alone and form is BallotFormat.APPROVAL:
        election = replace(election, hands={one.id: data.draw(st.integers(0, 4)) for one in election.projects})
    outcome = count_election(election, terms)
    assert winners_again(election, terms) == outcome.selected
    again = counted_again(election, terms)
    assert (again.votes, again.scores) == (dict(outcome.votes), dict(outcome.scores))


def dear(election: Election, times: int) -> Election:
    """Return an election in a cheaper currency: everything costs so many times as much, and there is as much more."""
    projects = tuple(replace(one, cost=one.cost * times + one.order) for one in election.projects)
    return Election(projects, election.ballots, election.envelope * times, election.format)


@given(data=st.data(), times=st.sampled_from([97, 100_003]))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("stop", ["exhaustive", "budget"])
@pytest.mark.parametrize("utility", ["cost", "votes"])
def test_shares_that_grow_by_thousands_of_units_are_jumped_without_passing_anything(
    utility: str, stop: str, data: st.DataObject, times: int
) -> None:
    election, terms = data.draw(counts("equal_shares"))
    election = dear(election, times)
    terms = replace(terms, parameters={"utility": utility, "completion": "add1", "stop": stop})
    assert winners_again(election, terms) == count_election(election, terms).selected


@pytest.mark.parametrize("utility", ["cost", "votes"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_share_that_is_jumped_buys_what_it_buys_when_every_unit_is_tried(utility: str, data: st.DataObject) -> None:
    election = dear(data.draw(elections().filter(lambda one: one.voters > 0)), 7)
    terms = Terms("equal_shares", parameters={"utility": utility, "completion": "add1", "stop": "budget"})
    assert winners_again(election, terms) == tuple(unit_by_unit(counted_again(election, terms)))


def unit_by_unit(again: Count) -> list[str]:
    share = Fraction(again.envelope, again.voters)
    taken, _ = again.purchases(share)
    while again.open(taken):
        share += 1
        more, _ = again.purchases(share)
        if again.left(more) < 0:
            break
        taken = more
    return taken


@given(election=elections().filter(lambda one: one.voters > 0 and one.envelope > 0))
@settings(max_examples=60, deadline=None)
def test_equal_shares_are_those_of_pabutools(election: Election) -> None:
    instance, profile, ties = told_to_pabutools(election)
    votes = Tally.of(election).votes
    worths = (
        {"votes": Additive_Cardinal_Sat} if election.format in SCORED else {"votes": Cardinality_Sat, "cost": Cost_Sat}
    )
    for utility, worth in worths.items():
        found = method_of_equal_shares(instance, profile, sat_class=worth, tie_breaking=ties)
        terms = Terms("equal_shares", TIES[0], parameters={"utility": utility, "completion": "none"})
        assert list(winners_again(election, terms)) == [one.name for one in found if votes[one.name]]


def real_ways() -> Iterator[tuple[str, Choices]]:
    """Every rule, and of equal shares every completion: with growing shares, which take seconds, one way a utility."""
    yield from ((rule, {}) for rule in RULES[:3])
    by_cost = {"utility": "cost", "stop": "exhaustive", "comparison": "yes"}
    by_votes = {"utility": "votes", "stop": "budget", "comparison": "no"}
    for completion in ("none", "greedy"):
        yield from (("equal_shares", {**one, "completion": completion}) for one in (by_cost, by_votes))
    yield "equal_shares", {**by_cost, "completion": "add1"}
    yield "equal_shares", {**by_votes, "completion": "add1u"}


@pytest.mark.skipif(not FILES, reason="PALABRE_REAL_DATA names no folder of elections")
@pytest.mark.parametrize(("rule", "chosen"), list(real_ways()), **BY_NAME)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_real_election_is_counted_alike(path: Path, rule: str, chosen: Choices) -> None:
    election = election_of(read_pabulib(path.read_text(encoding="utf-8-sig"))).election
    for ties in TIES if not chosen.get("completion", "none").startswith("add1") else TIES[:1]:
        terms = Terms(rule, ties, parameters=chosen)
        assert winners_again(election, terms) == count_election(election, terms).selected
