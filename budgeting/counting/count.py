"""Counting under announced terms: find the rule, check that everything fits, count."""

from __future__ import annotations

from budgeting.counting.election import Election
from budgeting.counting.outcome import Outcome
from budgeting.counting.pots import count_pots
from budgeting.counting.rule import Rule
from budgeting.counting.rules import find_rule
from budgeting.counting.terms import Terms, TermsReason, TieBreak
from budgeting.counting.uncollected import uncollected
from budgeting.refusal import Refusal


def count_election(election: Election, terms: Terms) -> Outcome:
    """Count an election under its announced terms; raises `Refusal` (`TermsReason`) where they do not fit it."""
    rule = check_terms(terms)
    check_fit(rule, election, terms)
    with uncollected():
        return count_pots(rule.count, election, terms) if election.envelopes else rule.count(election, terms)


def check_fit(rule: Rule, election: Election, terms: Terms) -> None:
    """Raise a `Refusal` unless the rule reads these ballots and the terms speak of this election's projects."""
    if election.format not in rule.formats:
        raise Refusal(TermsReason.FORMAT_UNFIT, rule=rule.key, format=election.format.value)
    if election.hands and not rule.by_votes_alone:
        raise Refusal(TermsReason.HANDS_UNFIT, rule=rule.key)
    for project in sorted({project for pair in terms.incompatible for project in pair}):
        if project not in election.costs:
            raise Refusal(TermsReason.INCOMPATIBLE_UNKNOWN, id=project)
    pots = {project.id: project.pot for project in election.projects}
    for one, other in terms.incompatible:
        if pots[one] != pots[other]:
            raise Refusal(TermsReason.INCOMPATIBLE_ACROSS, id=one, other=other)
    if election.envelopes and terms.leftovers is None:
        raise Refusal(TermsReason.LEFTOVERS_MISSING)
    if TieBreak.DRAW in terms.tie_break and not terms.seed:
        raise Refusal(TermsReason.SEED_MISSING)


def check_terms(terms: Terms) -> Rule:
    """Return the rule the terms name; raises `Refusal` unless it is known and its parameters fit.

    For use before voting opens, when there is no election yet.
    """
    rule = find_rule(terms.rule)
    if rule is None:
        raise Refusal(TermsReason.RULE_UNKNOWN, rule=terms.rule)
    declared = {parameter.key: parameter for parameter in rule.parameters}
    for key, value in terms.parameters.items():
        if key not in declared:
            raise Refusal(TermsReason.PARAMETER_UNKNOWN, rule=rule.key, parameter=key)
        if not declared[key].fits(value):
            raise Refusal(TermsReason.PARAMETER_UNFIT, rule=rule.key, parameter=key, value=value)
    return rule
