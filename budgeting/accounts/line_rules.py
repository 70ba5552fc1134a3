"""What people said of lines before, said again: their topic, their nature; by the words of a line, else by its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from budgeting.accounts.codes import key_of
from budgeting.accounts.natures import Nature
from budgeting.accounts.reading import Line
from budgeting.accounts.stages import Side
from budgeting.accounts.topics import Topic
from budgeting.accounts.words import fold

LONGEST_NAME = 200


class Trait(StrEnum):
    """What a rule tells of a line."""

    TOPIC = "topic"
    NATURE = "nature"


class RuleKind(StrEnum):
    """What a rule knows a line by."""

    LABEL = "label"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class LineRule:
    """Lines of this label or code, folded, have this topic or nature; in one programme where that is not blank."""

    trait: Trait
    kind: RuleKind
    programme: str
    name: str
    value: str


Rules = Mapping[tuple[Trait, RuleKind, str, str], str]


def as_rules(rules: Iterable[LineRule]) -> Rules:
    """Return rules as they are looked up."""
    return {(rule.trait, rule.kind, rule.programme, rule.name): rule.value for rule in rules}


def label_name(label: str) -> str:
    """Return what a label is known by: its folded words."""
    return fold(label)[:LONGEST_NAME]


def code_name(code: str) -> str:
    """Return what a code is known by: its letters and digits."""
    return key_of(code)[:LONGEST_NAME]


def value_by_rule(rules: Rules, trait: Trait, label: str, code: str, programme: str) -> str | None:
    """Return what was said of such a line before: in its programme, by its words, by its code."""
    named = label_name(label)
    for kind, within, name in (
        (RuleKind.LABEL, programme, named),
        (RuleKind.LABEL, "", named),
        (RuleKind.CODE, "", code_name(code)),
    ):
        if name and (trait, kind, within, name) in rules:
            return rules[trait, kind, within, name]
    return None


def recall(lines: Iterable[Line], rules: Rules) -> Iterator[Line]:
    """Yield the lines with what rules say of expenditure; receipts pay for everything and stay as they are."""
    return (_recall(line, rules) if rules else line for line in lines)


def programme_name(line: Line) -> str:
    """Return what a rule knows the programme of a line by: its code without zeros in front, else its folded name."""
    if line.programme is None:
        return ""
    return line.programme.code.lstrip("0")[:16] or fold(line.programme.name)[:16]


def is_said(rules: Rules, trait: Trait, line: Line) -> bool:
    """Tell whether people said before what a line is."""
    return value_by_rule(rules, trait, line.label, line.code, programme_name(line)) is not None


def _recall(line: Line, rules: Rules) -> Line:
    if line.side is not Side.EXPENDITURE:
        return line
    topic, nature = (value_by_rule(rules, trait, line.label, line.code, programme_name(line)) for trait in Trait)
    return replace(line, topic=Topic(topic) if topic else line.topic, nature=Nature(nature) if nature else line.nature)
