"""The account of the published count, round by round: what was looked at when, what it took, and what was left."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.ports import ResultLine
from budgeting.counting.outcome import Step, Verdict
from budgeting.counting.tally import SET_ASIDE
from budgeting.proof.withholding import tells_account
from services.counting.results import fewest_of, published_run, read_outcome, result_lines
from services.cycles.rules import frozen


@dataclass(frozen=True, slots=True)
class Round:
    """A project when its turn came: the money of its pot before and after, in minor units."""

    line: ResultLine
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Level:
    """Projects that were level, by number in the order they were put, and the announced tie-breaks it took."""

    numbers: tuple[int, ...]
    decided_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """How the money was given away, in order; `aside` are the projects that nobody or too few wanted."""

    title: str
    cycle_id: int
    rounds: tuple[Round, ...]
    aside: tuple[ResultLine, ...]
    levels: tuple[Level, ...]


def public_account(session: Session, commune_id: int, cycle_id: int | None = None) -> Account | None:
    """Return the account of a published result, the latest where no cycle is named.

    None before there is one, and where too few people voted.
    """
    found = published_run(session, commune_id, cycle_id)
    if found is None:
        return None
    cycle, run = found
    if not tells_account(run.rule, fewest_of(cycle, run), frozen(cycle)["ballots_published_from"]):
        return None
    outcome = read_outcome(run.outcome)
    lines = {line.number: line for line in result_lines(session, cycle, run, is_public=True)}
    looked_at = [step for step in outcome.steps if step.verdict not in SET_ASIDE]
    return Account(
        title=cycle.title,
        cycle_id=cycle.id,
        rounds=tuple(_round(step, lines[int(step.project)]) for step in looked_at),
        aside=tuple(lines[int(step.project)] for step in outcome.steps if step.verdict in SET_ASIDE),
        levels=tuple(Level(_numbers(tie.projects), tuple(tie.decided_by)) for tie in outcome.ties),
    )


def _round(step: Step, line: ResultLine) -> Round:
    return Round(line, step.left, step.left - line.cost if step.verdict is Verdict.WON else step.left)


def _numbers(projects: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(map(int, projects))
