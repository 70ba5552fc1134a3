"""Showing, hiding and withdrawing documents, and giving their lines other topics."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from budgeting.accounts.line_rules import Trait
from budgeting.accounts.stages import Side
from budgeting.accounts.topics import Topic
from budgeting.refusal import Refusal
from models import BudgetDocument, BudgetLine
from services.audit import record
from services.budgets.line_memory import learn
from services.budgets.reasons import BudgetReason
from services.house import House
from services.revision import grow_revision

# Receipts and the whole are sums of a side, never the topic of one line of expenditure.
SPENDING_TOPICS = tuple(topic for topic in Topic if topic not in (Topic.REVENUE, Topic.TOTAL))

TOPICS_CHANGED = "budget_topics_changed"

LARGEST_ID = 2**63 - 1
"""The largest number a database takes for a key; a stranger may ask for more."""


def get_document(session: Session, commune_id: int, document_id: int) -> BudgetDocument:
    """Return and lock a document of the commune; one of another commune is not found."""
    found = (
        None
        if document_id > LARGEST_ID
        else session.scalar(
            select(BudgetDocument)
            .where(BudgetDocument.id == document_id, BudgetDocument.commune_id == commune_id)
            .with_for_update()
        )
    )
    if found is None:
        raise Refusal(BudgetReason.NO_SUCH_DOCUMENT)
    return found


def publish(
    session: Session, house: House, commune_id: int, document_id: int, *, published: bool, staff_id: int | None
) -> BudgetDocument:
    """Let citizens see a document, or hide it until further notice; a withdrawn one stays withdrawn."""
    document = get_document(session, commune_id, document_id)
    if document.withdrawn_at is not None:
        raise Refusal(BudgetReason.WITHDRAWN)
    document.published = published
    grow_revision(session, commune_id)
    note(session, house, "budget_published" if published else "budget_hidden", document, staff_id)
    return document


def withdraw(
    session: Session, house: House, commune_id: int, document_id: int, *, staff_id: int | None
) -> BudgetDocument:
    """Undo an import: the document answers no more and its file may be imported again; the record of it stays."""
    document = get_document(session, commune_id, document_id)
    if document.withdrawn_at is not None:
        raise Refusal(BudgetReason.WITHDRAWN)
    document.published, document.withdrawn_at = False, house.clock()
    grow_revision(session, commune_id)
    note(session, house, "budget_withdrawn", document, staff_id)
    return document


def withdraw_import(
    session: Session, house: House, commune_id: int, document_id: int, *, staff_id: int | None
) -> list[BudgetDocument]:
    """Undo an import whole: withdraw every document that came from the same file."""
    document = get_document(session, commune_id, document_id)
    if document.withdrawn_at is not None:
        raise Refusal(BudgetReason.WITHDRAWN)
    together = imported_with(session, commune_id, document_id)
    return [withdraw(session, house, commune_id, number, staff_id=staff_id) for number in together]


def imported_with(session: Session, commune_id: int, document_id: int) -> Sequence[int]:
    """Return the documents that stand of the file a document came from, itself among them."""
    mine = (BudgetDocument.id == min(document_id, LARGEST_ID), BudgetDocument.commune_id == commune_id)
    return session.scalars(
        select(BudgetDocument.id)
        .where(BudgetDocument.commune_id == commune_id, BudgetDocument.withdrawn_at.is_(None))
        .where(BudgetDocument.source_digest == select(BudgetDocument.source_digest).where(*mine).scalar_subquery())
        .order_by(BudgetDocument.id)
    ).all()


def change_topic(
    session: Session,
    house: House,
    commune_id: int,
    document_id: int,
    line_ids: Collection[int],
    topic: str,
    *,
    staff_id: int | None,
) -> int:
    """Give lines of expenditure of one document another topic, and remember it; return how many changed."""
    if topic not in SPENDING_TOPICS:
        raise Refusal(BudgetReason.NO_SUCH_TOPIC)
    document, changed = change_lines(session, commune_id, document_id, line_ids, topic=topic)
    learn(session, house, commune_id, document.id, changed, Trait.TOPIC, topic)
    grow_revision(session, commune_id)
    note(session, house, TOPICS_CHANGED, document, staff_id, topic=topic, lines=len(changed))
    return len(changed)


def change_lines(
    session: Session,
    commune_id: int,
    document_id: int,
    line_ids: Collection[int],
    *which: ColumnElement[bool],
    **values: str,
) -> tuple[BudgetDocument, Sequence[int]]:
    """Write the same values into chosen lines of expenditure; return their document and the lines that changed.

    `which` says what else must be so of a line. `Refusal` where none is chosen, or the document is not the commune's.
    """
    if not line_ids:
        raise Refusal(BudgetReason.NO_LINES_CHOSEN)
    document = get_document(session, commune_id, document_id)
    changed = session.scalars(
        update(BudgetLine)
        .where(BudgetLine.document_id == document.id)
        .where(BudgetLine.id.in_([number for number in line_ids if 0 < number <= LARGEST_ID]))
        .where(BudgetLine.side == str(Side.EXPENDITURE), *which)
        .values(**values)
        .returning(BudgetLine.id)
        .execution_options(synchronize_session=False)
    ).all()
    return document, changed


def note(
    session: Session, house: House, act: str, document: BudgetDocument, staff_id: int | None, **details: str | int
) -> None:
    """Write what was done with a document into the trail."""
    record(
        session,
        house,
        act=act,
        subject="budget_document",
        subject_id=document.id,
        details={"year": document.year, "status": str(document.status), **details},
        staff_id=staff_id,
        commune_id=document.commune_id,
    )
