"""`palabre count`: count an election that anybody has published, by any rule there is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from budgeting.counting.count import count_election
from budgeting.counting.outcome import Outcome
from budgeting.counting.rules import find_rule, rule_keys
from budgeting.counting.terms import Terms, TieBreak
from budgeting.pabulib.election import Published, election_of
from budgeting.pabulib.file import read_pabulib
from budgeting.refusal import Refusal
from palabre.count_words import why_not_counted

DEFAULT_TIES = "more-votes,lower-cost,order"


@click.command("count")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rule", required=True, type=click.Choice([key.replace("_", "-") for key in rule_keys()]))
@click.option(
    "--utility", type=click.Choice(["cost", "votes"]), help="Equal shares: what a project is worth to a voter."
)
@click.option(
    "--completion",
    type=click.Choice(["none", "add1", "add1u", "greedy"]),
    default="none",
    show_default=True,
    help="Equal shares: what is done with the money that is left over.",
)
@click.option("--stop", type=click.Choice(["exhaustive", "budget"]), help="Equal shares, add1: when it ends.")
@click.option("--comparison", is_flag=True, help="Equal shares: greedy by votes wins if it serves more voters better.")
@click.option("--tie-break", default=DEFAULT_TIES, show_default=True, help="Tried in this order.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--steps", is_flag=True, help="Print the account, step by step, as well.")
def COMMAND(file: Path, *, rule: str, tie_break: str, as_json: bool, steps: bool, **said: Any) -> None:
    """Count FILE, an election in the Pabulib format, exactly.

    Exits with 1 where the file is no election, or the rule does not read its ballots.
    """
    try:
        published = election_of(read_pabulib(_text(file)))
        terms = Terms(rule.replace("-", "_"), _ties(tie_break), parameters=_parameters(rule, said))
        outcome = count_election(published.election, terms)
    except Refusal as no:
        raise click.ClickException(why_not_counted(no)) from None
    told = _told(outcome, terms, published, with_steps=steps)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(_lines(told)))


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name} is no UTF-8 text.") from error


def _ties(said: str) -> tuple[TieBreak, ...]:
    try:
        return tuple(TieBreak(way.strip().replace("-", "_")) for way in said.split(","))
    except ValueError:
        known = ", ".join(str(way).replace("_", "-") for way in TieBreak if way is not TieBreak.DRAW)
        raise click.BadParameter(f"known are {known}", param_hint="--tie-break") from None


def _parameters(rule: str, said: dict[str, Any]) -> dict[str, str]:
    found = find_rule(rule.replace("-", "_"))
    known = {parameter.key for parameter in found.parameters} if found else set()
    given = {key: "yes" if value is True else value for key, value in said.items() if value}
    return {key: value for key, value in given.items() if key in known}


def _told(outcome: Outcome, terms: Terms, published: Published, *, with_steps: bool) -> dict[str, Any]:
    unit = published.unit
    told: dict[str, Any] = {
        "rule": terms.rule.replace("_", "-"),
        "parameters": {**terms.parameters, "tie_break": [str(way).replace("_", "-") for way in terms.tie_break]},
        "budget": _amount(outcome.envelope, unit),
        "selected": list(outcome.selected),
        "cost": _amount(outcome.cost, unit),
        "ties": [
            {"projects": list(tie.projects), "decided_by": [str(way) for way in tie.decided_by]} for tie in outcome.ties
        ],
        "votes": dict(outcome.votes),
    }
    if with_steps:
        told["steps"] = [
            {"project": step.project, "verdict": str(step.verdict), "left": _amount(step.left, unit), **step.details}
            for step in outcome.steps
        ]
    return told


def _amount(amount: int, unit: int) -> int | float:
    return amount // unit if amount % unit == 0 else amount / unit


def _lines(told: dict[str, Any]) -> list[str]:
    lines = [f"{told['rule']} {told['parameters']}", f"{told['cost']} of {told['budget']} spent"]
    lines += [
        f"{place}. {project} ({told['votes'][project]} votes)" for place, project in enumerate(told["selected"], 1)
    ]
    lines += [f"level: {', '.join(tie['projects'])}, decided by {', '.join(tie['decided_by'])}" for tie in told["ties"]]
    return lines + [f"{step['verdict']}: {step['project']}" for step in told.get("steps", ())]
