"""Elections as pabutools reads them: it judges what our rules choose, in the tests and in the bench."""

from __future__ import annotations

from typing import Any

from pabutools.election import ApprovalBallot, ApprovalProfile, CardinalBallot, CardinalProfile, Instance, Project
from pabutools.tiebreaking import TieBreakingRule

from budgeting.ballot import BallotFormat
from budgeting.counting.election import Election
from budgeting.counting.tally import Tally, points_of

SCORED = (BallotFormat.POINTS, BallotFormat.RANKING)
"""Ballots that say how much: of a ranking pabutools is told Borda's points, for it counts other ones."""


def told_to_pabutools(election: Election) -> tuple[Instance, Any, TieBreakingRule]:
    projects = {one.id: Project(one.id, one.cost) for one in election.projects}
    profile: Any = CardinalProfile() if election.format in SCORED else ApprovalProfile()
    for ballot in election.ballots:
        named = [projects[choice] for choice in ballot.choices]
        for _voter in range(ballot.weight):
            if election.format in SCORED:
                points = points_of(ballot, election)
                profile.append(CardinalBallot({one: n for one, n in zip(named, points, strict=True) if n}))
            else:
                profile.append(ApprovalBallot(named))
    votes, order = Tally.of(election).votes, {one.id: one.order for one in election.projects}
    rule = TieBreakingRule(lambda _i, _p, one: (-votes[one.name], one.cost, order[one.name]))
    return Instance(projects.values(), budget_limit=election.envelope), profile, rule
