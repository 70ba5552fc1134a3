"""A published result, as citizens and the public pages read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from bot.ports import ResultLine, ResultsView
from bot.views.votes import PotResult
from budgeting.counting.canonical import canonical_json
from budgeting.counting.election import Election
from budgeting.counting.entries import COMMUNE_WIDE
from budgeting.counting.explain import Explanation, explain
from budgeting.counting.frozen import read_election
from budgeting.counting.outcome import Outcome, PotCount, Step, Tie, Verdict
from budgeting.counting.tally import VOTES_ALONE
from budgeting.counting.terms import TieBreak
from budgeting.own_name import names_of_zone
from budgeting.proof.withholding import fewest_told, tells_account
from budgeting.refusal import Refusal
from models import Commune, CountRun, Cycle, Project
from models.cycle import CycleState
from services.counting.shows import shows_of
from services.cycles.rules import frozen, frozen_terms
from services.voting.paper import VoteReason


def results_view(session: Session, commune: Commune, cycle_id: int | None = None) -> ResultsView:
    """Return the published result of a cycle, of the commune's latest by default; `Refusal` while there is none."""
    found = published_run(session, commune.id, cycle_id)
    if found is None:
        raise Refusal(VoteReason.NO_RESULTS)
    cycle, run = found
    return ResultsView(
        title=cycle.title,
        year=cycle.year,
        ballots=run.ballots,
        blank=election_of(run).blank,
        envelope=run.outcome["envelope"],
        spent=run.outcome["cost"],
        identity_level=frozen(cycle)["identity_level"],
        rule=run.rule,
        one_person=cycle.one_person,
        lines=result_lines(session, cycle, run, is_public=True),
        present=shows_of(run).present,
        pots=pot_results(cycle, run),
    )


def pot_results(cycle: Cycle, run: CountRun) -> tuple[PotResult, ...]:
    """Return each envelope of a run by the name of its zone, the whole commune's last; none where there is but one.

    One of nought that no project was in is none.
    """
    rules = frozen(cycle)
    counted = {pot["pot"]: pot for pot in run.outcome.get("pots", ())}
    with_projects = {project.get("pot", COMMUNE_WIDE) for project in rules["projects"]}
    own = {**rules.get("envelopes", {}), COMMUNE_WIDE: rules["envelope"]}
    return tuple(
        PotResult(names, counted[pot]["envelope"], counted[pot]["cost"], counted[pot]["envelope"] - own[pot])
        for pot, names in _pot_names(rules).items()
        if pot in with_projects or counted[pot]["envelope"]
    )


def _pot_names(rules: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    zones = {zone["pot"]: names_of_zone(zone) for zone in rules.get("zones", ())}
    return {**zones, COMMUNE_WIDE: {}} if zones else {}


def published_run(session: Session, commune_id: int, cycle_id: int | None = None) -> tuple[Cycle, CountRun] | None:
    """Return the run published last, of one cycle or of all, with its cycle, unless that cycle was voided."""
    query = select(Cycle, CountRun).join(CountRun, _is_published(commune_id))
    if cycle_id is not None:
        query = query.where(Cycle.id == cycle_id)
    row = session.execute(query.order_by(*_LATEST).limit(1)).first()
    return None if row is None else (row[0], row[1])


def published_cycles(session: Session, commune_id: int) -> list[tuple[int, str, int]]:
    """Return the id, the title and the year of each cycle whose result is published, the latest published first."""
    query = select(Cycle.id, Cycle.title, Cycle.year).join(CountRun, _is_published(commune_id)).order_by(*_LATEST)
    return list(dict.fromkeys((row.id, row.title, row.year) for row in session.execute(query)))


_LATEST = (CountRun.published_at.desc(), CountRun.id.desc())


def _is_published(commune_id: int) -> ColumnElement[bool]:
    return and_(
        CountRun.cycle_id == Cycle.id,
        CountRun.published_at.is_not(None),
        Cycle.commune_id == commune_id,
        Cycle.state.in_((CycleState.APPROVED, CycleState.CLOSED)),
    )


def result_lines(session: Session, cycle: Cycle, run: CountRun, *, is_public: bool = False) -> tuple[ResultLine, ...]:
    """Return every project with its votes and why it won or did not: winners first, then by votes.

    Of few ballots the rule's account is not published: its prices and shares would say who chose what.
    """
    election = election_of(run)
    least = frozen(cycle)["ballots_published_from"] if is_public else 0
    explained = _explained(cycle, run, election, least)
    short = _short_names(session, cycle)
    pots = _pot_names(frozen(cycle))
    lines = [
        replace(
            _line(project, election, explained[str(project["number"])], short),
            pot=pots.get(project.get("pot", COMMUNE_WIDE)),
        )
        for project in frozen(cycle)["projects"]
    ]
    order = list(pots.values())
    return tuple(sorted(lines, key=lambda line: _place(line, order)))


def _place(line: ResultLine, pots: Sequence[Mapping[str, str]]) -> tuple[bool, int, int, int, int]:
    weight = line.votes if line.points is None else line.points
    pot = 0 if line.pot is None else pots.index(line.pot)
    return not line.won, pot, line.values.get("rank", 0), -weight, line.number


def _explained(cycle: Cycle, run: CountRun, election: Election, least: int) -> dict[str, Explanation]:
    if tells_account(run.rule, fewest_of(cycle, run), least):
        return explain(read_outcome(run.outcome), election, frozen_terms(cycle))
    votes, scores, chosen = run.outcome["votes"], run.outcome["scores"], set(run.outcome["selected"])

    def untold(one: str) -> Explanation:
        verdict = Verdict.WON if one in chosen else Verdict.LOST_UNTOLD
        points = {} if election.format in VOTES_ALONE else {"score": scores[one]}
        return Explanation(one, verdict, {"votes": votes[one], **points})

    return {project.id: untold(project.id) for project in election.projects}


def fewest_of(cycle: Cycle, run: CountRun) -> int:
    """Return of how few people a list of a run's ballots would speak."""
    return fewest_told(frozen(cycle), run.outcome["votes"], run.ballots)


def election_of(run: CountRun) -> Election:
    """Return the election that a run keeps as JSON types."""
    return read_election(canonical_json(run.election))


def read_outcome(paper: dict[str, Any]) -> Outcome:
    """Return the outcome that a run keeps as JSON types."""
    return Outcome(
        rule=paper["rule"],
        selected=tuple(paper["selected"]),
        cost=paper["cost"],
        envelope=paper["envelope"],
        steps=tuple(
            Step(step["project"], Verdict(step["verdict"]), step["left"], step["details"]) for step in paper["steps"]
        ),
        votes=paper["votes"],
        scores=paper["scores"],
        ties=tuple(
            Tie(tuple(tie["projects"]), tuple(TieBreak(way) for way in tie["decided_by"])) for tie in paper["ties"]
        ),
        pots=tuple(PotCount(**pot) for pot in paper.get("pots", ())),
    )


def _line(
    project: dict[str, Any], election: Election, why: Explanation, short: dict[int, dict[str, str]]
) -> ResultLine:
    number = project["number"]
    return ResultLine(
        number=number,
        titles=project["titles"],
        short_names=short.get(number) or project["titles"],
        cost=election.costs[str(number)],
        votes=int(why.values["votes"]),
        won=why.reason is Verdict.WON,
        reason=str(why.reason),
        values={name: int(value) for name, value in why.values.items()},  # the ids of projects are their numbers
        points=None if election.format in VOTES_ALONE else int(why.values["score"]),
        hands=election.hands.get(str(number), 0),
    )


def _short_names(session: Session, cycle: Cycle) -> dict[int, dict[str, str]]:
    rows = session.execute(select(Project.number, Project.short_names).where(Project.commune_id == cycle.commune_id))
    return {number: dict(names) for number, names in rows}
