"""The books of a story, compared: what was sent, what was promised, what is kept, what was counted and published."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pabutools.election import Cost_Sat
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.counting.election import Ballot
from budgeting.counting.tally import Tally
from budgeting.proof.verify import open_bundle
from models import Ballot as SealedBallot
from models import CountRun, Inbound, Turnout
from services.counting.results import election_of
from tests.budgeting.counting.judge import told_to_pabutools
from tests.running import ROOT, palabre
from tests.story.citizens import Crowd
from tests.story.town_hall import TownHall

WITH_RECEIPT = ("sms", "telegram")
LOG_OFF = ("unreadable", "entries_without_ballot", "ballots_without_entry")


@dataclass(frozen=True)
class Ending:
    """What came of it; all but `voters`, `messages`, `kills` and `answered_twice` must be 0, every `is_` True."""

    voters: int
    messages: int
    kills: int
    wrong: int
    forged: int
    turnout_off: int
    log_off: int
    hands_off: int
    lost: int
    unanswered: int
    answered_twice: int
    receipts_untold: int
    is_counted_alike: bool
    is_verified: bool
    is_verified_alone: bool


def compare(hall: TownHall, crowd: Crowd, run: CountRun, sent: list[tuple[str, str]], kills: int) -> Ending:
    """Return how a cycle ended; `sent` is to whom each message went, and its text."""
    key = hall.installation.house.keyring.load(hall.cycle)
    rows = {
        table: hall.installation.house.work.read(lambda session: _rows(session, table))  # noqa: B023
        for table in (Inbound, Turnout)
    }
    records = hall.installation.house.work.read(
        lambda session: {
            row.voter: key.open(row.sealed) | {"way": row.channel} for row in session.scalars(select(SealedBallot))
        }
    )
    wanted = crowd.expected(key)
    told, got, promised = "\n".join(text for _, text in sent), Counter(to for to, _ in sent), crowd.promised()
    bundle = hall.bundle()
    return Ending(
        voters=len(wanted),
        messages=len(crowd.taken),
        kills=kills,
        wrong=sum(_choices(records.get(voter)) != sorted(choices) for voter, choices in wanted.items()),
        forged=len(records.keys() - wanted.keys()),
        turnout_off=rows[Turnout] - len(wanted),
        log_off=sum(run.parameters[name] for name in LOG_OFF),
        hands_off=_hands_off(crowd, wanted, open_bundle(bundle)),
        lost=len(crowd.taken) - rows[Inbound],
        unanswered=sum(max(0, most - got[to]) for to, most in promised.items()),
        answered_twice=sum(max(0, got[to] - most) for to, most in promised.items()),
        receipts_untold=sum(
            record["receipt"] not in told for record in records.values() if record["way"] in WITH_RECEIPT
        ),
        is_counted_alike=_counted_by_pabutools(run) == run.outcome["selected"],
        is_verified=_ends_well(*palabre("verify", str(bundle))),
        is_verified_alone=_ends_well(sys.executable, "-I", str(ROOT / "budgeting/proof/verify.py"), str(bundle)),
    )


def _ends_well(*command: str) -> bool:
    with tempfile.TemporaryDirectory() as elsewhere:
        environment = {"VAR_DIR": elsewhere, "PATH": "/usr/bin:/bin"}
        return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True).returncode == 0


def _rows(session: Session, table: type[Inbound | Turnout]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def _choices(record: dict[str, list[int]] | None) -> list[int] | None:
    return None if record is None else sorted(record["choices"])


def _hands_off(crowd: Crowd, wanted: Mapping[str, Sequence[int]], members: Mapping[str, bytes]) -> int:
    """Return how many projects have other votes than ballots and hands give them, one more where these stand wrong."""
    ballots = Counter(str(number) for choices in wanted.values() for number in choices)
    raised: Counter[str] = Counter()
    for meeting in crowd.meetings:
        raised.update(meeting)
    votes = json.loads(members["outcome.json"])["votes"]
    told = json.loads(members["hands.json"])["meetings"] if "hands.json" in members else []
    off = sum(given != ballots[project] + raised[project] for project, given in votes.items())
    return off + ([one["hands"] for one in told] != crowd.meetings)


def _counted_by_pabutools(run: CountRun) -> list[str]:
    """Return what pabutools chooses by the rule of the run; by votes a raised hand is a ballot for one project."""
    kept = election_of(run)
    raised = tuple(Ballot((project,), hands) for project, hands in kept.hands.items())
    election = replace(kept, ballots=(*kept.ballots, *raised), hands={})
    instance, profile, ties = told_to_pabutools(election)
    rule = greedy_utilitarian_welfare if run.outcome["rule"] == "greedy" else method_of_equal_shares
    found = rule(instance, profile, sat_class=Cost_Sat, tie_breaking=ties)
    votes = Tally.of(election).votes
    return [one.name for one in found if votes[one.name]]
