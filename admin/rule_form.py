"""The part of a cycle's form that says how its ballots are counted: every rule there is, with its own choices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from admin.cycle_words import TIE_CHAINS
from admin.forms import Form
from admin.tongue import marked as _
from budgeting.ballot import BallotFormat
from budgeting.counting.rule import Parameter, Rule
from budgeting.counting.rules import find_rules
from budgeting.counting.terms import TieBreak
from services.cycles.draft import RULE, TIE_BREAKS

MOST = 10**9


def _rules() -> dict[str, Rule]:
    able = [rule for rule in find_rules().values() if BallotFormat.APPROVAL in rule.formats]
    return {rule.key: rule for rule in sorted(able, key=lambda rule: (rule.key != RULE, rule.key))}


RULES = _rules()
"""The rules that read the ballots of a cycle, the usual one first."""


@dataclass(frozen=True, slots=True)
class OfferedRule:
    """A rule in the form: the box that chooses it, and the fields of its own choices."""

    box: Any
    rule: Rule
    choices: tuple[tuple[Parameter, Any], ...]


class RuleForm(Form):
    """The rule, its choices as `<rule>_<parameter>`, the votes a project needs, what is done with level projects."""

    rule = RadioField(
        _("How the ballots are counted"),
        default=RULE,
        choices={key: rule.words.name for key, rule in RULES.items()},
    )
    minimum_votes = IntegerField(
        _("Votes a project needs"),
        default=0,
        description=_("A project with fewer votes cannot win."),
        validators=[InputRequired(), NumberRange(0, 10**6)],
    )
    tie_break = RadioField(
        _("Between projects that are level"),
        default=",".join(TIE_BREAKS),
        description=_("The first that makes a difference decides. Each of these ways can elect other projects."),
        choices=TIE_CHAINS,
    )

    def offered(self) -> Iterator[OfferedRule]:
        """Return each rule with its box and its fields, as the page shows them."""
        for box in self.rule:
            rule = RULES[box.data]
            yield OfferedRule(box, rule, tuple((one, self[_name(rule, one)]) for one in rule.parameters))

    def chosen_values(self) -> dict[str, str]:
        """Return what was chosen of the rule's parameters."""
        rule = RULES[self.rule.data]
        return {one.key: str(self[_name(rule, one)].data) for one in rule.parameters}

    def chosen_ties(self) -> tuple[TieBreak, ...]:
        """Return the chosen tie-breaks, in order."""
        return tuple(TieBreak(way) for way in self.tie_break.data.split(","))


def rule_values(rule: str, choices: dict[str, str], tie_break: tuple[str, ...]) -> dict[str, object]:
    """Return how a cycle is counted as the form shows it."""
    values: dict[str, object] = {"rule": rule, "tie_break": ",".join(tie_break)}
    return values | {f"{rule}_{key}": value for key, value in choices.items()}


def _name(rule: Rule, parameter: Parameter) -> str:
    return f"{rule.key}_{parameter.key}"


def _field(parameter: Parameter) -> Any:
    if not parameter.options:
        return IntegerField(parameter.words.name, default=int(parameter.default), validators=[NumberRange(1, MOST)])
    options = {value: words.name for value, words in parameter.options.items()}
    return RadioField(parameter.words.name, default=parameter.default, choices=options)


for _rule in RULES.values():
    for _parameter in _rule.parameters:
        setattr(RuleForm, _name(_rule, _parameter), _field(_parameter))
