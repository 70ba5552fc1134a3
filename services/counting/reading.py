"""A cycle's count as staff see it: turnout only before closing, then the run, explained project by project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ports import ResultLine
from bot.views.votes import PotResult
from budgeting.proof.meetings import Held, Shows
from budgeting.proof.withholding import LEAST_GROUP
from budgeting.refusal import Refusal
from models import BallotBox, CountRun, Cycle
from models.cycle import CycleState
from services.approvals import ApprovalView
from services.by_hand.meeting_list import meetings_to_count
from services.codes.reading import figures_of
from services.counting.comparing import RuleOutcome, comparison_of
from services.counting.count import latest_run
from services.counting.drawing import who_drew, why_not_draw
from services.counting.opening import FEWEST_LATE
from services.counting.publish import run_digest
from services.counting.ready import unlocks_at, why_not_count
from services.counting.results import election_of, pot_results, result_lines
from services.counting.shows import shows_of
from services.cycles.ballot_format import announced_ballot
from services.cycles.consent import Consent, Matter, consent_of
from services.cycles.draft import find_cycle
from services.cycles.key import key_end_digest, why_not_destroy
from services.cycles.reading import CycleRow, row_of, turnout_of
from services.cycles.rules import frozen_terms, is_unaltered
from services.cycles.told import TermsTold, tell_terms
from services.cycles.ways import ways_of
from services.house import House
from services.requests.appealing import AppealRow, appeals_against

CountLine = ResultLine


@dataclass(frozen=True, slots=True)
class RunView:
    """One stored run; `digest` is what two people approve. `set_aside` is 0 while few codes are voided.

    `shows` are the shows of hands, meeting by meeting, `pots` the envelopes where zones have one.
    """

    id: int
    rule: str
    digest: str
    input_digest: str
    ballots: int
    blank: int
    ballots_in_grace: int
    set_aside: int
    grace_changes_winners: bool
    unreadable: int
    entries_without_ballot: int
    ballots_without_entry: int
    envelope: int
    spent: int
    made_at: datetime
    published_at: datetime | None
    lines: tuple[CountLine, ...]
    compared: tuple[RuleOutcome, ...]
    shows: Shows
    pots: tuple[PotResult, ...] = ()

    @property
    def tells_few(self) -> bool:
        """Do the shows of hands, told apart, leave so few ballots that the result shows what these people chose?"""
        return bool(self.shows.meetings) and 0 < self.ballots < LEAST_GROUP


@dataclass(frozen=True, slots=True)
class CountPage:
    """Everything the page of a count shows; `run` is None while nothing has been counted.

    `told` are the frozen terms, None of a draft and where they were altered; `draws` who has written down what the
    public draw gave. `lacks_boxes` where sheets of paper were announced and no box is open to be counted.
    `meetings` are those entered so far where hands were announced and nothing is counted yet; else None.
    """

    row: CycleRow
    turnout: int
    why_not_count: Refusal | None
    unlocks_at: datetime | None
    run: RunView | None
    publication: Consent | None
    why_not_destroy: Refusal | None
    key_end: Consent
    told: TermsTold | None
    draw_is_due: bool
    draws: tuple[ApprovalView, ...]
    appeals: tuple[AppealRow, ...] = ()
    lacks_boxes: bool = False
    meetings: tuple[Held, ...] | None = None


def count_page(session: Session, house: House, commune_id: int, cycle_id: int) -> CountPage:
    """Return a cycle's count; `Refusal` where the commune has no cycle of that id."""
    cycle = find_cycle(session, commune_id, cycle_id)
    run = latest_run(session, cycle.id) if cycle.state != CycleState.VOIDED else None
    return CountPage(
        row=row_of(session, house, cycle),
        turnout=turnout_of(session, cycle),
        why_not_count=why_not_count(session, house, cycle),
        unlocks_at=unlocks_at(session, cycle),
        run=_run_view(session, cycle, run) if run else None,
        publication=consent_of(session, cycle, Matter.RESULT, run_digest(run)) if run else None,
        why_not_destroy=why_not_destroy(session, house, cycle),
        key_end=consent_of(session, cycle, Matter.KEY_END, key_end_digest(cycle)),
        told=tell_terms(frozen_terms(cycle), announced_ballot(cycle).format) if is_unaltered(cycle) else None,
        draw_is_due=why_not_draw(session, house, cycle) is None,
        draws=who_drew(session, cycle),
        appeals=tuple(appeals_against(session, commune_id, cycle.id)),
        lacks_boxes=_lacks_boxes(session, cycle),
        meetings=meetings_to_count(session, cycle.id) if _takes_meetings(cycle, run) else None,
    )


def _takes_meetings(cycle: Cycle, run: CountRun | None) -> bool:
    return cycle.state == CycleState.APPROVED and run is None and ways_of(cycle).by_hands


def _lacks_boxes(session: Session, cycle: Cycle) -> bool:
    if cycle.state != CycleState.APPROVED or not ways_of(cycle).on_paper:
        return False
    return session.scalar(select(BallotBox.id).where(BallotBox.cycle_id == cycle.id).limit(1)) is None


def _run_view(session: Session, cycle: Cycle, run: CountRun) -> RunView:
    beside = run.parameters
    return RunView(
        id=run.id,
        rule=run.rule,
        digest=run_digest(run),
        input_digest=run.input_digest,
        ballots=run.ballots,
        blank=election_of(run).blank,
        ballots_in_grace=run.ballots_in_grace,
        set_aside=beside.get("set_aside", 0) if figures_of(session, cycle.id).voided >= LEAST_GROUP else 0,
        grace_changes_winners=beside["grace_changes_winners"] and run.ballots_in_grace >= FEWEST_LATE,
        unreadable=beside["unreadable"],
        entries_without_ballot=beside["entries_without_ballot"],
        ballots_without_entry=beside["ballots_without_entry"],
        envelope=run.outcome["envelope"],
        spent=run.outcome["cost"],
        made_at=run.made_at,
        published_at=run.published_at,
        lines=result_lines(session, cycle, run),
        compared=comparison_of(session, cycle, run),
        shows=shows_of(run),
        pots=pot_results(cycle, run),
    )
