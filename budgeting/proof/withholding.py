"""What is not published because it would single somebody out: few ballots, and small groups of voters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgeting.counting.canonical import JsonObject
from budgeting.counting.election import Election
from budgeting.counting.entries import COMMUNE_WIDE
from budgeting.counting.outcome import Verdict
from budgeting.counting.rules import find_rules

BALLOTS_PUBLISHED_FROM = 20
"""The number of ballots from which they are published one by one; announced in the frozen rules.

Below it people know who voted, and a list of combinations, each of them perhaps chosen by one person, is a list of
neighbours. Then the votes of each project are published, which by votes, and by votes per cost, still can be counted
again. The number is a convention: it stands well above the smallest group, and below what a village musters.
"""

LEAST_GROUP = 5
"""Groups of fewer people are not told apart in what is published."""

TOGETHER = "others"

BY_VOTES_ALONE = tuple(key for key, rule in find_rules().items() if rule.by_votes_alone)
"""Rules that ask how many votes a project has, and never who gave them: all they say follows from the votes."""


def fewest_told(rules: Mapping[str, Any], votes: Mapping[str, int], voters: int) -> int:
    """Return of how few people a list of ballots would speak: of all voters, or of those of one zone.

    Where each person chooses among the projects of their own zone, a ballot that names one says where its voter lives.
    Of a zone's voters there are as many, at least, as its project with the most votes has: anybody can count these from
    totals as well, and so find ballots that should not be there, or should.

    `rules` are the frozen rules, `votes` by the id of a project.
    """
    most: dict[str, int] = {}
    for project in rules["projects"] if rules.get("own_zone_only") else ():
        zone = project.get("zone") or project.get("pot", COMMUNE_WIDE)
        most[zone] = max(most.get(zone, 0), votes[str(project["number"])])
    return min([voters, *(number for zone, number in most.items() if zone != COMMUNE_WIDE and number)])


def tells_account(rule: str, voters: int, least: int = BALLOTS_PUBLISHED_FROM) -> bool:
    """May it be told how a rule came to its winners, or would prices and shares of few people say who chose what?"""
    return voters >= least or rule in BY_VOTES_ALONE


def without_account(outcome: JsonObject, election: Election) -> JsonObject:
    """Return an outcome, as JSON types, that depends on nothing but the votes and on which projects won.

    Winners stand in the order of the projects, for the order of their choice tells as well.
    """
    chosen = outcome["selected"]
    assert isinstance(chosen, (list, tuple))
    pots, selected, steps = outcome.get("pots") or [{"envelope": election.envelope}], list[str](), list[JsonObject]()
    assert isinstance(pots, list)
    for pot in pots:
        mine = [project for project in election.projects if project.pot == pot.get("pot", project.pot)]
        left = pot["envelope"]
        for project in sorted(mine, key=lambda one: one.id not in chosen):  # those that won first, each in its order
            verdict = Verdict.WON if project.id in chosen else Verdict.LOST_UNTOLD
            steps.append({"project": project.id, "verdict": verdict.value, "left": left, "details": {}})
            left -= project.cost if verdict is Verdict.WON else 0
            selected += [project.id] if verdict is Verdict.WON else []
    return {**outcome, "selected": selected, "steps": steps, "ties": []}


def fold_small(groups: Mapping[str, int], least: int = LEAST_GROUP) -> dict[str, int]:
    """Join groups of fewer than `least` until what is joined hides them; nothing is told apart where that fails.

    A group joined alone would be the difference between the others and the whole, so two or more are joined.
    """
    told = {name: number for name, number in groups.items() if number}
    by_size = sorted(told, key=lambda name: (told[name], name))
    joined: list[str] = []
    while by_size and (told[by_size[0]] < least or (joined and not _hides(joined, told, least))):
        joined.append(by_size.pop(0))
    if joined and not _hides(joined, told, least):
        return {}
    folded = {name: told[name] for name in sorted(by_size)}
    return {**folded, TOGETHER: sum(told[name] for name in joined)} if joined else folded


def _hides(joined: list[str], told: Mapping[str, int], least: int) -> bool:
    return len(joined) > 1 and sum(told[name] for name in joined) >= least
