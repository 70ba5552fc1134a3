"""Counting beside pabutools on the same elections in one run: real files where there are some, and made-up ones."""

from __future__ import annotations

import os
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from click.testing import CliRunner
from pabutools.election import Cost_Sat
from pabutools.rules import method_of_equal_shares, sequential_phragmen

from budgeting.counting.count import count_election
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.tally import VOTES_ALONE
from budgeting.counting.terms import Terms
from budgeting.pabulib.election import election_of
from budgeting.pabulib.file import PabulibFile, Part, Table, read_pabulib, write_pabulib
from palabre.commands.count import COMMAND
from tests.budgeting.counting.judge import told_to_pabutools
from tests.budgeting.counting.pabulib_judge import Judge, agrees, every_case

ROUNDS = 3
SIZES = ((10_000, 20), (60_000, 83), (100_000, 200))
VOTERS_ALIKE, HARDLY_ALIKE = 5, 1.2
"""Voters for each different ballot, as in Wieliczka in 2023, and as in Warsaw in 2026."""
LARGEST = (1_000_000, 200)
MOST_FOR_THE_JUDGE = 100_000
"""Voters above which pabutools is not waited for."""
MOST_FOR_PHRAGMEN = 10_000
"""Voters above which the Phragmén of pabutools is not waited for."""

T = TypeVar("T")


def run() -> None:
    """Print seconds of one pass, of add1 and of Phragmén, and how many times faster they are than pabutools."""
    for alike in (VOTERS_ALIKE, HARDLY_ALIKE):
        _from_the_start(*LARGEST, alike)
    _compare("made up, the largest", _made_up(*LARGEST))
    print(f"   most memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for name, election in _elections():
        _compare(name, election)
    _judge_every_way()


def _compare(name: str, election: Election) -> None:
    none, add1 = ({"utility": "cost", "completion": way} for way in ("none", "add1"))
    mine, found = _timed(lambda: count_election(election, Terms("equal_shares", parameters=none)).selected)
    whole, _ = _timed(lambda: count_election(election, Terms("equal_shares", parameters=add1)), rounds=1)
    line = f"   {name[:34]:34} {election.voters:7} voters, one pass {mine * 1000:7.1f} ms"
    if election.voters > MOST_FOR_THE_JUDGE or election.format not in VOTES_ALONE:
        print(f"{line}, add1 {whole:.2f} s")
        return
    instance, profile, ties = told_to_pabutools(election)
    theirs, judged = _timed(
        lambda: method_of_equal_shares(instance, profile, sat_class=Cost_Sat, tie_breaking=ties), rounds=1
    )
    same = "the same" if [one.name for one in judged] == list(found) else "NOT THE SAME"
    line += f" ({theirs / mine:.0f} x, {same}), add1 {whole:.2f} s"
    if election.voters <= MOST_FOR_PHRAGMEN:
        ours, _ = _timed(lambda: count_election(election, Terms("phragmen")))
        others, _ = _timed(lambda: sequential_phragmen(instance, profile, tie_breaking=ties), rounds=1)
        line += f", Phragmén {others / ours:.0f} x"
    print(line, flush=True)


def _judge_every_way() -> None:
    """Print in how many ways to count each real file both choose the same, out of all that pabutools knows."""
    for path in _files():
        judge, cases = Judge(path.read_text(encoding="utf-8-sig")), list(every_case())
        same = sum(agrees(judge, case) for case in cases)
        print(f"   {path.stem[:34]:34} the same winners in {same} of {len(cases)} ways to count")


def _files() -> list[Path]:
    folder = os.environ.get("PALABRE_REAL_DATA")
    return sorted(Path(folder, "pabulib").glob("*.pb")) if folder else []


def _timed(
    work: Callable[[], T], rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, T]:
    """Return the seconds of the fastest round, by the clock on the wall unless said, and what came of it."""
    best = float("inf")
    for _round in range(rounds):
        began = clock()
        found = work()
        best = min(best, clock() - began)
    return best, found


def _elections() -> Iterator[tuple[str, Election]]:
    for path in _files():
        began = time.perf_counter()
        election = election_of(read_pabulib(path.read_text(encoding="utf-8-sig"))).election
        print(f"   {path.stem[:34]:34} read in {time.perf_counter() - began:.2f} s")
        yield path.stem, election
    for voters, projects in SIZES:
        _from_the_start(voters, projects, HARDLY_ALIKE)
        yield f"made up, {projects} projects", _made_up(voters, projects)


def _from_the_start(voters: int, projects: int, alike: float) -> None:
    """Print what it takes from ballots, and from a file, to the winners of one pass, in seconds of this processor."""
    made = _made_up(voters, projects, alike)
    each = [Ballot(ballot.choices) for ballot in made.ballots for _voter in range(ballot.weight)]
    random.Random(voters).shuffle(each)
    grouping, election = _timed(lambda: Election(made.projects, tuple(each), made.envelope), 1, time.process_time)
    terms = Terms("equal_shares", parameters={"completion": "none"})
    counting, _ = _timed(lambda: count_election(election, terms), 1, time.process_time)
    line = f"   {voters} voters, {len(election.ballots)} different ballots: grouped in {grouping:.2f} s, counted in "
    line += f"{counting:.2f} s"
    if voters <= MOST_FOR_THE_JUDGE:
        line += f"; from file to winners {_from_file(election, each):.2f} s"
    print(line, flush=True)


def _from_file(election: Election, each: list[Ballot]) -> float:
    """Return the seconds of this processor in which `palabre count` reads a file and counts it."""
    parts = {
        Part.META: Table(("key", "value"), [("budget", str(election.envelope)), ("vote_type", "approval")]),
        Part.PROJECTS: Table(("project_id", "cost"), [(one.id, str(one.cost)) for one in election.projects]),
        Part.VOTES: Table(("voter_id", "vote"), [(str(at), ",".join(one.choices)) for at, one in enumerate(each)]),
    }
    with TemporaryDirectory() as folder:
        path = Path(folder, "made-up.pb")
        path.write_text(write_pabulib(PabulibFile(parts)), encoding="utf-8")
        options = [str(path), "--rule", "equal-shares", "--json"]
        count = CliRunner()
        return _timed(lambda: count.invoke(COMMAND, options, catch_exceptions=False), clock=time.process_time)[0]


def _made_up(voters: int, projects: int, alike: float = VOTERS_ALIKE) -> Election:
    """Return an election whose projects are wanted the less the later they come, by 1 to 10 of them a voter.

    Ballots are alike as they are in real elections: a few are cast by many, most by few.
    """
    chance = random.Random(voters * projects)
    costs = [chance.randrange(5_000, 200_000) for _project in range(projects)]
    weights = [(place + 1) ** -0.6 for place in range(projects)]
    kinds = int(voters / alike)
    said = [sorted(set(chance.choices(range(projects), weights, k=chance.randint(1, 10)))) for _kind in range(kinds)]
    shares = [1 / (place + 1) for place in range(kinds)]
    cast = Counter([*range(kinds), *chance.choices(range(kinds), shares, k=voters - kinds)])
    ballots = [Ballot(tuple(f"p{place}" for place in said[kind]), heads) for kind, heads in cast.items()]
    counted = tuple(CountedProject(f"p{place}", cost, place) for place, cost in enumerate(costs))
    return Election(counted, tuple(ballots), sum(costs) * 3 // 10)
