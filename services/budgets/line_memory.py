"""What staff said of lines, their topic and their nature, to be said again of the lines of the next document."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from budgeting.accounts.line_rules import LineRule, RuleKind, Trait, code_name, label_name
from budgeting.accounts.stages import Side
from models import BudgetLine, BudgetLineRule, Programme
from services.budgets.figures import INTERNAL
from services.house import House
from services.rows import insert_into

COLUMNS = {Trait.TOPIC: BudgetLine.topic, Trait.NATURE: BudgetLine.nature}


def line_rules(session: Session, commune_id: int) -> list[LineRule]:
    """Return what staff said of lines."""
    rows = session.scalars(select(BudgetLineRule).where(BudgetLineRule.commune_id == commune_id))
    return [LineRule(Trait(row.trait), RuleKind(row.kind), row.programme, row.name, row.value) for row in rows]


def learn(
    session: Session,
    house: House,
    commune_id: int,
    document_id: int,
    line_ids: Collection[int],
    trait: Trait,
    value: str,
) -> None:
    """Remember what was said of lines: by their words, by their code too, for every programme where none differs.

    "Salaires" of the health centres are health, those of the town hall are not: words that stand under several topics
    in one document are remembered for their programme alone, and not at all where there is none.
    """
    lines = _lines_of(session, document_id, trait)
    changed = [line for line in lines if line.id in set(line_ids)]
    pupil = _Pupil(session, house, commune_id, trait, value)
    for name in {label_name(line.label) for line in changed} - {""}:
        pupil.settle(RuleKind.LABEL, name, [line for line in lines if label_name(line.label) == name])
        for programme in {line.programme for line in changed if label_name(line.label) == name} - {""}:
            pupil.keep(RuleKind.LABEL, programme, name)
    for name in {code_name(line.code) for line in changed} - {""}:
        pupil.settle(RuleKind.CODE, name, [line for line in lines if code_name(line.code) == name])


class _Line:
    """What a rule needs of a line; `value` is its topic, or its nature."""

    def __init__(self, number: int, label: str, code: str | None, value: str | None, programme: str | None) -> None:
        self.id, self.label, self.code, self.value = number, label, code or "", value
        self.programme = (programme or "").lstrip("0")[:16]


def _lines_of(session: Session, document_id: int, trait: Trait) -> list[_Line]:
    """Return the spending of a document; a move between the sections of a budget says nothing of a nature."""
    rows = session.execute(
        select(BudgetLine.id, BudgetLine.label, BudgetLine.code, COLUMNS[trait], Programme.code)
        .outerjoin(Programme, Programme.id == BudgetLine.programme_id)
        .where(BudgetLine.document_id == document_id, BudgetLine.side == str(Side.EXPENDITURE))
    )
    lines = [_Line(*row) for row in rows]
    return [line for line in lines if (trait, line.value) != (Trait.NATURE, INTERNAL)]


class _Pupil:
    """Who learns that lines are of one topic or nature."""

    def __init__(self, session: Session, house: House, commune_id: int, trait: Trait, value: str) -> None:
        self.session, self.commune_id, self.trait, self.value = session, commune_id, trait, value
        self.now = house.clock()

    def settle(self, kind: RuleKind, name: str, alike: Sequence[_Line]) -> None:
        """Remember a name for all programmes where it means one thing, forget it where it means several."""
        if {line.value for line in alike} == {self.value}:
            self.keep(kind, "", name)
            return
        rule = BudgetLineRule
        of_all = (rule.commune_id == self.commune_id, rule.trait == self.trait.value, rule.programme == "")
        self.session.execute(delete(rule).where(*of_all, rule.kind == kind.value, rule.name == name))

    def keep(self, kind: RuleKind, programme: str, name: str) -> None:
        """Remember a name within a programme, blank for all, in place of what was remembered of it."""
        said: Mapping[str, object] = {"value": self.value, "changed_at": self.now}
        known_by = {"trait": self.trait.value, "kind": kind.value, "programme": programme, "name": name}
        insert = insert_into(self.session, BudgetLineRule).values(commune_id=self.commune_id, **known_by, **said)
        self.session.execute(insert.on_conflict_do_update(index_elements=["commune_id", *known_by], set_=said))
