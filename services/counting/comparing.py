"""What other rules would have chosen on the same frozen ballots: counted with the official count, after closing.

Kept beside the run, so that the two people who publish it agree to the comparison as well, and a page counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.ballot import BallotFormat
from budgeting.counting.count import count_election
from budgeting.counting.election import Election
from budgeting.counting.outcome import Outcome
from budgeting.counting.rule import Words
from budgeting.counting.rules import find_rule, rule_keys
from budgeting.counting.tally import points_of
from budgeting.counting.terms import Terms
from budgeting.proof.withholding import BY_VOTES_ALONE
from models import CountRun, Cycle, Project, Zone
from services.counting.results import fewest_of
from services.cycles.rules import frozen
from services.cycles.told import ChoiceTold, TermsTold, tell_terms

COMPARED = "compared"
"""Under this name the comparison stands beside a run."""
LARGE = 300_000
"""Groups of equal ballots times projects from which on other rules are counted by their quick choices: everybody who
votes or asks elsewhere waits for the transaction of a count, and raising shares can take half a minute."""


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What one rule chooses: numbers in the order of their choice, money in minor units.

    `choices` are those that are not the usual ones of the rule.
    `served` is how many voters find at least one project they chose, None where ballots are few, and where hands were
    raised as well: whose, nobody knows; `zones` the money by
    the name of the zone, "" for projects of no zone, in the order of the names; empty where no project has a zone.
    `gained` and `dropped` are the numbers in which it differs from the official result.
    """

    rule: Words
    choices: tuple[ChoiceTold, ...]
    is_official: bool
    chosen: tuple[int, ...]
    spent: int
    served: int | None
    zones: tuple[tuple[str, int], ...]
    gained: tuple[int, ...]
    dropped: tuple[int, ...]


def compare_rules(election: Election, terms: Terms, official: Outcome) -> list[dict[str, Any]]:
    """Return the official outcome and those of all other rules that read these ballots, as JSON types.

    The others are counted as they are suggested, a large election by what is quick, with the tie-breaks, the threshold
    and the rivals that were announced.
    """
    others = [_paper(election, each, count_election(election, each)) for each in _alternatives(election, terms)]
    return [_paper(election, terms, official), *others]


def comparison_of(session: Session, cycle: Cycle, run: CountRun) -> tuple[RuleOutcome, ...]:
    """Return the comparison that stands beside a run, the official result first."""
    return _read_all(session, cycle, run, run.parameters.get(COMPARED, []))


def public_comparison_of(session: Session, cycle: Cycle, run: CountRun) -> tuple[RuleOutcome, ...]:
    """Return what is published of the comparison: less of it where ballots are few."""
    papers = run.parameters.get(COMPARED, [])
    is_few = fewest_of(cycle, run) < frozen(cycle)["ballots_published_from"]
    return _read_all(session, cycle, run, _of_votes_alone(papers) if is_few else papers)


def _read_all(session: Session, cycle: Cycle, run: CountRun, papers: list[dict[str, Any]]) -> tuple[RuleOutcome, ...]:
    costs = {project["id"]: project["cost"] for project in run.election["projects"]}
    zones = _zones_of(session, cycle)
    official = {int(one) for one in papers[0]["selected"]} if papers else set()
    form = BallotFormat(run.election["format"])
    told = (tell_terms(Terms(paper["rule"], parameters=paper["parameters"]), form) for paper in papers)
    return tuple(
        _read(paper, said, costs, zones, official, is_official=place == 0)
        for place, (paper, said) in enumerate(zip(papers, told, strict=True))
    )


def _of_votes_alone(papers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return of few ballots the official winners, and of other rules what follows from the votes of each project.

    How many voters are served, and whom rules would choose that ask who voted for what, says who chose what together.
    """
    told = [paper for place, paper in enumerate(papers) if place == 0 or paper["rule"] in BY_VOTES_ALONE]
    return [{**paper, "selected": sorted(paper["selected"], key=int), "served": None} for paper in told]


def served_by(selected: Iterable[str], election: Election) -> int:
    """Return how many voters find at least one project that they chose among the selected ones."""
    won = set(selected)
    return sum(
        ballot.weight
        for ballot in election.ballots
        if any(
            choice in won and points for choice, points in zip(ballot.choices, points_of(ballot, election), strict=True)
        )
    )


def _alternatives(election: Election, terms: Terms) -> Iterator[Terms]:
    is_large = len(election.ballots) * len(election.projects) > LARGE
    for key in rule_keys():
        rule = find_rule(key)
        reads_all = rule and election.format in rule.announced_for and (rule.by_votes_alone or not election.hands)
        if rule and key != terms.rule and reads_all:
            needed = rule.announced_for[election.format]
            yield replace(terms, rule=key, parameters=rule.choose({**(rule.quick if is_large else {}), **needed}))


def _paper(election: Election, terms: Terms, outcome: Outcome) -> dict[str, Any]:
    return {
        "rule": terms.rule,
        "parameters": dict(terms.parameters),
        "selected": list(outcome.selected),
        "cost": outcome.cost,
        "served": None if election.hands else served_by(outcome.selected, election),
    }


def _read(
    paper: dict[str, Any],
    told: TermsTold,
    costs: dict[str, int],
    zones: dict[int, str],
    official: set[int],
    *,
    is_official: bool,
) -> RuleOutcome:
    chosen = tuple(int(one) for one in paper["selected"])
    return RuleOutcome(
        rule=told.rule,
        choices=tuple(choice for choice in told.choices if not choice.is_usual),
        is_official=is_official,
        chosen=chosen,
        spent=paper["cost"],
        served=paper["served"],
        zones=_money_by_zone({number: costs[str(number)] for number in chosen}, zones),
        gained=tuple(sorted(set(chosen) - official)),
        dropped=tuple(sorted(official - set(chosen))),
    )


def _money_by_zone(chosen: dict[int, int], zones: dict[int, str]) -> tuple[tuple[str, int], ...]:
    """Return the money of every zone that any project of the ballot belongs to, also of those that get none."""
    if not any(zones.values()):
        return ()
    money = dict.fromkeys(sorted(zones.values()), 0)
    for number, cost in chosen.items():
        money[zones.get(number, "")] = money.get(zones.get(number, ""), 0) + cost
    return tuple(money.items())


def _zones_of(session: Session, cycle: Cycle) -> dict[int, str]:
    numbers = [project["number"] for project in (cycle.rules or {}).get("projects", ())]
    rows = session.execute(
        select(Project.number, Zone.name)
        .outerjoin(Zone, Project.zone_id == Zone.id)
        .where(Project.commune_id == cycle.commune_id, Project.number.in_(numbers))
    )
    return {number: zone or "" for number, zone in rows}
