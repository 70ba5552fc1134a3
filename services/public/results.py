"""The published result of a vote; nothing before publication."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ports import ResultsView
from budgeting.announced_ballot import read_limits
from budgeting.ballot import BallotRules
from budgeting.proof.meetings import Shows
from budgeting.proof.sheets import FoundBox, fold_boxes
from budgeting.proof.withholding import tells_account
from budgeting.ways_in import PHONES_ONLY, WaysIn, read_ways
from models import Commune
from services.by_hand.reading import found_boxes
from services.counting.comparing import RuleOutcome, public_comparison_of
from services.counting.opening import FEWEST_LATE
from services.counting.results import fewest_of, published_run, results_view
from services.counting.shows import shows_of
from services.cycles.rules import frozen, frozen_terms
from services.cycles.told import TermsTold, tell_terms


@dataclass(frozen=True, slots=True)
class PublicResults:
    """A published result and what anybody needs to check it: when, and the digest of what was counted.

    The digest is empty where the ballots are too few to be published. `told` is how it was counted, as announced before
    the vote, `compared` what each rule chooses on the same ballots. `tells_why` is False where ballots are too few for
    the account of this rule. `ballots_in_grace` is 0 also where fewer than `FEWEST_LATE` came late, or in time. `boxes`
    are those of ballots on paper, few together, `shows` the shows of hands, `ways` the ways in that were announced.
    `hides_boxes` where there are some, with too few ballots to be told.
    """

    view: ResultsView
    published_at: datetime
    input_digest: str
    ballots_in_grace: int
    cycle_id: int
    told: TermsTold
    compared: tuple[RuleOutcome, ...]
    tells_why: bool
    ballot: BallotRules
    boxes: tuple[FoundBox, ...] = ()
    shows: Shows = field(default_factory=Shows)
    ways: WaysIn = PHONES_ONLY
    hides_boxes: bool = False


def public_results(session: Session, commune_id: int, cycle_id: int | None = None) -> PublicResults | None:
    """Return the published result of a cycle, the commune's latest where none is named; None before there is one."""
    found = published_run(session, commune_id, cycle_id)
    if found is None:
        return None
    cycle, run = found
    if run.published_at is None:
        return None
    view = results_view(session, session.get_one(Commune, commune_id), cycle.id)
    ballot = read_limits(frozen(cycle))
    told, compared = tell_terms(frozen_terms(cycle), ballot.format), public_comparison_of(session, cycle, run)
    fewest, least = fewest_of(cycle, run), frozen(cycle)["ballots_published_from"]
    tells_why = tells_account(run.rule, fewest, least)
    # Of few ballots a digest is no secret: somebody could try all there might be until one fits.
    digest = run.input_digest if fewest >= least else ""
    late, in_time = run.ballots_in_grace, run.ballots - run.ballots_in_grace
    grace = late if late >= FEWEST_LATE and (in_time >= FEWEST_LATE or not in_time) else 0
    found_in = found_boxes(session, cycle.id)
    boxes = tuple(fold_boxes(found_in))
    shows, ways = shows_of(run), read_ways(frozen(cycle))
    return PublicResults(
        view, run.published_at, digest, grace, cycle.id, told, compared, tells_why, ballot, boxes, shows, ways,
        hides_boxes=bool(found_in) and not boxes,
    )  # fmt: skip
