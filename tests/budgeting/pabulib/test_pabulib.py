"""Files of the Pabulib format: read whole, written as they were, refused with their line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.ballot import BallotFormat
from budgeting.counting.election import Ballot
from budgeting.pabulib.election import election_of
from budgeting.pabulib.file import PabulibReason, Part, read_pabulib, write_pabulib
from budgeting.refusal import Refusal

FILE = """META
key;value
description;"Un vote; un essai"
budget;100
vote_type;approval
PROJECTS
project_id;cost;name
a;60;Puits
b;50;École
VOTES
voter_id;age;vote
1;30;a,b
2;;b
3;41;
"""


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as no:
        election_of(read_pabulib(text))
    return no.value


def test_a_file_is_read_and_written_whole() -> None:
    file = read_pabulib("\ufeff" + FILE)
    assert file.meta["description"] == "Un vote; un essai"
    assert [row["name"] for row in file.projects] == ["Puits", "École"]
    assert write_pabulib(file) == FILE


def test_its_election_has_every_ballot_the_blank_ones_too() -> None:
    found = election_of(read_pabulib(FILE))
    assert (found.unit, found.election.envelope, found.election.voters, found.election.blank) == (1, 100, 3, 1)
    assert found.election.ballots == (Ballot(()), Ballot(("a", "b")), Ballot(("b",)))


def test_amounts_with_decimals_become_whole_in_a_smaller_unit() -> None:
    found = election_of(read_pabulib(FILE.replace("budget;100", "budget;100.5")))
    assert (found.unit, found.election.envelope, found.election.costs) == (10, 1005, {"a": 600, "b": 500})


def test_shares_grow_by_one_or_by_what_the_file_says_or_by_what_is_asked_for() -> None:
    file = read_pabulib(FILE.replace("budget;100", "budget;100.5"))
    says = read_pabulib(FILE.replace("budget;100", "budget;100\nadd1_step;0.01"))
    assert (election_of(file).step, election_of(file).unit) == (10, 10)
    assert (election_of(says).step, election_of(says).unit) == (1, 100)
    assert (election_of(says, "0.5").step, election_of(says, "0.5").unit) == (5, 10)


def test_it_may_say_how_many_rows_it_has() -> None:
    said = FILE.replace("budget;100", "num_projects;2\nnum_votes;3\nbudget;100")
    assert election_of(read_pabulib(said)).election.voters == 3


def test_a_ballot_joined_from_lines_is_refused_where_no_count_of_rows_would_tell() -> None:
    assert refused(FILE.replace("1;30;a,b\n2;;b", '1;"30;a,b\n2;";b')).reason is PabulibReason.QUOTE_OPEN


def test_the_description_of_a_project_may_have_several_lines() -> None:
    text = FILE.replace("Puits", '"Puits\net pompe"').replace("2;;b", "2;;c")
    assert refused(text).values == {"choice": "'c'", "line": 14}


@pytest.mark.parametrize(("kind", "ballots"), [("cumulative", BallotFormat.POINTS), ("scoring", BallotFormat.POINTS)])
def test_points_stand_beside_the_projects(kind: str, ballots: BallotFormat) -> None:
    text = FILE.replace("approval", kind).replace("voter_id;age;vote", "voter_id;points;vote")
    text = text.replace("1;30;a,b", "1;3,2;a,b").replace("2;;b", "2;5;b").replace("3;41;", "3;;")
    election = election_of(read_pabulib(text)).election
    assert election.format is ballots
    assert Ballot(("a", "b"), 1, (3, 2)) in election.ballots


@pytest.mark.parametrize(
    ("old", "new", "reason", "values"),
    [
        (FILE, "", PabulibReason.TABLE_MISSING, {"table": "META"}),
        ("META\n", "", PabulibReason.NOT_ONE, {"line": 1}),
        ("VOTES\nvoter_id;age;vote\n", "", PabulibReason.TABLE_MISSING, {"table": "VOTES"}),
        ("VOTES", "META", PabulibReason.TABLE_TWICE, {"table": "META", "line": 10}),
        ("_id;cost", "_id;price", PabulibReason.COLUMN_MISSING, {"column": "cost", "table": "PROJECTS", "line": 7}),
        ("a;60;Puits", "a;60;Puits;x;y", PabulibReason.ROW_TOO_LONG, {"table": "PROJECTS", "line": 8}),
        ("a;60;Puits", "a;60", PabulibReason.ROW_TOO_SHORT, {"table": "PROJECTS", "line": 8}),
        ("2;;b", "2;b", PabulibReason.ROW_TOO_SHORT, {"table": "VOTES", "line": 13}),
        ("2;;b", '2;";b', PabulibReason.QUOTE_OPEN, {"line": 13}),
        ("Puits", '"Puits"x', PabulibReason.QUOTE_OPEN, {"line": 8}),
        ("voter_id;age;vote", "voter_id;vote;vote", PabulibReason.COLUMN_TWICE,
         {"table": "VOTES", "column": "'vote'", "line": 11}),
        ("budget;100", "budget;100\nbudget;90", PabulibReason.KEY_TWICE, {"key": "budget"}),
        ("budget;100", "budget;100\nnum_votes;4", PabulibReason.ROWS_MISCOUNTED,
         {"table": "VOTES", "said": 4, "found": 3}),
        ("budget;100", "budget;100\nnum_projects;1", PabulibReason.ROWS_MISCOUNTED,
         {"table": "PROJECTS", "said": 1, "found": 2}),
        ("budget;100", "budget;100\nnum_votes;three", PabulibReason.NUMBER_UNREADABLE,
         {"column": "num_votes", "line": 5}),
        ("a;60", "a;sixty", PabulibReason.AMOUNT_UNREADABLE, {"column": "cost", "line": 8}),
        ("a;60", "a;NaN", PabulibReason.AMOUNT_UNREADABLE, {"column": "cost", "line": 8}),
        ("a;60", "a;-6", PabulibReason.AMOUNT_UNREADABLE, {"column": "cost", "line": 8}),
        ("a;60", "a;1e999999", PabulibReason.AMOUNT_UNREADABLE, {"column": "cost", "line": 8}),
        ("a;60", "a;1,000", PabulibReason.AMOUNT_UNREADABLE, {"column": "cost", "line": 8}),
        ("a;60", "a;1_0", PabulibReason.AMOUNT_UNREADABLE, {"column": "cost", "line": 8}),
        ("a;60", "a;900719925474099.31", PabulibReason.AMOUNT_UNREADABLE, {"column": "cost", "line": 8}),
        ("budget;100", "budget;100\nadd1_step;0", PabulibReason.AMOUNT_UNREADABLE, {"column": "add1_step", "line": 5}),
        ("budget;100", "budget;", PabulibReason.BUDGET_MISSING, {}),
        ("approval", "telepathy", PabulibReason.VOTE_TYPE_UNKNOWN, {"vote_type": "'telepathy'"}),
        ("approval", "scoring", PabulibReason.POINTS_MISMATCHED, {"line": 12}),
        ("2;;b", "2;;c", "election_choice_unknown", {"choice": "'c'", "line": 13}),
        ("1;30;a,b", "1;30;a,b, a", "election_choice_repeated", {"line": 12}),
        ("b;50", "a;50", "election_id_repeated", {"id": "'a'", "line": 9}),
        ("a;60", "a;0", "election_cost_not_positive", {"id": "a", "cost": 0, "line": 8}),
    ],
)  # fmt: skip
def test_what_is_no_election_is_refused_with_its_place(old: str, new: str, reason: str, values: object) -> None:
    no = refused(FILE.replace(old, new, 1))
    assert (no.reason, dict(no.values)) == (reason, values)


@given(st.text(alphabet=st.sampled_from('META\nPROJECTSVOTES;key,value"0159.-e\u0660\ud800\x00é'), max_size=300))
def test_no_text_ends_in_anything_but_an_election_or_a_refusal(text: str) -> None:
    try:
        election_of(read_pabulib(text))
    except Refusal as no:
        assert str(no.reason)


@given(st.lists(st.lists(st.sampled_from(["a", "b c", "d;e", 'f"g', ""]), min_size=3, max_size=3), max_size=5))
def test_whatever_stands_in_the_cells_comes_back(cells: list[list[str]]) -> None:
    file = read_pabulib(FILE)
    kept = [row for row in cells if any(row)]
    file.tables[Part.VOTES].rows.extend(kept)
    again = read_pabulib(write_pabulib(file))
    assert again.votes == file.votes
