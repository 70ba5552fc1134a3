"""Votes and scores, and who stands at all: the part every rule shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

from budgeting.ballot import BallotFormat
from budgeting.counting.election import Ballot, Election
from budgeting.counting.outcome import Step, Verdict
from budgeting.counting.terms import Terms

VOTES_ALONE = (BallotFormat.APPROVAL, BallotFormat.KNAPSACK)
"""Ballots of which a project's score is its votes."""


@dataclass(frozen=True)
class Tally:
    """For each project id: the ballots and raised hands that support it, and the score these give it."""

    votes: Mapping[str, int]
    scores: Mapping[str, int]

    @classmethod
    def of(cls, election: Election) -> Self:
        """Count an election. A choice with nought points is no support.

        A ranking scores by Borda's count: of m projects the first gets m points, the second m - 1, one not named 0
        (J.-C. de Borda, "Mémoire sur les élections au scrutin", 1781).
        """
        votes = {project: election.hands.get(project, 0) for project in election.costs}
        if election.format in VOTES_ALONE:
            _add_votes(votes, election.ballots)
            return cls(votes, dict(votes))
        scores = dict(votes)
        for ballot in election.ballots:
            for choice, points in zip(ballot.choices, points_of(ballot, election), strict=True):
                votes[choice] += ballot.weight if points else 0
                scores[choice] += ballot.weight * points
        return cls(votes, scores)


def _add_votes(votes: dict[str, int], ballots: Sequence[Ballot]) -> None:
    """Add a vote for each choice of each voter; a library in C counts the first of each group, most have no other."""
    for choice, groups in Counter(chain.from_iterable([ballot.choices for ballot in ballots])).items():
        votes[choice] += groups
    for ballot in ballots:
        if ballot.weight > 1:
            for choice in ballot.choices:
                votes[choice] += ballot.weight - 1


SET_ASIDE = frozenset({Verdict.LOST_NO_VOTES, Verdict.LOST_BELOW_MINIMUM})


def why_not_stand(project: str, tally: Tally, terms: Terms) -> Verdict | None:
    """Return why a project cannot win under any rule, or None when it stands."""
    if tally.votes[project] == 0:
        return Verdict.LOST_NO_VOTES
    if tally.votes[project] < terms.minimum_votes:
        return Verdict.LOST_BELOW_MINIMUM
    return None


def set_aside(election: Election, tally: Tally, terms: Terms) -> tuple[Step, ...]:
    """Return a step for each project that does not stand, in ballot order, before any money is spent."""
    verdicts = ((project.id, why_not_stand(project.id, tally, terms)) for project in election.projects)
    return tuple(Step(project, verdict, election.envelope) for project, verdict in verdicts if verdict)


def points_of(ballot: Ballot, election: Election) -> tuple[int, ...]:
    """Return what each choice of a ballot is worth: its points, its Borda points, else 1."""
    if election.format is BallotFormat.POINTS:
        return ballot.points
    if election.format is BallotFormat.RANKING:
        best = len(election.projects)
        return tuple(range(best, best - len(ballot.choices), -1))
    return (1,) * len(ballot.choices)
