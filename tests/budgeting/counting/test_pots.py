"""Several envelopes in one vote: each is counted as if it were alone, and none ever pays for another's projects."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.explain import explain
from budgeting.counting.frozen import read_election, read_terms, write_election, write_terms
from budgeting.counting.outcome import Verdict
from budgeting.counting.pots import election_of_pot, pots_of, terms_of_pot
from budgeting.counting.rules import find_rules
from budgeting.counting.terms import Leftovers, Terms, TermsReason
from budgeting.proof.verify import Count
from budgeting.refusal import Refusal
from tests.budgeting.counting.elections import elections, terms_for

RULES = tuple(find_rules())
POTS = ("", "7", "12")


@st.composite
def zoned(draw: st.DrawFn, rule: str) -> tuple[Election, Terms]:
    """A vote with two zones that have money; no group of projects that exclude each other reaches over pots."""
    formats = tuple(found.formats) if (found := find_rules()[rule]) else ()
    plain = draw(elections(sorted(formats)))
    projects = tuple(replace(one, pot=draw(st.sampled_from(POTS))) for one in plain.projects)
    envelopes = {pot: draw(st.integers(0, 15)) for pot in POTS[1:]}
    election = replace(plain, projects=projects, envelopes=envelopes)
    terms = draw(terms_for(election, rule))
    pot = {one.id: one.pot for one in projects}
    pairs = tuple(pair for pair in terms.incompatible if pot[pair[0]] == pot[pair[1]])
    return election, replace(terms, incompatible=pairs, leftovers=draw(st.sampled_from(Leftovers)))


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_no_pot_overspends_and_each_is_counted_as_if_it_were_alone(rule: str, data: st.DataObject) -> None:
    election, terms = data.draw(zoned(rule))
    outcome, left = count_election(election, terms), 0
    assert [row.pot for row in outcome.pots] == list(pots_of(election)) == ["12", "7", ""]
    for row in outcome.pots:
        own = election.envelopes.get(row.pot, election.envelope)
        more = left if row.pot == "" and terms.leftovers is Leftovers.TO_COMMUNE else 0
        assert row.envelope == own + more
        alone = election_of_pot(election, row.pot, row.envelope)
        counted = count_election(alone, replace(terms_of_pot(terms, alone), leftovers=None))
        assert tuple(one for one in outcome.selected if one in alone.costs) == counted.selected
        assert tuple(step for step in outcome.steps if step.project in alone.costs) == counted.steps
        assert row.cost == counted.cost == sum(alone.costs[one] for one in counted.selected) <= row.envelope
        left += row.envelope - row.cost
    assert outcome.cost == sum(row.cost for row in outcome.pots) <= outcome.envelope == election.money
    assert sorted(step.project for step in outcome.steps) == sorted(election.costs)


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_neither_the_order_of_the_input_nor_grouping_changes_anything(rule: str, data: st.DataObject) -> None:
    election, terms = data.draw(zoned(rule))
    split = [replace(ballot, weight=1) for ballot in election.ballots for _ in range(ballot.weight)]
    turned = Election(
        tuple(data.draw(st.permutations(election.projects))),
        tuple(data.draw(st.permutations(split))),
        election.envelope,
        election.format,
        envelopes=dict(reversed(election.envelopes.items())),
    )
    assert turned == election and write_election(turned) == write_election(election)
    assert count_election(turned, terms) == count_election(election, terms)


@given(data=st.data())
def test_what_is_written_of_pots_reads_back(data: st.DataObject) -> None:
    election, terms = data.draw(zoned("greedy"))
    text = write_election(election)
    assert json.loads(text)["kind"] == "palabre-election/3"
    assert read_election(text) == election
    assert read_terms(write_terms(terms), terms.seed) == terms


@pytest.mark.parametrize(
    ("rule", "chosen"),
    [
        *((rule, {}) for rule in RULES),
        ("equal_shares", {"utility": "votes", "completion": "add1", "comparison": "yes"}),
    ],
)
@given(data=st.data())
def test_the_verifier_counts_each_pot_alike(rule: str, chosen: dict[str, str], data: st.DataObject) -> None:
    election, terms = data.draw(zoned(rule))
    terms = replace(terms, parameters=chosen)
    outcome = count_election(election, terms)
    votes: dict[str, int] = {}
    scores: dict[str, int] = {}
    for row in outcome.pots:
        paper = json.loads(write_election(election))
        again = Count(paper, json.loads(write_terms(terms)), terms.seed, row.pot, row.envelope)
        recount = {"phragmen": again.phragmen, "equal_shares": again.equal_shares}.get(rule, again.greedy)
        assert recount([]) == [one for one in outcome.selected if one in again.costs]
        votes, scores = votes | again.votes, scores | again.scores
    assert (votes, scores) == (dict(outcome.votes), dict(outcome.scores))


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_every_project_is_explained_within_its_own_pot(rule: str, data: st.DataObject) -> None:
    election, terms = data.draw(zoned(rule))
    outcome = count_election(election, terms)
    pots = {one.id: one.pot for one in election.projects}
    explained = explain(outcome, election, terms)
    assert list(explained) == [one.id for one in election.projects]
    for project, why in explained.items():
        named = [why.values[name] for name in ("rival", "last_winner", "next_winner") if name in why.values]
        assert {pots[str(one)] for one in named} <= {pots[project]}
        if why.reason is Verdict.WON:
            mine = [one for one in outcome.selected if pots[one] == pots[project]]
            assert why.values["rank"] == mine.index(project) + 1


def test_who_names_no_project_of_a_pot_is_no_voter_there() -> None:
    # By equal shares 90 voters who want nothing in the zone would leave its money unspent.
    projects = (CountedProject("A", 10, 1), CountedProject("Z", 10, 2, "7"))
    election = Election(projects, (Ballot(("A",), 90), Ballot(("Z",), 10)), 10, envelopes={"7": 10})
    outcome = count_election(
        election, Terms("equal_shares", parameters={"completion": "none"}, leftovers=Leftovers.STAY)
    )
    assert outcome.selected == ("Z", "A")
    assert election_of_pot(election, "7", 10).voters == 10


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        (Terms("greedy"), TermsReason.LEFTOVERS_MISSING),
        (Terms("greedy", incompatible=(("A", "Z"),), leftovers=Leftovers.STAY), TermsReason.INCOMPATIBLE_ACROSS),
    ],
)
def test_what_no_rule_could_count_is_refused(terms: Terms, reason: TermsReason) -> None:
    projects = (CountedProject("A", 10, 1), CountedProject("Z", 10, 2, "7"))
    with pytest.raises(Refusal) as no:
        count_election(Election(projects, (), 10, envelopes={"7": 10}), terms)
    assert no.value.reason is reason


@pytest.mark.parametrize("envelopes", [{}, {"8": 5}, {"": 5}, {"7": -1}, {"7\n": 5}])
def test_a_pot_that_is_none_is_refused(envelopes: dict[str, int]) -> None:
    with pytest.raises(Refusal):
        Election((CountedProject("Z", 10, 2, "7"),), (), 10, envelopes=envelopes)
