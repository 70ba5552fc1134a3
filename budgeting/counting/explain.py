"""For every project, why it won or what it lacked: a reason and numbers, which become a sentence elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from budgeting.counting.election import Election
from budgeting.counting.outcome import Outcome, Step, Verdict
from budgeting.counting.pots import parted, terms_of_pot
from budgeting.counting.tally import SET_ASIDE, VOTES_ALONE, Tally
from budgeting.counting.terms import Terms
from budgeting.counting.tiebreak import settle

Values = dict[str, str | int]
FOR_THE_MONEY = "greedy_per_cost"
BY_VOTES = ("greedy", FOR_THE_MONEY)
EXACT = {"price": "each_money", "load": "earned_money"}
"""Fractions of a rule's account, and the name under which they are told in whole minor units."""


@dataclass(frozen=True)
class Explanation:
    """What became of a project and the numbers its sentence needs; money in minor units.

    Always `votes`, `score` and `cost`. A winner has `rank` and `left` (money left after it); by votes, or votes for the
    money, `needed_votes`: how many would have been enough, where more than the announced least would; where its
    supporters paid for it together `each_money`, the most that one of them gave, where they earned it `earned_money`,
    both rounded up, and where it was taken with what the others had left over `rest_money`. A loser has `left` (money
    left when its turn came) and what it lacked: `missing_votes` under `minimum_votes` or to go before the `rival`,
    `missing_money`, or the `rival` with `rival_votes`, `rival_score` and `missing_score`. `last_winner` and
    `next_winner` (with `…_votes` and `…_score`) are the winners chosen just before and just after it, where there are
    any and it stood at all.
    """

    project: str
    reason: Verdict
    values: Mapping[str, str | int]


def explain(outcome: Outcome, election: Election, terms: Terms) -> dict[str, Explanation]:
    """Explain an outcome for every project of the election, by project id in ballot order; each within its pot."""
    if outcome.pots:
        told = {
            project: why
            for alone, came in parted(outcome, election)
            for project, why in explain(came, alone, terms_of_pot(terms, alone)).items()
        }
        return {project.id: told[project.id] for project in election.projects}
    at = {step.project: place for place, step in enumerate(outcome.steps)}
    return {project.id: _explain_one(at[project.id], outcome, election, terms) for project in election.projects}


def _explain_one(place: int, outcome: Outcome, election: Election, terms: Terms) -> Explanation:
    step = outcome.steps[place]
    told = {name: value for name, value in step.details.items() if name not in EXACT}
    values: Values = {**_numbers_of(step.project, outcome), "cost": election.costs[step.project], **told}
    if step.verdict not in SET_ASIDE:
        values |= _neighbours(place, outcome)
    if step.verdict is Verdict.WON:
        values |= _won(step, outcome, election) | _needed(step.project, outcome, election, terms)
    else:
        values |= _lacked(step, outcome, election, terms)
    return Explanation(step.project, step.verdict, values)


def _won(step: Step, outcome: Outcome, election: Election) -> Values:
    rank = outcome.selected.index(step.project) + 1
    values: Values = {"rank": rank, "left": step.left - election.costs[step.project]}
    for name, rounded in EXACT.items():
        if name in step.details and (name != "price" or election.format in VOTES_ALONE):  # else it is that of a point
            values[rounded] = ceil(Fraction(step.details[name]))
    is_paid_together = any("price" in each.details for each in outcome.steps)
    if is_paid_together and "price" not in step.details:
        values["rest_money"] = step.left
    return values


def _needed(project: str, outcome: Outcome, election: Election, terms: Terms) -> Values:
    """With how many votes it would still have won; nothing where the least that any project needs would do."""
    rival = None
    if outcome.rule in BY_VOTES and election.format in VOTES_ALONE:
        rival = _first_in_the_way(project, outcome, election, terms)
    if rival is None:
        return {}
    weights = _weights(outcome, election)
    reached, over = divmod(outcome.votes[rival] * weights[project], weights[rival])
    is_enough = not over and _goes_first(project, reached, rival, outcome, election, terms)
    needed = reached if is_enough else reached + 1
    return {"needed_votes": needed} if needed > max(1, terms.minimum_votes) else {}


def _first_in_the_way(project: str, outcome: Outcome, election: Election, terms: Terms) -> str | None:
    """Return the first of the others after which a winner could not win, None where it could after all of them."""
    left, cost, chosen = election.envelope, election.costs[project], set[str]()
    for other in (step.project for step in outcome.steps if step.verdict not in SET_ASIDE and step.project != project):
        if election.costs[other] <= left and not terms.rivals_of(other) & chosen:
            left -= election.costs[other]
            chosen.add(other)
        if left < cost or terms.rivals_of(project) & chosen:
            return other
    return None


def _lacked(step: Step, outcome: Outcome, election: Election, terms: Terms) -> Values:
    values: Values = {"left": step.left}
    if step.verdict is Verdict.LOST_BELOW_MINIMUM:
        missing = terms.minimum_votes - outcome.votes[step.project]
        values |= {"minimum_votes": terms.minimum_votes, "missing_votes": missing}
    if step.verdict in {Verdict.LOST_TOO_DEAR_FOR_REST, Verdict.LOST_TIE}:
        values["missing_money"] = election.costs[step.project] - step.left
    if step.verdict is Verdict.LOST_TOO_DEAR_ALONE:
        values["missing_money"] = election.costs[step.project] - election.envelope
    if "missing_score" in step.details and election.format in VOTES_ALONE:
        values["missing_votes"] = _votes_to_pass(step, outcome, election, terms)
    rival = step.details.get("rival")
    return values | _numbers_of(rival, outcome, "rival_") if isinstance(rival, str) else values


def _votes_to_pass(step: Step, outcome: Outcome, election: Election, terms: Terms) -> int:
    """Return how many votes more let a project go before its rival.

    The account says how many put it ahead; one less is enough where that makes it level and the announced tie-breaks
    then put it first.
    """
    ahead, rival = int(step.details["missing_score"]), str(step.details["rival"])
    level = outcome.votes[step.project] + ahead - 1
    weights = _weights(outcome, election)
    if ahead == 1 or level * weights[rival] != outcome.votes[rival] * weights[step.project]:
        return ahead
    return ahead - 1 if _goes_first(step.project, level, rival, outcome, election, terms) else ahead


def _weights(outcome: Outcome, election: Election) -> Mapping[str, int]:
    """Return by what a greedy rule divides the votes of each project."""
    return election.costs if outcome.rule == FOR_THE_MONEY else dict.fromkeys(election.costs, 1)


def _goes_first(project: str, votes: int, rival: str, outcome: Outcome, election: Election, terms: Terms) -> bool:
    """Is a project with so many votes, level with a rival, put before it by the announced tie-breaks?"""
    both = [one for one in election.projects if one.id in (project, rival)]
    return settle(both, Tally({**outcome.votes, project: votes}, outcome.scores), terms)[0][0].id == project


def _neighbours(place: int, outcome: Outcome) -> Values:
    """The winners chosen just before and just after this step."""
    before = [step.project for step in outcome.steps[:place] if step.verdict is Verdict.WON][-1:]
    after = [step.project for step in outcome.steps[place + 1 :] if step.verdict is Verdict.WON][:1]
    values: Values = {}
    for name, found in (("last_winner", before), ("next_winner", after)):
        for project in found:
            values |= {name: project, **_numbers_of(project, outcome, f"{name}_")}
    return values


def _numbers_of(project: str, outcome: Outcome, prefix: str = "") -> Values:
    return {f"{prefix}votes": outcome.votes[project], f"{prefix}score": outcome.scores[project]}
