"""Topics that people gave to lines before, given again: by the words of a line, else by its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from budgeting.accounts.codes import key_of
from budgeting.accounts.reading import Line
from budgeting.accounts.stages import Side
from budgeting.accounts.topics import Topic
from budgeting.accounts.words import fold

LONGEST_NAME = 200


class RuleKind(StrEnum):
    """What a rule knows a line by."""

    LABEL = "label"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class TopicRule:
    """Lines of this label or code, folded, have this topic; in one programme where `programme` is not blank."""

    kind: RuleKind
    programme: str
    name: str
    topic: Topic


Rules = Mapping[tuple[RuleKind, str, str], Topic]


def as_rules(rules: Iterable[TopicRule]) -> Rules:
    """Return rules as they are looked up."""
    return {(rule.kind, rule.programme, rule.name): rule.topic for rule in rules}


def label_name(label: str) -> str:
    """Return what a label is known by: its folded words."""
    return fold(label)[:LONGEST_NAME]


def code_name(code: str) -> str:
    """Return what a code is known by: its letters and digits."""
    return key_of(code)[:LONGEST_NAME]


def topic_by_rule(rules: Rules, label: str, code: str, programme: str) -> Topic | None:
    """Return the topic that was given to such a line before: in its programme, by its words, by its code."""
    named = label_name(label)
    for key in (
        (RuleKind.LABEL, programme, named),
        (RuleKind.LABEL, "", named),
        (RuleKind.CODE, "", code_name(code)),
    ):
        if key[2] and key in rules:
            return rules[key]
    return None


def retopic(lines: Iterable[Line], rules: Rules) -> Iterator[Line]:
    """Yield the lines with the topics that rules give to expenditure; receipts pay for everything and keep theirs."""
    return (_retopic(line, rules) if rules else line for line in lines)


def programme_name(line: Line) -> str:
    """Return what a rule knows the programme of a line by: its code without zeros in front, else its folded name."""
    if line.programme is None:
        return ""
    return line.programme.code.lstrip("0")[:16] or fold(line.programme.name)[:16]


def _retopic(line: Line, rules: Rules) -> Line:
    if line.side is not Side.EXPENDITURE:
        return line
    topic = topic_by_rule(rules, line.label, line.code, programme_name(line))
    return line if topic is None or topic is line.topic else replace(line, topic=topic)
