"""Several envelopes in one vote: each pot is counted by the same rule, alone, on what the ballots say of its projects.

A pot is the money of a zone, or that of the whole commune, with the projects that compete for it. A ballot votes in a
pot when it names one of its projects: who names none is no voter there, or rules that share the money among voters
would leave most of a zone's envelope with people who want nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from budgeting.counting.election import Ballot, Election
from budgeting.counting.entries import COMMUNE_WIDE
from budgeting.counting.outcome import Outcome, PotCount
from budgeting.counting.terms import Leftovers, Terms

Count = Callable[[Election, Terms], Outcome]


def pots_of(election: Election) -> tuple[str, ...]:
    """Return the pots of an election in the order of their count, that of the whole commune last; it may be alone."""
    return (*sorted(election.envelopes), COMMUNE_WIDE)


def election_of_pot(election: Election, pot: str, envelope: int) -> Election:
    """Return the election of one pot: its projects, this money, and the ballots that name any of its projects."""
    projects = tuple(replace(project, pot=COMMUNE_WIDE) for project in election.projects if project.pot == pot)
    ids = {project.id for project in projects}
    hands = {project: number for project, number in election.hands.items() if project in ids}
    ballots = tuple(kept for ballot in election.ballots if (kept := _restricted(ballot, ids)))
    return Election(projects, ballots, envelope, election.format, hands)


def terms_of_pot(terms: Terms, election: Election) -> Terms:
    """Return the terms as they bind the projects of one pot's election."""
    return replace(terms, incompatible=tuple(pair for pair in terms.incompatible if {*pair} <= election.costs.keys()))


def count_pots(count: Count, election: Election, terms: Terms) -> Outcome:
    """Count each pot by itself; what zones leave goes to the whole commune's, counted last, where that was declared."""
    counted: dict[str, Outcome] = {}
    for pot in pots_of(election):
        money = election.envelopes.get(pot, election.envelope)
        if pot == COMMUNE_WIDE and terms.leftovers is Leftovers.TO_COMMUNE:
            money += sum(outcome.envelope - outcome.cost for outcome in counted.values())
        alone = election_of_pot(election, pot, money)
        counted[pot] = count(alone, terms_of_pot(terms, alone))
    return _together(counted, election)


def parted(outcome: Outcome, election: Election) -> Iterator[tuple[Election, Outcome]]:
    """Yield for each pot its election and what came of it, as if it had been counted alone."""
    for row in outcome.pots:
        alone = election_of_pot(election, row.pot, row.envelope)
        ids = alone.costs.keys()
        yield (
            alone,
            replace(
                outcome,
                selected=tuple(project for project in outcome.selected if project in ids),
                cost=row.cost,
                envelope=row.envelope,
                steps=tuple(step for step in outcome.steps if step.project in ids),
                votes={project: votes for project, votes in outcome.votes.items() if project in ids},
                scores={project: score for project, score in outcome.scores.items() if project in ids},
                ties=tuple(tie for tie in outcome.ties if {*tie.projects} <= ids),
                pots=(),
            ),
        )


def _together(counted: dict[str, Outcome], election: Election) -> Outcome:
    outcomes = counted.values()
    return replace(
        counted[COMMUNE_WIDE],
        selected=tuple(chain.from_iterable(one.selected for one in outcomes)),
        cost=sum(one.cost for one in outcomes),
        envelope=election.money,
        steps=tuple(chain.from_iterable(one.steps for one in outcomes)),
        votes={project: votes for one in outcomes for project, votes in one.votes.items()},
        scores={project: score for one in outcomes for project, score in one.scores.items()},
        ties=tuple(chain.from_iterable(one.ties for one in outcomes)),
        pots=tuple(PotCount(pot, one.envelope, one.cost) for pot, one in counted.items()),
    )


def _restricted(ballot: Ballot, ids: set[str]) -> Ballot | None:
    """Return what a ballot says of some projects, in its order; None where it names none of them."""
    places = [place for place, choice in enumerate(ballot.choices) if choice in ids]
    points = tuple(ballot.points[place] for place in places) if ballot.points else ()
    return Ballot(tuple(ballot.choices[place] for place in places), ballot.weight, points) if places else None
