"""The ballots as the table that other people's programs count: https://pabulib.org/format, without a word on voters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from budgeting.ballot import BallotFormat
from budgeting.counting.canonical import JsonObject
from budgeting.counting.election import Election
from budgeting.counting.pots import election_of_pot
from budgeting.money import decimals_of
from budgeting.pabulib.election import STEP
from budgeting.pabulib.file import PabulibFile, Part, Table, write_pabulib

VOTE_TYPES = {
    BallotFormat.APPROVAL: "approval",
    BallotFormat.KNAPSACK: "knapsack",
    BallotFormat.POINTS: "scoring",
    BallotFormat.RANKING: "ordinal",
}
FORMULA_SIGNS = ("=", "+", "-", "@")
LANGUAGES = ("fr", "en", "ar")
WITHOUT_HANDS = "Ballots alone: votes by show of hands are not in this file but they counted for what was selected."


def tables_of(election: Election, outcome: Mapping[str, Any]) -> dict[str, Election]:
    """Return the elections of a bundle's tables by the name of their file: one for each pot that has any project."""
    if not outcome.get("pots"):
        return {"votes.pb": election}
    alone = {row["pot"]: election_of_pot(election, row["pot"], row["envelope"]) for row in outcome["pots"]}
    return {f"votes-{pot}.pb" if pot else "votes.pb": one for pot, one in alone.items() if one.projects}


def write_table(rules: JsonObject, election: Election, outcome: Mapping[str, Any], zone: str = "") -> str:
    """Return an election in the Pabulib format; `voter_id` is the place in the list, which is sorted by what is said.

    Blank ballots stand in it with an empty vote: they count as voters. The format has no place for raised hands: they
    are left out, and `comment` says so. `zone` is the name of that whose pot this is the election of.
    """
    points = ["points"] if election.format is BallotFormat.POINTS else []
    parts = {
        Part.META: Table(("key", "value"), list(_meta(rules, election, zone))),
        Part.PROJECTS: Table(
            ("project_id", "cost", "votes", "selected", "name"), list(_projects(rules, election, outcome))
        ),
        Part.VOTES: Table(("voter_id", "vote", *points), list(_votes(election))),
    }
    return write_pabulib(PabulibFile(parts))


def _meta(rules: Mapping[str, Any], election: Election, zone: str) -> Iterator[tuple[str, str]]:
    yield "description", _plain(str(rules["title"]))
    yield "country", str(rules["country"])
    yield "unit", _plain(str(rules["commune"]))
    if zone:
        yield "subunit", _plain(zone)
    yield "instance", str(rules["year"])
    yield "num_projects", str(len(election.projects))
    yield "num_votes", str(election.voters)
    yield "budget", _amount(election.envelope, rules)
    yield "vote_type", "cumulative" if _has_sum(rules) else VOTE_TYPES[election.format]
    yield "rule", str(rules["terms"]["rule"])
    for phase in rules["phases"]:
        if phase["kind"] == "vote":
            yield "date_begin", _day(phase["opens_at"])
            yield "date_end", _day(phase["closes_at"])
    if rules.get("min_choices", 1) > 1:
        yield "min_length", str(rules["min_choices"])
    yield "max_length", str(rules["max_choices"])
    if _has_sum(rules):
        yield "max_sum_points", str(rules["max_points"])
        yield "max_points", str(rules["max_each"])
    if election.format is BallotFormat.RANKING:
        yield "scoring_fn", "Borda"
    yield "currency", str(rules["currency"])
    if decimals_of(str(rules["currency"])):  # else shares that grow would do so by a whole unit, and elect others
        yield STEP, _amount(1, rules)
    if election.hands:
        yield "comment", WITHOUT_HANDS


def _has_sum(rules: Mapping[str, Any]) -> bool:
    """Do voters share out a number of points, which the format calls cumulative?"""
    return rules.get("max_points") is not None


def _projects(rules: Mapping[str, Any], election: Election, outcome: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    votes = election.without_hands(outcome["votes"])
    titles = {str(project["number"]): project["titles"] for project in rules["projects"]}
    for project in election.projects:
        is_chosen = str(int(project.id in outcome["selected"]))
        name = _plain(_title(titles[project.id]))
        yield project.id, _amount(project.cost, rules), str(votes[project.id]), is_chosen, name


def _votes(election: Election) -> Iterator[tuple[str, ...]]:
    places = count(1)
    for ballot in election.ballots:  # in an order that depends on what they say alone
        said = [",".join(ballot.choices)]
        if election.format is BallotFormat.POINTS:
            said.append(",".join(map(str, ballot.points)))
        for _voter in range(ballot.weight):
            yield str(next(places)), *said


def _title(titles: Mapping[str, str]) -> str:
    return next((titles[tag] for tag in (*LANGUAGES, *sorted(titles)) if titles.get(tag)), "")


def _amount(minor: int, rules: Mapping[str, Any]) -> str:
    """Return an amount in units of its currency with a decimal point, exactly."""
    decimals = decimals_of(str(rules["currency"]))
    units, rest = divmod(minor, 10**decimals)
    return f"{units}.{rest:0{decimals}d}" if decimals else str(units)


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%d.%m.%Y}"


def _plain(text: str) -> str:
    """Return a text on one line that no spreadsheet computes."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(FORMULA_SIGNS) else line
