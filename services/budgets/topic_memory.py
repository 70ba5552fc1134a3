"""The topics that staff gave to lines, to be given again to the lines of the next document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from budgeting.accounts.stages import Side
from budgeting.accounts.topic_rules import RuleKind, TopicRule, code_name, label_name
from budgeting.accounts.topics import Topic
from models import BudgetLine, BudgetTopicRule, Programme
from services.house import House
from services.rows import insert_into


def topic_rules(session: Session, commune_id: int) -> list[TopicRule]:
    """Return the topics that staff gave."""
    rows = session.scalars(select(BudgetTopicRule).where(BudgetTopicRule.commune_id == commune_id))
    return [TopicRule(RuleKind(row.kind), row.programme, row.name, Topic(row.topic)) for row in rows]


def learn_topics(
    session: Session, house: House, commune_id: int, document_id: int, line_ids: Sequence[int], topic: str
) -> None:
    """Remember a topic given to lines: by their words, by their code too, and for every programme where none differs.

    "Salaires" of the health centres are health, those of the town hall are not: words that stand under several topics
    in one document are remembered for their programme alone.
    """
    lines = _lines_of(session, document_id)
    changed = [line for line in lines if line.id in set(line_ids)]
    for name in {label_name(line.label) for line in changed} - {""}:
        alike = [line for line in lines if label_name(line.label) == name]
        _settle(session, house, commune_id, RuleKind.LABEL, name, alike, topic)
        for programme in {line.programme for line in changed if label_name(line.label) == name}:
            _write(session, house, commune_id, TopicRule(RuleKind.LABEL, programme, name, Topic(topic)))
    for name in {code_name(line.code) for line in changed} - {""}:
        alike = [line for line in lines if code_name(line.code) == name]
        _settle(session, house, commune_id, RuleKind.CODE, name, alike, topic)


class _Line:
    """What a rule needs of a line."""

    def __init__(self, number: int, label: str, code: str | None, topic: str | None, programme: str | None) -> None:
        self.id, self.label, self.code, self.topic = number, label, code or "", topic
        self.programme = (programme or "").lstrip("0")[:16]


def _lines_of(session: Session, document_id: int) -> list[_Line]:
    rows = session.execute(
        select(BudgetLine.id, BudgetLine.label, BudgetLine.code, BudgetLine.topic, Programme.code)
        .outerjoin(Programme, Programme.id == BudgetLine.programme_id)
        .where(BudgetLine.document_id == document_id, BudgetLine.side == str(Side.EXPENDITURE))
    )
    return [_Line(*row) for row in rows]


def _settle(
    session: Session, house: House, commune_id: int, kind: RuleKind, name: str, alike: Sequence[_Line], topic: str
) -> None:
    """Remember a name for all programmes where it means one topic, forget it where it means several."""
    if {line.topic for line in alike} == {topic}:
        _write(session, house, commune_id, TopicRule(kind, "", name, Topic(topic)))
        return
    session.execute(
        delete(BudgetTopicRule).where(
            BudgetTopicRule.commune_id == commune_id,
            BudgetTopicRule.kind == kind.value,
            BudgetTopicRule.programme == "",
            BudgetTopicRule.name == name,
        )
    )


def _write(session: Session, house: House, commune_id: int, rule: TopicRule) -> None:
    values: Mapping[str, object] = {"topic": rule.topic.value, "changed_at": house.clock()}
    insert = insert_into(session, BudgetTopicRule).values(
        commune_id=commune_id, kind=rule.kind.value, programme=rule.programme, name=rule.name, **values
    )
    unique = ["commune_id", "kind", "programme", "name"]
    session.execute(insert.on_conflict_do_update(index_elements=unique, set_=values))
