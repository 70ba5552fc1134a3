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
from budgeting.counting.uncollected import uncollected
from budgeting.pabulib.election import election_of
from budgeting.pabulib.file import read_pabulib
from budgeting.refusal import Refusal
from palabre.count_told import lines_of, told_of
from palabre.count_words import why_not_counted

DEFAULT_TIES = "more-votes,lower-cost,order"
DEFAULT_COMPLETION = "none"
GROWING = ("add1", "add1u")


@click.command("count")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rule", required=True, type=click.Choice([key.replace("_", "-") for key in rule_keys()]))
@click.option(
    "--utility",
    type=click.Choice(["cost", "votes"]),
    help="Equal shares: what a project is worth to a voter.  [default: cost]",
)
@click.option(
    "--completion",
    type=click.Choice(["none", "add1", "add1u", "greedy"]),
    help="Equal shares: what is done with the money that is left over.  [default: none]",
)
@click.option(
    "--stop",
    type=click.Choice(["exhaustive", "budget"]),
    help="Equal shares, add1 and add1u: when it ends.  [default: exhaustive]",
)
@click.option(
    "--step",
    help="Equal shares, add1 and add1u: the amount by which everybody's share grows at a time.  "
    "[default: what the file says under add1_step, or 1]",
)
@click.option("--comparison", is_flag=True, help="Equal shares: greedy by votes wins if it serves more voters better.")
@click.option("--tie-break", default=DEFAULT_TIES, show_default=True, help="Tried in this order.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--steps", is_flag=True, help="Print the account, step by step, as well.")
def COMMAND(
    file: Path, *, rule: str, tie_break: str, step: str | None, as_json: bool, steps: bool, **said: Any
) -> None:
    """Count FILE, an election in the Pabulib format, exactly.

    Amounts are in the unit of the file. Exits with 1 where the file is no election, or the rule does not read its
    ballots; with 2 where an option decides nothing beside the others.
    """
    chosen = _chosen(rule, said)
    if step and chosen.get("completion") not in GROWING:
        raise _idle("step")
    try:
        with uncollected():
            published = election_of(read_pabulib(_text(file)), step or "")
            terms = Terms(rule.replace("-", "_"), _ties(tie_break), parameters=chosen, step=published.step)
            outcome: Outcome = count_election(published.election, terms)
    except Refusal as no:
        raise click.ClickException(why_not_counted(no)) from None
    told = told_of(outcome, terms, published, with_steps=steps)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(lines_of(told)))


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


def _chosen(rule: str, said: dict[str, Any]) -> dict[str, str]:
    """Return a value for each parameter of the rule; an option that decides nothing beside the others is refused."""
    given = {key: "yes" if value is True else value for key, value in said.items() if value}
    found = find_rule(rule.replace("-", "_"))
    parameters = found.parameters if found else ()
    chosen = {"completion": DEFAULT_COMPLETION, **given}
    chosen = {each.key: chosen.get(each.key, each.default) for each in parameters}
    idle = given.keys() - {each.key for each in parameters if each.matters(chosen)}
    if idle:
        raise _idle(min(idle))
    return {each.key: chosen[each.key] for each in parameters if each.matters(chosen)}


def _idle(option: str) -> click.UsageError:
    return click.UsageError(f"--{option} decides nothing with this --rule and --completion: leave it out.")
