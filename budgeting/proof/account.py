"""What `palabre verify` checks beyond `verify.py`: the whole account of the count by every rule, and the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from budgeting.announced_ballot import read_limits
from budgeting.ballot import BallotRules, judge_ballot, marks_of
from budgeting.counting.canonical import JsonObject, canonical_json, read_paper, whole, word
from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, BallotFormat, Election
from budgeting.counting.frozen import read_election, read_numbers, read_projects, read_terms, write_election
from budgeting.counting.outcome import write_outcome
from budgeting.counting.tally import VOTES_ALONE
from budgeting.pabulib.election import election_of
from budgeting.pabulib.file import read_pabulib
from budgeting.proof.members import TOTALS, TOTALS_OF_POTS, TOTALS_WITH_HANDS
from budgeting.proof.table import tables_of
from budgeting.proof.verify import Bundle, Finding
from budgeting.proof.withholding import BY_VOTES_ALONE
from budgeting.refusal import Refusal


def account(bundle: Bundle) -> Iterable[Finding]:
    """Count again by the announced rule and hold every word of the account against what is published."""
    terms_paper = bundle.paper("rules")["terms"]
    if "election.json" not in bundle.members:
        yield from _blank(bundle.paper("totals"), whole(bundle.paper("rules")["max_choices"]))
    try:
        terms = read_terms(canonical_json(terms_paper), bundle.facts["seed"])
        if "election.json" not in bundle.members and terms.rule not in BY_VOTES_ALONE:
            return
        election = published_election(bundle.members)
        outcome = write_outcome(count_election(election, terms))
    except Refusal as no:
        yield False, f"this cannot be counted: {no.reason}"
        return
    if "election.json" in bundle.members:
        yield from _within_limits(election, read_limits(bundle.paper("rules")))
        text = bundle.members["election.json"]
        yield (
            write_election(read_election(text.decode())).encode() == text,
            "election.json: the order may tell something",
        )
    bundle.is_counted = True
    is_same = outcome.encode() == bundle.members["outcome.json"]
    yield is_same, "counted again, the account of outcome.json is another"


def _blank(totals: JsonObject, most: int) -> Iterable[Finding]:
    """Hold the blank ballots of totals against what the others chose: each of them one project at least."""
    votes = [*read_numbers(totals, "votes").values()]
    blank, marked = whole(totals["blank"]), whole(totals["cast"]) - whole(totals["blank"])
    fits = blank >= 0 and max(votes, default=0) <= marked and sum(votes) <= marked * most
    if BallotFormat(word(totals["format"])) in VOTES_ALONE:  # a choice with no point is not among the votes
        fits = fits and marked <= sum(votes)
    yield fits, "totals.json: so many blank ballots cannot be among these votes"


def _within_limits(election: Election, rules: BallotRules) -> Iterable[Finding]:
    """Hold each ballot against the announced limits of its format; blank ones are always ballots."""
    places = {project.id: place for place, project in enumerate(election.projects)}
    costs = {places[project.id]: project.cost for project in election.projects}
    pots = tuple(replace(pot, numbers=tuple(places[str(number)] for number in pot.numbers)) for pot in rules.pots)
    rules = replace(rules, pots=pots)
    for ballot in election.ballots:
        try:
            if ballot.choices:
                judge_ballot(marks_of([places[choice] for choice in ballot.choices], ballot.points), costs, rules)
        except Refusal as no:
            yield False, f"a ballot of election.json is none by the announced limits: {no.reason}"


def table(bundle: Bundle) -> Iterable[Finding]:
    """Hold the tables for other programs, one for each pot, against the ballots."""
    if "election.json" not in bundle.members:
        return
    try:
        tables = tables_of(published_election(bundle.members), bundle.paper("outcome"))
    except Refusal as no:
        yield False, f"election.json cannot be read: {no.reason}"
        return
    there = {name for name in bundle.members if name.endswith(".pb")}
    yield there == tables.keys(), "there is not one table .pb for each envelope"
    for name in sorted(there & tables.keys()):
        yield from _held(name, bundle.members[name], tables[name], bundle.paper("outcome"))


def _held(name: str, data: bytes, election: Election, outcome: Mapping[str, Any]) -> Iterable[Finding]:
    try:
        file = read_pabulib(data.decode())
        found = election_of(file)
    except Refusal as no:
        yield False, f"{name} cannot be read: {no.reason}"
        return
    unit = _unit_of(found.election, election)
    costs = {project: cost * unit for project, cost in found.election.costs.items()}
    yield costs == election.costs and found.election.envelope * unit == election.envelope, f"{name}: other amounts"
    yield found.step * unit == 1, f"{name}: shares that grow would do so by another amount than they did"
    yield found.election.ballots == election.ballots, f"{name} does not hold the ballots of election.json"
    chosen = [(row["project_id"], row["votes"], row["selected"]) for row in file.projects]
    votes = election.without_hands(outcome["votes"])
    said = [(one, str(votes[one]), str(int(one in outcome["selected"]))) for one in election.costs]
    yield chosen == said, f"{name}: other votes or winners than in outcome.json"


def published_election(members: dict[str, bytes]) -> Election:
    """Return the election that a bundle publishes; of few ballots one with the same votes and scores."""
    if "election.json" in members:
        return read_election(members["election.json"].decode())
    return read_paper(members["totals.json"].decode(), _like, TOTALS, TOTALS_WITH_HANDS, TOTALS_OF_POTS)


def _like(paper: JsonObject) -> Election:
    votes = paper["votes"]
    if not isinstance(votes, dict):
        raise TypeError("votes are an object")
    projects, envelopes = read_projects(paper), read_numbers(paper, "envelopes")
    envelope, ballots_format = whole(paper["envelope"]), BallotFormat(word(paper["format"]))
    if ballots_format in VOTES_ALONE:
        ballots = [Ballot((word(project),), whole(number)) for project, number in votes.items() if number]
        return Election(projects, tuple(ballots), envelope, ballots_format, read_numbers(paper, "hands"), envelopes)
    scored = _scored(votes, paper["scores"])
    return Election(projects, tuple(scored), envelope, BallotFormat.POINTS, envelopes=envelopes)


def _scored(votes: Mapping[str, object], scores: object) -> Iterator[Ballot]:
    """Yield ballots that come to these votes and scores: one point each, and all that is left from the last of them.

    Rankings too are told by their points, which is all that a rule reads of so few.
    """
    if not isinstance(scores, dict):
        raise TypeError("scores are an object")
    for project, number in votes.items():
        voters, left = whole(number), whole(scores[project])
        if voters > 1:
            yield Ballot((word(project),), voters - 1, (1,))
        if voters:
            yield Ballot((word(project),), 1, (left - voters + 1,))


def _unit_of(found: Election, election: Election) -> int:
    """Return how many minor units one of the table's is: the table's amounts may be written without their decimals."""
    return next((election.costs.get(one.id, one.cost) // one.cost for one in found.projects), 1)
