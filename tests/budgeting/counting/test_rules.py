"""The contract every counting rule keeps, held against whatever files are in `rules/`."""

from __future__ import annotations

import ast
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.counting import rules as rules_room
from budgeting.counting.count import check_fit, check_terms, count_election
from budgeting.counting.election import Ballot, BallotFormat, Election
from budgeting.counting.explain import explain
from budgeting.counting.outcome import Outcome, Verdict, write_outcome
from budgeting.counting.rule import Parameter, Words
from budgeting.counting.rules import find_rules, rules_in
from budgeting.counting.terms import Terms, TermsReason, TieBreak
from budgeting.refusal import Refusal
from tests.budgeting.counting.elections import approvals, counts

RULES = sorted(find_rules())
FILES = sorted(Path(rules_room.__path__[0]).glob("[!_]*.py"))
every_rule = pytest.mark.parametrize("key", RULES)


def drawn(data: st.DataObject, key: str) -> tuple[Election, Terms, Outcome]:
    rule = find_rules()[key]
    election, terms = data.draw(counts(key, sorted(rule.formats)))
    chosen = {p.key: data.draw(st.sampled_from(p.choices or (p.default,))) for p in rule.parameters}
    terms = replace(terms, parameters=chosen)
    return election, terms, count_election(election, terms)


def test_every_file_in_the_folder_is_a_rule() -> None:
    assert [file.stem for file in FILES] == RULES
    assert "greedy" in RULES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_rule_opens_with_its_paper_and_imports_no_other_rule(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [module for module in imported if module.startswith("budgeting.counting.rules")]


@every_rule
def test_defaults_are_values_the_rule_itself_accepts(key: str) -> None:
    rule = find_rules()[key]
    assert rule.paper and rule.formats
    assert all(parameter.fits(parameter.default) for parameter in rule.parameters)
    assert rule.accepts(rule.quick) and rule.accepts(rule.choose({}))
    assert set(rule.choose({})) == {parameter.key for parameter in rule.parameters}


@every_rule
def test_what_a_rule_is_announced_for_it_can_count_with_values_that_it_knows(key: str) -> None:
    rule = find_rules()[key]
    assert set(rule.announced_for) <= rule.formats
    for ballots, needed in rule.announced_for.items():
        assert rule.accepts(needed) and rule.accepts({**rule.quick, **needed})
        assert rule.may_be_announced(ballots, needed)


def test_a_rule_that_would_drop_points_is_not_announced_for_them() -> None:
    shares, phragmen = find_rules()["equal_shares"], find_rules()["phragmen"]
    for scored in (BallotFormat.POINTS, BallotFormat.RANKING):
        assert not shares.may_be_announced(scored, {"utility": "cost"})
        assert shares.may_be_announced(scored, {"utility": "votes"})
        assert not phragmen.may_be_announced(scored, {})
    assert phragmen.may_be_announced(BallotFormat.KNAPSACK, {})


@every_rule
def test_a_rule_says_in_plain_words_what_it_does_and_what_each_choice_means(key: str) -> None:
    rule = find_rules()[key]
    assert rule.words.name and rule.words.meaning
    assert len(rule.words.meaning) <= 240, "one or two sentences that a clerk understands"
    for parameter in rule.parameters:
        assert parameter.words.name
        assert all(words.name and words.meaning for words in parameter.options.values())
        assert set(parameter.only_with) <= {other.key for other in rule.parameters}


def test_what_only_says_what_a_rule_is_called_loads_no_library_for_it() -> None:
    asked = "import sys; from budgeting.counting.rules import find_rules; find_rules(); print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


@every_rule
@given(data=st.data())
def test_a_count_never_overspends_and_adds_up(key: str, data: st.DataObject) -> None:
    election, _, outcome = drawn(data, key)
    assert outcome.rule == key
    assert outcome.cost == sum(election.costs[project] for project in outcome.selected) <= election.envelope
    assert len(set(outcome.selected)) == len(outcome.selected)


@every_rule
@given(data=st.data())
def test_only_supported_projects_above_the_minimum_win(key: str, data: st.DataObject) -> None:
    _, terms, outcome = drawn(data, key)
    assert all(outcome.votes[project] >= max(1, terms.minimum_votes) for project in outcome.selected)


@every_rule
@given(data=st.data())
def test_incompatible_projects_never_win_together(key: str, data: st.DataObject) -> None:
    _, terms, outcome = drawn(data, key)
    assert not [pair for pair in terms.incompatible if set(pair) <= set(outcome.selected)]


@every_rule
@given(data=st.data())
def test_every_project_has_one_step_and_winners_stand_in_order(key: str, data: st.DataObject) -> None:
    election, _, outcome = drawn(data, key)
    assert sorted(step.project for step in outcome.steps) == sorted(election.costs)
    won = tuple(step.project for step in outcome.steps if step.verdict is Verdict.WON)
    assert won == outcome.selected
    assert all(0 <= step.left <= election.envelope for step in outcome.steps)


@every_rule
@given(data=st.data())
def test_the_order_and_the_grouping_of_the_input_change_nothing(key: str, data: st.DataObject) -> None:
    election, terms, outcome = drawn(data, key)
    singles = [Ballot(b.choices, 1, b.points) for b in election.ballots for _ in range(b.weight)]
    projects = list(election.projects)
    chance = random.Random(data.draw(st.integers(0, 999)))
    chance.shuffle(singles)
    chance.shuffle(projects)
    again = Election(tuple(projects), tuple(singles), election.envelope, election.format)
    assert write_outcome(count_election(again, terms)) == write_outcome(outcome)


@every_rule
@given(data=st.data())
def test_only_the_draw_reads_the_seed(key: str, data: st.DataObject) -> None:
    election, terms, outcome = drawn(data, key)
    other = count_election(election, replace(terms, seed="another seed"))
    assert TieBreak.DRAW in terms.tie_break or other == outcome


@every_rule
@given(data=st.data())
def test_every_project_is_explained(key: str, data: st.DataObject) -> None:
    election, terms, outcome = drawn(data, key)
    explanations = explain(outcome, election, terms)
    assert list(explanations) == [project.id for project in election.projects]
    for project, explanation in explanations.items():
        assert (explanation.reason is Verdict.WON) == (project in outcome.selected)
        assert all(value > 0 for name, value in explanation.values.items() if name.startswith("missing_"))


@every_rule
def test_a_lone_wanted_project_that_fits_wins(key: str) -> None:
    assert count_election(approvals(10, {"A": 10}, {"A": 3}), Terms(key)).selected == ("A",)


@every_rule
def test_an_election_without_projects_or_without_ballots_has_no_winner(key: str) -> None:
    assert count_election(Election((), (), 10), Terms(key)).selected == ()
    assert count_election(approvals(10, {"A": 1}, {}), Terms(key)).selected == ()


@every_rule
@settings(deadline=None)
@given(scale=st.integers(10**12, 10**18))
def test_amounts_no_float_can_hold_are_counted_exactly(key: str, scale: int) -> None:
    fits = approvals(2 * scale + 1, {"A": scale, "B": scale + 1}, {"A": 1, "B": 1})
    short = replace(fits, envelope=2 * scale)
    assert len(count_election(fits, Terms(key)).selected) == 2
    assert len(count_election(short, Terms(key)).selected) == 1


def refused(election: Election, terms: Terms) -> str:
    with pytest.raises(Refusal) as refusal:
        count_election(election, terms)
    return refusal.value.reason


def test_terms_that_do_not_fit_are_refused_by_name() -> None:
    election = approvals(10, {"A": 1}, {"A": 1})
    assert refused(election, Terms("by acclamation")) is TermsReason.RULE_UNKNOWN
    assert refused(election, Terms("greedy", parameters={"mood": "good"})) is TermsReason.PARAMETER_UNKNOWN
    assert refused(election, Terms("greedy", tie_break=(TieBreak.DRAW,))) is TermsReason.SEED_MISSING
    assert refused(election, Terms("greedy", incompatible=(("A", "Z"),))) is TermsReason.INCOMPATIBLE_UNKNOWN


def test_a_draw_may_be_announced_before_its_seed_is_drawn() -> None:
    assert check_terms(Terms("greedy", tie_break=(TieBreak.DRAW,))).key == "greedy"


def test_a_parameter_is_one_of_its_choices_or_a_whole_number() -> None:
    ways = {"none": Words("Nothing"), "add1": Words("Larger shares")}
    completion = Parameter("completion", "none", Words("What is left"), ways)
    step = Parameter("step", "1", Words("Step"))
    assert completion.choices == ("none", "add1")
    assert (completion.said("add1").name, step.said("7").name) == ("Larger shares", "7")
    assert completion.fits("add1") and not completion.fits("1")
    assert step.fits("1000") and not any(step.fits(value) for value in ("", "0", "-1", "01", "1.5", "٣", "9" * 19))
    assert completion.read(Terms("greedy")) == "none"
    assert completion.read(Terms("greedy", parameters={"completion": "add1"})) == "add1"


def test_a_rule_counts_only_the_ballots_it_declares() -> None:
    only_rankings = replace(find_rules()["greedy"], formats=frozenset({BallotFormat.RANKING}))
    with pytest.raises(Refusal) as refusal:
        check_fit(only_rankings, approvals(10, {"A": 1}, {"A": 1}), Terms("greedy"))
    assert refusal.value.reason is TermsReason.FORMAT_UNFIT


COMPLETE = """
from budgeting.counting.rule import Rule, Words
WORDS = Words("By acclamation", "Who is cheered loudest wins.")
RULE = Rule(key="acclaim", words=WORDS, paper="a show of hands", count=lambda election, terms: None)
"""


def folder_with(tmp_path: Path, name: str, files: dict[str, str]) -> ModuleType:
    for file, text in files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    folder = ModuleType(name)
    folder.__path__ = [str(tmp_path)]
    sys.modules[name] = folder
    return folder


def test_a_file_dropped_in_the_folder_is_a_rule(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "rules_with_one_more", {"acclaim.py": COMPLETE})
    assert rules_in(folder)["acclaim"].paper == "a show of hands"


@pytest.mark.parametrize("text", ["RULE = None", COMPLETE.replace("acclaim", "another")])
def test_a_file_that_is_no_complete_rule_is_named(tmp_path: Path, text: str) -> None:
    folder = folder_with(tmp_path, f"rules_{len(text)}", {"unfinished.py": text})
    with pytest.raises(TypeError, match=r"unfinished\.py"):
        rules_in(folder)
